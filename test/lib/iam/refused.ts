import { createActions, isElsewhere } from '../../../src/sandbox/creatables.ts';
import type { CreatableType, ElsewhereType } from '../../../src/sandbox/resource-types.ts';
import { sageMakerTypes } from '../../../src/sandbox/resource-types.ts';
import { creatableTypes } from '../../../src/sandbox/creatables.ts';
import type { MadeStack } from '../stacks.ts';
import { account, region } from '../stacks.ts';
import type { Attempt } from './simulate.ts';

/** An instance type that no lab declares. */
const dear = 'ml.p4d.24xlarge';

/** What a request of the sandbox's own carries when it makes something, at its most modest. */
export function makingContext(
  sandbox: string,
  instanceType: string,
): Readonly<Record<string, string | string[]>> {
  return {
    'aws:RequestTag/labs:sandbox': sandbox,
    'aws:TagKeys': ['labs:sandbox'],
    'sagemaker:InstanceTypes': [instanceType],
    'sagemaker:MaxRuntimeInSeconds': '3600',
  };
}

/** Ways of making things that would escape the sandbox, its labs or its teardown. */
export function makingOtherwise(
  sandbox: string,
  declared: readonly CreatableType[],
  instanceType: string,
): readonly Attempt[] {
  const modest = makingContext(sandbox, instanceType);
  return declared.flatMap((type) => {
    if (isElsewhere(type)) return [];
    const { arn, create, runsOn } = sageMakerTypes[type];
    const variants: Record<string, Attempt['context']> = {
      'without a tag': without(modest, 'aws:RequestTag/labs:sandbox', 'aws:TagKeys'),
      'tagged with the key alone': without(modest, 'aws:RequestTag/labs:sandbox'),
      'tagged for a neighbour': { ...modest, 'aws:RequestTag/labs:sandbox': 'labs-lee' },
      'tagged for a longer name': { ...modest, 'aws:RequestTag/labs:sandbox': `${sandbox}-2` },
      'tagged in capitals': { ...modest, 'aws:TagKeys': ['Labs:Sandbox'] },
      ...(runsOn === undefined
        ? {}
        : {
            'on an instance no lab declares': { ...modest, 'sagemaker:InstanceTypes': [dear] },
            'also on an instance no lab declares': {
              ...modest,
              'sagemaker:InstanceTypes': [instanceType, dear],
            },
            'on no named instance': without(modest, 'sagemaker:InstanceTypes'),
          }),
      ...(runsOn === 'training' || runsOn === 'processing'
        ? { 'for 28 days': { ...modest, 'sagemaker:MaxRuntimeInSeconds': '2419200' } }
        : {}),
      ...(runsOn === 'training'
        ? { 'without a limit': without(modest, 'sagemaker:MaxRuntimeInSeconds') }
        : {}),
      ...(type === 'training-job'
        ? { 'with a warm pool': { ...modest, 'sagemaker:KeepAlivePeriod': '3600' } }
        : {}),
    };
    const elsewhere: Attempt[] = create.map((action) => ({
      action: `sagemaker:${action}`,
      resource: `arn:aws:sagemaker:eu-west-1:${account}:${arn}/mine`,
      context: modest,
      about: 'in another region',
    }));
    return [
      ...elsewhere,
      ...Object.entries(variants).flatMap(([about, context]) =>
        create.map((action) => ({
          action: `sagemaker:${action}`,
          resource: `arn:aws:sagemaker:${region}:${account}:${arn}/mine`,
          context,
          about,
        })),
      ),
    ];
  });
}

