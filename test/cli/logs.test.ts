import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { subcommand as logsCommand } from '../../src/cli/commands/logs.ts';
import { testContext } from './test-context.ts';
import { mockClient } from '../mock-client.ts';

const cloudFormation = mockClient(CloudFormationClient);
const logs = mockClient(CloudWatchLogsClient);
const tagging = mockClient(ResourceGroupsTaggingAPIClient);
const s3 = mockClient(S3Client);

const now = new Date('2026-11-23T06:00:00Z');
const minute = 60_000;

const stack = {
  StackName: 'labs-kim',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
  StackStatus: 'CREATE_COMPLETE' as const,
  CreationTime: new Date(0),
  Tags: [
    { Key: 'labs:sandbox', Value: 'labs-kim' },
    { Key: 'labs:owner', Value: 'kim' },
  ],
  Outputs: [
    { OutputKey: 'Bucket', OutputValue: 'labs-kim-bucket' },
    { OutputKey: 'Notebook', OutputValue: 'Notebook-1' },
  ],
};

function bodyOf(text: string) {
  const Body = { transformToString: async () => text } as NonNullable<
    GetObjectCommandOutput['Body']
  >;
  return { Body };
}

const report = JSON.stringify({
  version: 1,
  writtenAt: '2026-11-23T05:00:00Z',
  idleMinutes: 1,
  repos: [
    {
      lab: 'xgboost',
      url: 'https://github.com/mullue/xgboost',
      dir: 'xgboost',
      commit: '6372a17561661222f8cee56842fb7c370c92004a',
      state: 'cloned',
    },
  ],
  problems: ['ending Endpoint: \u001b[31mdenied'],
});

function eventsOf(stream: string, ...said: readonly [minutesAgo: number, message: string][]) {
  return said.map(([ago, message], at) => ({
    eventId: `${stream} ${at}`,
    logStreamName: stream,
    timestamp: now.getTime() - ago * minute,
    message,
  }));
}

beforeEach(() => {
  for (const mock of [cloudFormation, logs, tagging, s3]) mock.reset();
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack] });
  s3.on(GetObjectCommand).resolves(bodyOf(report));
  tagging.on(GetResourcesCommand).resolves({
    ResourceTagMappingList: [
      { ResourceARN: 'arn:aws:sagemaker:us-east-1:111122223333:training-job/xgb-1' },
      { ResourceARN: 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/xgb-2' },
    ],
  });
  logs.on(FilterLogEventsCommand).callsFake(({ logGroupName, logStreamNamePrefix, nextToken }) => {
    const place = `${logGroupName} ${logStreamNamePrefix ?? ''}`;
    switch (place) {
      case '/aws/sagemaker/NotebookInstances Notebook-1/LifecycleConfig':
        return nextToken === undefined
          ? { events: [], nextToken: 'more' }
          : { events: eventsOf('Notebook-1/LifecycleConfigOnStart', [9, 'hook\nstarts']) };
      case '/aws/sagemaker/NotebookInstances Notebook-1/jupyter.log':
        return { events: eventsOf('Notebook-1/jupyter.log', [8, 'jupyter'], [5, 'kernel']) };
      case '/aws/sagemaker/TrainingJobs xgb-1/':
        return { events: eventsOf('xgb-1/algo-1-17', [7, '\u001b]0;evil\u0007[0]\ttrain']) };
      default:
        throw Object.assign(new Error('The specified log group does not exist.'), {
          name: 'ResourceNotFoundException',
        });
    }
  });
});

const options = { since: '1h' };

