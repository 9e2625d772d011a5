import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Aws } from '../../src/aws/clients.ts';
import { findStack, listSandboxesIn, listStacks } from '../../src/aws/sandboxes.ts';
import { mockClient } from '../mock-client.ts';

const client = new CloudFormationClient({ region: 'us-east-1' });
const cloudFormation = mockClient(client);
const aws = { client: async () => client } as unknown as Aws;

const ours = {
  StackName: 'labs-kim',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
  StackStatus: 'CREATE_COMPLETE' as const,
  CreationTime: new Date(0),
  Tags: [
    { Key: 'labs:sandbox', Value: 'labs-kim' },
    { Key: 'labs:owner', Value: 'kim' },
  ],
  Parameters: [
    { ParameterKey: 'Labs', ParameterValue: 'xgboost linear-learner' },
    { ParameterKey: 'StopsAt', ParameterValue: '2026-11-23T13:00:00Z' },
    { ParameterKey: 'VolumeGiB', ParameterValue: '10' },
  ],
  Outputs: [{ OutputKey: 'Bucket', OutputValue: 'bucket' }],
};

beforeEach(() => cloudFormation.reset());

describe('the stacks of a region', () => {
  test('are ours by tag, never by name', async () => {
    cloudFormation
      .on(DescribeStacksCommand)
      .resolvesOnce({ Stacks: [ours], NextToken: 'more' })
      .resolves({
        Stacks: [
          { ...ours, StackName: 'labs-lee' },
          { ...ours, Tags: [] },
        ],
      });
    const stacks = await listStacks(aws, 'us-east-1');
    expect(stacks.map((found) => found.ours)).toEqual([true, false, false]);
  });

  test('are read from parameters, tags and outputs', async () => {
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [ours] });
    expect(await listStacks(aws, 'us-east-1')).toMatchObject([
      {
        sandbox: {
          account: '111122223333',
          region: 'us-east-1',
          owner: 'kim',
          labs: ['xgboost', 'linear-learner'],
          stopsAt: new Date('2026-11-23T13:00:00Z'),
          volumeGiB: 10,
          bucket: 'bucket',
        },
      },
    ]);
  });

  test('with parameters that are nonsense are still ours', async () => {
    const Parameters = [{ ParameterKey: 'StopsAt', ParameterValue: 'soon' }];
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [{ ...ours, Parameters }] });
    const [found] = await listStacks(aws, 'us-east-1');
    expect(found).toMatchObject({ ours: true });
    expect(found).not.toHaveProperty('sandbox.stopsAt');
  });
});

describe('several regions', () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });

  test('one that cannot be read is said, not taken for empty', async () => {
    cloudFormation
      .on(DescribeStacksCommand)
      .rejectsOnce(denied)
      .resolves({ Stacks: [ours] });
    const unreadable: string[] = [];
    const found = await listSandboxesIn(aws, ['us-east-1', 'us-west-2'], (region) =>
      unreadable.push(region),
    );
    expect(found).toHaveLength(1);
    expect(unreadable).toEqual(['us-east-1']);
  });

  test('none that can be read is an error', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(denied);
    await expect(listSandboxesIn(aws, ['us-east-1', 'us-west-2'], () => undefined)).rejects.toBe(
      denied,
    );
  });
});

test('a stack that does not exist is undefined, any other error is one', async () => {
  const missing = Object.assign(new Error('Stack with id labs-kim does not exist'), {
    name: 'ValidationError',
  });
  cloudFormation.on(DescribeStacksCommand).rejectsOnce(missing).rejects(new Error('network'));
  expect(await findStack(aws, 'us-east-1', 'labs-kim')).toBeUndefined();
  await expect(findStack(aws, 'us-east-1', 'labs-kim')).rejects.toThrow('network');
});
