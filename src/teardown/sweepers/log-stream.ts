import {
  DeleteLogStreamCommand,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import PQueue from 'p-queue';
import type { ResourceType } from '../../sandbox/resource-types.ts';
import { isGone } from '../../aws/problem.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import { isAtRest, thingKey } from '../thing.ts';

/**
 * The log groups that SageMaker shares among all things of a type; a thing's streams begin with its
 * name and a slash ("Log groups and streams that Amazon SageMaker AI sends to CloudWatch Logs").
 */
const groups: Partial<Record<ResourceType, string>> = {
  notebook: '/aws/sagemaker/NotebookInstances',
  'training-job': '/aws/sagemaker/TrainingJobs',
  'processing-job': '/aws/sagemaker/ProcessingJobs',
  'transform-job': '/aws/sagemaker/TransformJobs',
};

/** Writers that are asked about at the same time; DescribeLogStreams takes 25 requests a second. */
const atOnce = 8;

/**
 * A log stream bills by its size, for ever: the groups have no retention. It carries no tag, so what
 * proves whose it is, is the thing that wrote it: it goes when that is at rest, before it is removed.
 */
export const logStream: Sweeper = {
  type: 'log-stream',
  creates: ['logs:CreateLogStream'],
  bills: 'stored',
  isLog: true,
  hangsOn: {
    types: ['notebook', 'training-job', 'processing-job', 'transform-job'],
    when: 'at rest',
  },

  async *list(scan) {
    const queue = new PQueue({ concurrency: atOnce });
    const tasks = writersOf(scan).map((writer) => () => streamsOf(scan, writer));
    for (const streams of await queue.addAll(tasks)) yield* streams;
  },

  async remove({ aws, region, signal }, { log }) {
    const client = await aws.client('logs', region);
    const which = { logGroupName: log?.group, logStreamName: log?.stream };
    await client.send(new DeleteLogStreamCommand(which), { abortSignal: signal });
  },
};

interface Writer {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly sandbox: string;
}

/** What is at rest and wrote logs: parents, and notebooks that are gone already. */
function writersOf(scan: Scan): readonly Writer[] {
  const parents = scan.parents.flatMap((thing) => {
    const group = groups[thing.type];
    if (group === undefined || !isAtRest(thing)) return [];
    return [{ key: thing.key, group, name: thing.id, sandbox: thing.sandbox }];
  });
  const gone = scan.sandboxes.flatMap(({ name: sandbox, notebook, formerNotebooks }) =>
    [...formerNotebooks, ...(notebook === undefined ? [] : [notebook])]
      .map((name) => ({ key: thingKey(scan.region, 'notebook', name), name }))
      .filter(({ key }) => !scan.parents.some((thing) => thing.key === key))
      .map(({ key, name }) => ({ key, group: groups.notebook ?? '', name, sandbox })),
  );
  return [...parents, ...gone].filter(({ key }) => !scan.isClear(key));
}

async function streamsOf(scan: Scan, writer: Writer): Promise<readonly Listed[]> {
  const streams: Listed[] = [];
  const client = await scan.aws.client('logs', scan.region);
  const pages = paginateDescribeLogStreams(
    { client },
    { logGroupName: writer.group, logStreamNamePrefix: `${writer.name}/` },
    { abortSignal: scan.signal },
  );
  try {
    for await (const page of pages) {
      for (const { logStreamName: stream = '' } of page.logStreams ?? []) {
        streams.push({
          id: `${writer.group}:${stream}`,
          log: { group: writer.group, stream },
          status: '',
          stage: 'settled',
          sandbox: writer.sandbox,
          parent: writer.key,
        });
      }
    }
  } catch (error) {
    // Nothing of the type ever wrote a log here.
    if (!isGone(error)) throw error;
  }
  return streams;
}
