import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { policyStatements } from '../../src/preflight/policy.ts';
import { testPython } from '../python.ts';

/** The template's resource types whose handlers call AWS with the caller's rights. */
const types = [
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::IAM::Role',
  'AWS::Scheduler::Schedule',
  'AWS::SageMaker::NotebookInstance',
  'AWS::SageMaker::NotebookInstanceLifecycleConfig',
] as const;

/**
 * What handlers ask for only where a template has properties that ours has not; each pattern is of
 * the permission's whole name.
 */
const notUsed: Readonly<Record<(typeof types)[number], readonly RegExp[]>> = {
  'AWS::S3::Bucket': [
    // Metadata tables, analytics, inventory, metrics, tiering, replication, acceleration, object lock.
    /^s3tables:/,
    /^s3:(Create|Update|Delete)BucketMetadata/,
    /^s3:Put(Analytics|Inventory|Metrics|Replication|Accelerate|IntelligentTiering|ObjectLock)Configuration$/,
    // Web site, CORS, and what an update takes away that our template never has or always keeps.
    /^s3:DeleteBucket(Website|AnalyticsConfiguration|Cors|MetricsConfiguration|Encryption|Lifecycle|Replication)$/,
    /^s3:PutObjectAcl$/,
  ],
  'AWS::S3::BucketPolicy': [],
  // No managed policies, no boundary, no description.
  'AWS::IAM::Role': [
    /^iam:(Attach|Detach)RolePolicy$/,
    /^iam:(Put|Delete)RolePermissionsBoundary$/,
    /^iam:UpdateRoleDescription$/,
  ],
  'AWS::Scheduler::Schedule': [],
  'AWS::SageMaker::NotebookInstance': [/^(ec2|kms|codecommit|elastic-inference):/],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': [],
};

const program = `
import json, sys
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER as schemas
def handlers(name):
    return schemas.get_resource_schema("us-east-1", name).schema["handlers"]
print(json.dumps({
    name: sorted({p for verb, h in handlers(name).items() if verb != "list" for p in h["permissions"]})
    for name in sys.argv[1:]
}))`;

let asked: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  const run = promisify(execFile);
  const { stdout } = await run(await testPython(), ['-c', program, ...types]);
  asked = z.record(z.string(), z.array(z.string())).parse(JSON.parse(stdout));
}, 600_000);

const patterns = policyStatements
  .flatMap(({ statement }) => statement.Action)
  .map((action) => new RegExp(`^${action.replace(/\*/g, '.*')}$`));
const isAllowed = (permission: string) => patterns.some((pattern) => pattern.test(permission));

describe('the policy lets CloudFormation do what its handlers do for our template', () => {
  test.each(types)('%s', (type) => {
    const permissions = asked[type] ?? [];
    expect(permissions.length).toBeGreaterThan(2);
    const missing = permissions.filter(
      (permission) =>
        !isAllowed(permission) && !notUsed[type].some((pattern) => pattern.test(permission)),
    );
    expect(missing).toEqual([]);
    const idle = notUsed[type].filter((pattern) => !permissions.some((one) => pattern.test(one)));
    expect(idle).toEqual([]);
  });
});
