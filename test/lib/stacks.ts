import { synthesizeTemplate } from '../../lib/template.ts';
import type { Statement } from '../../lib/policy/statement.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { creatableTypes } from '../../src/sandbox/creatables.ts';
import type { Values } from './resolve.ts';
import { resolve } from './resolve.ts';

export const account = '111122223333';
export const region = 'us-east-1';

/** A stack as CloudFormation would make it of the template. */
export interface MadeStack {
  readonly name: string;
  readonly bucket: string;
  readonly roleArn: string;
  readonly notebook: string;
  readonly resources: Readonly<Record<string, MadeResource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: string }>>;
  /** Every statement of the execution role's policies. */
  readonly statements: readonly Statement[];
}

interface MadeResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: Statement[] };
}

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  readonly Outputs: unknown;
}

/** A lab that makes every type there is, on `ml.m4.xlarge`. */
export function labOfEverything(base: Lab): Lab {
  const uses = [{ type: 'ml.m4.xlarge', count: 1 }];
  return {
    ...base,
    creates: [...creatableTypes],
    uses: { training: uses, processing: uses, transform: uses, hosting: uses },
  };
}

/** Resolves the template of some labs for one sandbox, with names as CloudFormation gives them. */
export function makeStack(name: string, labs: readonly Lab[], parameters: Values = {}): MadeStack {
  const template = JSON.parse(synthesizeTemplate(labs)) as Template;
  const defaults = Object.entries(template.Parameters).flatMap(([key, { Default }]) =>
    Default === undefined ? [] : [[key, Default] as const],
  );
  const bucket = `${name}-bucket-0a1b2c3d4e5f`;
  const roleArn = `arn:aws:iam::${account}:role/labs/${name}/${name}-Role-A1B2C3D4E5F6`;
  const notebook = `Notebook-${name}-Xy12Zw34`;
  const given: Values = {
    ...Object.fromEntries(defaults),
    Owner: 'kim',
    StopsAt: '2026-11-23T18:00:00Z',
    RemovedAfter: '2026-11-30T14:00:00Z',
    InstanceType: 'ml.t3.medium',
    VolumeGiB: '10',
    ...parameters,
    ...roleArns(template, name),
    'AWS::StackName': name,
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    Bucket: bucket,
    'Bucket.Arn': `arn:aws:s3:::${bucket}`,
    Role: `${name}-Role-A1B2C3D4E5F6`,
    'Role.Arn': roleArn,
    Notebook: `arn:aws:sagemaker:${region}:${account}:notebook-instance/${notebook}`,
    'Notebook.NotebookInstanceName': notebook,
    'Hooks.NotebookInstanceLifecycleConfigName': `Hooks-${name}-Ab12Cd34`,
  };
  const conditions = Object.entries(template.Conditions).map(
    ([key, condition]) => [key, String(resolve(condition, given))] as const,
  );
  const values = { ...given, ...Object.fromEntries(conditions) };
  const resources = resolve(template.Resources, values) as MadeStack['resources'];
  const { Policies } = resources['Role']!.Properties as { readonly Policies: readonly Policy[] };
  const beside = Object.values(resources).flatMap(({ Type, Condition, Properties }) =>
    Type === 'AWS::IAM::Policy' && (Condition === undefined || values[Condition] === 'true')
      ? [Properties as unknown as Policy]
      : [],
  );
  return {
    name,
    bucket,
    roleArn,
    notebook,
    resources,
    outputs: resolve(template.Outputs, values) as MadeStack['outputs'],
    statements: [...Policies, ...beside].flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
  };
}

function roleArns({ Resources }: Template, name: string): Values {
  const roles = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  return Object.fromEntries(
    roles.map(([id]) => [`${id}.Arn`, `arn:aws:iam::${account}:role/labs/${name}/${name}-${id}-X`]),
  );
}