/** Making what no lab of the sandbox declares, with everything else as it should be. */
export function makingUndeclared(
  sandbox: string,
  declared: readonly CreatableType[],
  instanceType: string,
): readonly Attempt[] {
  const here = `${region}:${account}`;
  const resources: Readonly<Record<ElsewhereType, string>> = {
    'ecr-repository': `arn:aws:ecr:${here}:repository/${sandbox}/mine`,
    'state-machine': `arn:aws:states:${here}:stateMachine:${sandbox}.mine`,
    'topics-job': `arn:aws:comprehend:${here}:topics-detection-job/*`,
    'translation-job': '*',
  };
  return creatableTypes
    .filter((type) => !declared.includes(type))
    .flatMap((type) =>
      createActions(type).map((action) => ({
        action,
        resource: isElsewhere(type)
          ? resources[type]
          : `arn:aws:sagemaker:${here}:${sageMakerTypes[type].arn}/mine`,
        context: makingContext(sandbox, instanceType),
        about: 'undeclared',
      })),
    );
}

/** Tagging that would take, give away or disguise, and other misuse of what is allowed. */
export function misuse({ name, bucket, roleArn }: MadeStack): readonly Attempt[] {
  const endpoint = `arn:aws:sagemaker:${region}:${account}:endpoint/some`;
  const own = { 'aws:ResourceTag/labs:sandbox': name };
  const making = { 'sagemaker:TaggingAction': 'CreateEndpoint' };
  const tagged = { 'aws:RequestTag/labs:sandbox': name, 'aws:TagKeys': ['labs:sandbox'] };
  return [
    {
      action: 'sagemaker:AddTags',
      resource: endpoint,
      context: { ...tagged, 'sagemaker:TaggingAction': 'CreateDomain' },
      about: 'tagging what another create makes',
    },
    ...['labs-lee', `${name}-2`].map((other) => ({
      action: 'sagemaker:AddTags',
      resource: endpoint,
      context: { ...tagged, ...making, 'aws:RequestTag/labs:sandbox': other },
      about: `tagging a new thing for ${other}`,
    })),
    {
      action: 'sagemaker:AddTags',
      resource: endpoint,
      context: { 'aws:TagKeys': ['mine'], ...making },
      about: 'tagging a new thing for nobody',
    },
    {
      action: 'sagemaker:AddTags',
      resource: endpoint.replace(region, 'eu-west-1'),
      context: { ...tagged, ...making },
      about: 'tagging a new thing in another region',
    },
    {
      action: 'sagemaker:AddTags',
      resource: endpoint,
      context: { ...own, ...tagged, 'aws:RequestTag/labs:sandbox': 'labs-lee' },
      about: 'giving an own thing to a neighbour',
    },
    {
      action: 'sagemaker:AddTags',
      resource: endpoint,
      context: tagged,
      about: 'claiming an untagged thing',
    },
    {
      action: 'sagemaker:AddTags',
      resource: `arn:aws:sagemaker:${region}:${account}:notebook-instance/mine`,
      context: { ...own, ...tagged },
      about: 'tagging the own notebook',
    },
    ...['lambda.amazonaws.com', 'ec2.amazonaws.com', 'scheduler.amazonaws.com'].map((service) => ({
      action: 'iam:PassRole',
      resource: roleArn,
      context: { 'iam:PassedToService': service },
      about: `passing the own role to ${service}`,
    })),
    {
      action: 'iam:PassRole',
      resource: roleArn,
      context: {},
      about: 'passing the own role to an unnamed service',
    },
    {
      action: 'cloudwatch:PutMetricData',
      resource: '*',
      context: { 'cloudwatch:namespace': 'Payroll' },
      about: "writing the account's metrics",
    },
    ...['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'].map((action) => ({
      action,
      resource: 'arn:aws:s3:::sagemaker-sample-files/x',
      context: { 's3:ResourceAccount': '999988887777' },
      about: "changing another account's data",
    })),
    {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::payroll-2026/x',
      context: {},
      about: 'reading a bucket of an unknown account',
    },
    {
      action: 's3:DeleteBucket',
      resource: `arn:aws:s3:::${bucket}`,
      context: { 's3:ResourceAccount': account },
      about: 'deleting the own bucket',
    },
  ];
}

function without(context: Attempt['context'], ...keys: readonly string[]): Attempt['context'] {
  return Object.fromEntries(Object.entries(context).filter(([key]) => !keys.includes(key)));
}
