import type { Stack, StackStatus } from '@aws-sdk/client-cloudformation';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import { guardBundle } from '../../src/guard/bundle.ts';
import type { GuardPlan } from '../../src/guard/deploy.ts';
import { deployGuard } from '../../src/guard/deploy.ts';
import { findGuard, guardPlace } from '../../src/guard/place.ts';
import { removeGuard } from '../../src/guard/undeploy.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { testAws } from '../cli/test-context.ts';
import { limits } from './standing.ts';
import { mockClient } from '../mock-client.ts';

const account = '111122223333';
const region = 'us-east-1';
const place = guardPlace(account, region);
const cloudFormation = mockClient(CloudFormationClient);
const s3 = mockClient(S3Client);
const { signal } = new AbortController();

const plan: GuardPlan = {
  settings: { place, regions: ['us-east-1', 'eu-west-1'], limits },
  bundle: guardBundle(Buffer.from('code')),
  template: '{}',
};

/** The guard's stack as CloudFormation shows it. */
function guardIn(status: StackStatus): Stack {
  return {
    StackName: 'labs--guard',
    StackId: 'arn:guard',
    StackStatus: status,
    CreationTime: new Date(0),
    Parameters: [
      { ParameterKey: 'Regions', ParameterValue: 'us-east-1 eu-west-1' },
      { ParameterKey: 'RunMinutes', ParameterValue: '600' },
      { ParameterKey: 'KeepMinutes', ParameterValue: '1440' },
    ],
    Outputs: [{ OutputKey: 'StackRole', OutputValue: 'arn:role' }],
  };
}

const missing = Object.assign(new Error('Stack with id labs--guard does not exist'), {
  name: 'ValidationError',
});

beforeEach(() => {
  cloudFormation.reset();
  s3.reset();
  s3.resolves({});
  cloudFormation.resolves({});
  s3.on(HeadObjectCommand).rejects(new NotFound({ message: '', $metadata: {} }));
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [guardIn('CREATE_COMPLETE')] });
});

test('bucket, code and stack are made in that order', async () => {
  const guard = await deployGuard(testAws(), recordingHost(), plan, signal);
  expect(guard.status).toBe('CREATE_COMPLETE');
  expect(s3.commandCalls(CreateBucketCommand)).toHaveLength(1);
  const [put] = s3.commandCalls(PutObjectCommand);
  expect(put?.args[0].input).toMatchObject({ Bucket: place.bucket, Key: plan.bundle.key });
  const [made] = cloudFormation.commandCalls(CreateStackCommand);
  expect(made?.args[0].input.Parameters).toEqual(
    expect.arrayContaining([
      { ParameterKey: 'BundleKey', ParameterValue: plan.bundle.key },
      { ParameterKey: 'Regions', ParameterValue: 'us-east-1 eu-west-1' },
      { ParameterKey: 'RunMinutes', ParameterValue: '1440' },
    ]),
  );
});

test('a guard that is there already is changed, and its code put only if it is new', async () => {
  s3.on(HeadObjectCommand).resolves({});
  const same = new Error('No updates are to be performed.');
  cloudFormation.on(UpdateStackCommand).rejects(same);
  await deployGuard(testAws(), recordingHost(), { ...plan, existing: 'CREATE_COMPLETE' }, signal);
  expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
  expect(cloudFormation.commandCalls(CreateStackCommand)).toHaveLength(0);
});

test('a stack that failed is an error with its status', async () => {
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [guardIn('ROLLBACK_COMPLETE')] });
  await expect(deployGuard(testAws(), recordingHost(), plan, signal)).rejects.toMatchObject({
    code: 'guard.failed',
    params: { status: 'ROLLBACK_COMPLETE' },
  });
});

test('a guard is found with its limits, in whichever region it is', async () => {
  cloudFormation
    .on(DescribeStacksCommand)
    .rejectsOnce(missing)
    .resolves({ Stacks: [guardIn('CREATE_COMPLETE')] });
  const guard = await findGuard(testAws(), account, ['us-east-1', 'eu-west-1']);
  expect(guard).toMatchObject({
    region: 'eu-west-1',
    settings: { stackRole: 'arn:role', limits: { runMs: 600 * 60_000, keepMs: 1440 * 60_000 } },
  });
  cloudFormation.on(DescribeStacksCommand).rejects(missing);
  expect(await findGuard(testAws(), account, ['us-east-1'])).toBeUndefined();
});

test('it goes with its bucket, and not while CloudFormation works with its role', async () => {
  const guard = await findGuard(testAws(), account, [region]);
  const busy = { ...guardIn('DELETE_IN_PROGRESS'), StackName: 'labs-kim', RoleARN: 'arn:role' };
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [busy] });
  await expect(removeGuard(testAws(), recordingHost(), place, guard, signal)).rejects.toMatchObject(
    { code: 'guard.in-use', params: { names: ['labs-kim', 'labs-kim'] } },
  );
  expect(cloudFormation.commandCalls(DeleteStackCommand)).toHaveLength(0);

  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [] });
  cloudFormation.on(DescribeStacksCommand, { StackName: 'labs--guard' }).rejects(missing);
  s3.on(ListObjectsV2Command).resolves({ Contents: [{ Key: 'reports/1' }, { Key: 'work/1' }] });
  await removeGuard(testAws(), recordingHost(), place, guard, signal);
  expect(cloudFormation.commandCalls(DeleteStackCommand)).toHaveLength(1);
  const [emptied] = s3.commandCalls(DeleteObjectsCommand);
  expect(emptied?.args[0].input.Delete?.Objects).toEqual([{ Key: 'reports/1' }, { Key: 'work/1' }]);
  expect(s3.commandCalls(DeleteBucketCommand)).toHaveLength(1);
});