describe('labs logs', () => {
  test('merges everything of the sandbox by time, on every page', async () => {
    const context = testContext({ now, flags: { region: 'us-east-1' } });
    expect(await logsCommand.run(context, [undefined], options)).toBe(0);
    expect(context.written.map((line) => line.replace(/^[\d :-]+ /, ''))).toEqual([
      'agent  xgboost: cloned @ 6372a17561',
      'agent  ending Endpoint: [31mdenied',
      'OnStart  hook',
      'OnStart  starts',
      'jupyter  jupyter',
      'training-job/xgb-1  [0]  train',
      'jupyter  kernel',
    ]);
  });

  test('asks for nothing of another sandbox', async () => {
    await logsCommand.run(
      testContext({ now, flags: { region: 'us-east-1' } }),
      [undefined],
      options,
    );
    for (const call of logs.commandCalls(FilterLogEventsCommand)) {
      const { logGroupName, logStreamNamePrefix, startTime } = call.args[0].input;
      expect(startTime).toBe(now.getTime() - 60 * minute);
      expect(`${logGroupName} ${logStreamNamePrefix ?? ''}`).toMatch(
        /NotebookInstances Notebook-1\/|TrainingJobs xgb-1\/$|Endpoints\/xgb-2 $/,
      );
    }
    expect(tagging.commandCalls(GetResourcesCommand)[0]?.args[0].input.TagFilters).toEqual([
      { Key: 'labs:sandbox', Values: ['labs-kim'] },
    ]);
  });

  test.each([
    ['agent', 2, 0],
    ['hooks', 2, 2],
    ['jupyter', 2, 1],
    ['jobs', 1, 2],
  ] as const)('%s alone: %i lines, %i calls for events', async (kind, lines, calls) => {
    const context = testContext({ now, flags: { region: 'us-east-1' } });
    await logsCommand.run(context, [kind], options);
    expect(context.written).toHaveLength(lines);
    expect(logs.commandCalls(FilterLogEventsCommand)).toHaveLength(calls);
  });

  test('shortens the names of jobs on a terminal, and leaves their end', async () => {
    const name = 'xgb-2026-11-23-06-50-15-123';
    tagging.on(GetResourcesCommand).resolves({
      ResourceTagMappingList: [
        { ResourceARN: `arn:aws:sagemaker:us-east-1:111122223333:training-job/${name}` },
      ],
    });
    logs.on(FilterLogEventsCommand).resolves({ events: eventsOf(`${name}/algo-1`, [7, 'train']) });
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
    Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true });
    try {
      const context = testContext({ now, flags: { region: 'us-east-1' } });
      await logsCommand.run(context, ['jobs'], options);
      expect(context.written.map(stripVTControlCharacters)).toEqual([
        expect.stringMatching(/ training\/…3-06-50-15-123 {2}train$/),
      ]);
    } finally {
      if (before === undefined) delete (process.stdout as { isTTY?: boolean }).isTTY;
      else Object.defineProperty(process.stdout, 'isTTY', before);
    }
  });

  test('is NDJSON with --json, without control characters', async () => {
    const context = testContext({ now, flags: { region: 'us-east-1', json: true } });
    await logsCommand.run(context, ['jobs'], options);
    expect(context.written.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        time: '2026-11-23T05:53:00.000Z',
        sandbox: 'labs-kim',
        kind: 'jobs',
        from: 'training-job/xgb-1',
        text: '[0]  train',
      },
    ]);
  });

  test('says where there is nothing, and what cannot be read', async () => {
    logs.reset();
    logs.on(FilterLogEventsCommand).resolves({ events: [] });
    s3.on(GetObjectCommand).rejects(Object.assign(new Error('x'), { name: 'NoSuchKey' }));
    tagging.on(GetResourcesCommand).rejects(new Error('not allowed'));
    const context = testContext({ now, flags: { region: 'us-east-1' } });
    expect(await logsCommand.run(context, [undefined], options)).toBe(0);
    expect(context.written).toEqual([]);
    expect(context.host.events.map((event) => context.say(event.message))).toEqual([
      'jobs cannot be read: not allowed',
      'Nothing was written in the last 1h. Further back: labs logs --since 7d --sandbox labs-kim',
      expect.stringMatching(
        /never reported either.*Notebook-1.LifecycleConfigOnCreate.*labs status/,
      ),
    ]);
  });

  test('of a sandbox that failed to come up shows why', async () => {
    const { Outputs: _, ...failed } = { ...stack, StackStatus: 'ROLLBACK_COMPLETE' as const };
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [failed] });
    cloudFormation.on(DescribeStackResourcesCommand).resolves({
      StackResources: [
        {
          LogicalResourceId: 'Notebook',
          ResourceType: 'AWS::SageMaker::NotebookInstance',
          PhysicalResourceId:
            'arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/Notebook-1',
          ResourceStatus: 'DELETE_COMPLETE',
          Timestamp: now,
        },
      ],
    });
    const context = testContext({ now, flags: { region: 'us-east-1' } });
    await logsCommand.run(context, ['hooks'], options);
    expect(context.written).toHaveLength(2);
  });

  test('followed until it is interrupted, which is no error', async () => {
    const controller = new AbortController();
    const context = testContext({
      now,
      signal: controller.signal,
      flags: { region: 'us-east-1' },
    });
    setTimeout(() => controller.abort(), 300);
    expect(await logsCommand.run(context, [undefined], { ...options, follow: true })).toBe(0);
    expect(context.written).toHaveLength(7);
  });

  test('interrupted while it reads is no error either', async () => {
    const context = testContext({
      now,
      signal: AbortSignal.abort(),
      flags: { region: 'us-east-1' },
    });
    expect(await logsCommand.run(context, [undefined], options)).toBe(0);
  });
});
