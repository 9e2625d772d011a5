import { expect, test } from 'vitest';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import { awsError } from './fake-answers.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { home, make, makeSandbox, own } from './fake-sandbox.ts';
import { account } from './fake-state.ts';
import { tearDown } from './tear-down.ts';

const shared = `sagemaker-${home}-${account}`;
const bucketArn = `arn:aws:s3:::${shared}`;

/** A sandbox whose job has the name of another team's folder in the account's default bucket. */
function fraudTeam(writtenAt: (now: number) => number): FakeAws {
  const fake = createFakeAws();
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  make(state, 'TrainingJob', 'fraud-team', {
    ...own('labs-kim'),
    status: 'Failed',
    output: `s3://${shared}/fraud-team/x`,
  });
  state.buckets.push({
    name: shared,
    arn: bucketArn,
    region: home,
    tags: {},
    objects: [
      {
        key: 'fraud-team/x/fraud-team/model.tar.gz',
        version: 'null',
        marker: false,
        at: writtenAt(state.now),
      },
      { key: 'fraud-team/other/model.tar.gz', version: 'v1', marker: false, at: state.now },
    ],
    uploads: ['fraud-team/unfinished'],
  });
  return fake;
}

const record = { type: 'job-output', id: `${shared}/fraud-team/x/fraud-team/` };

test('what jobs left in the account’s default bucket is listed, and nothing there is deleted', async () => {
  const fake = fraudTeam((now) => now);
  const receipt = await tearDown(fake);
  expect(receipt.records).toEqual([record]);
  expect(receipt.deleted).toContainEqual({ type: 'training-job', id: 'fraud-team' });
  expect(receiptExitCode([receipt])).toBe(0);
  const bucket = fake.state.buckets.find(({ name }) => name === shared);
  expect(bucket?.objects).toHaveLength(2);
  expect(bucket?.uploads).toHaveLength(1);
  const writes = fake.calls.filter(
    ({ writes: isWrite, input }) => isWrite && input.Bucket === shared,
  );
  expect(writes).toEqual([]);
});

test('what was there before the job is not the job’s', async () => {
  const fake = fraudTeam((now) => now - 90_000_000);
  expect(await tearDown(fake)).toMatchObject({ records: [], left: [], unknown: [] });
});

test('a bucket that may not be read is listed too, and holds nothing up', async () => {
  const fake = fraudTeam((now) => now);
  fake.faults.push({ operation: 'ListObjectsV2', error: awsError('AccessDenied', 'no', 403) });
  expect(await tearDown(fake)).toMatchObject({ records: [record], left: [], unknown: [] });
});
