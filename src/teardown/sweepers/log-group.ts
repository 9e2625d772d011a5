import {
  DeleteLogGroupCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import PQueue from 'p-queue';
import { tagKeys } from '../../sandbox/tags.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import { nameInArn } from '../tag-index.ts';
import { thingKey } from '../thing.ts';

const prefix = '/aws/sagemaker/Endpoints/';

/** Groups that are asked for at the same time; DescribeLogGroups takes 10 requests a second. */
const atOnce = 4;

/**
 * Each endpoint has a log group of its own, which bills by its size for ever. Nothing but the
 * endpoint's name tells whose it is, so it gets the sandbox's tag before the endpoint goes: a sweep
 * that is cut off in between still finds it.
 */
export const logGroup: Sweeper = {
  type: 'log-group',
  creates: ['logs:CreateLogGroup'],
  bills: 'stored',
  isLog: true,
  outlives: true,
  tagType: 'logs:log-group',
  nameOf: () => prefix,
  hangsOn: { types: ['endpoint'], when: 'always' },
  dependsOn: { remove: [{ type: 'endpoint', until: 'gone', only: 'parent' }] },

  async *list(scan) {
    const queue = new PQueue({ concurrency: atOnce });
    const tasks = [...wantedGroups(scan)].map(([name, owner]) => async () => {
      const found = await groupNamed(scan, name);
      return found === undefined
        ? []
        : [{ ...found, stage: stageOf(scan, name, found.arn), ...owner }];
    });
    for (const groups of await queue.addAll(tasks)) yield* groups;
  },

  async settle({ aws, region, signal }, { arn, sandbox }) {
    const client = await aws.client('logs', region);
    const tags = { [tagKeys.sandbox]: sandbox };
    const command = new TagResourceCommand({ resourceArn: arn, tags });
    // The tag is an insurance only: without it the group goes all the same, if we are not cut off.
    await client.send(command, { abortSignal: signal }).catch(() => undefined);
    return 'settled';
  },

  async tagOf({ aws, region, signal }, { arn }) {
    const client = await aws.client('logs', region);
    const { tags = {} } = await client.send(new ListTagsForResourceCommand({ resourceArn: arn }), {
      abortSignal: signal,
    });
    return tags[tagKeys.sandbox];
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('logs', region);
    await client.send(new DeleteLogGroupCommand({ logGroupName: id }), { abortSignal: signal });
  },
};

type Owner = Pick<Listed, 'sandbox' | 'isIndexed'>;

/** Groups of the endpoints we know, and those that were tagged in an earlier sweep. */
function wantedGroups(scan: Scan): ReadonlyMap<string, Owner> {
  const names = new Set(scan.sandboxes.map(({ name }) => name));
  const tagged = scan.evidence.tags.arnsOf('logs:log-group', names).map((arn): [string, Owner] => {
    const sandbox = scan.evidence.tags.sandboxOf(arn) ?? '';
    return [nameInArn(arn), { sandbox, isIndexed: true }];
  });
  const ofEndpoints = scan.parents
    .filter(({ key }) => !scan.isClear(key))
    .map(({ id, sandbox }): [string, Owner] => [prefix + id, { sandbox }]);
  return new Map([...tagged.filter(([name]) => name.startsWith(prefix)), ...ofEndpoints]);
}

type Found = Omit<Listed, 'stage'> & { readonly arn: string };

async function groupNamed(scan: Scan, name: string): Promise<Found | undefined> {
  const client = await scan.aws.client('logs', scan.region);
  const pages = paginateDescribeLogGroups(
    { client },
    { logGroupNamePrefix: name },
    { abortSignal: scan.signal },
  );
  const parent = thingKey(scan.region, 'endpoint', name.slice(prefix.length));
  for await (const page of pages) {
    for (const { logGroupName, arn = '' } of page.logGroups ?? []) {
      // The ARN that DescribeLogGroups gives ends in `:*`; tags are on the one without.
      const own = arn.replace(/:\*$/, '');
      if (logGroupName === name) return { id: name, arn: own, status: '', parent };
    }
  }
  return undefined;
}

/** `running` until the sandbox's tag is on it, which matters only while the endpoint exists. */
function stageOf(scan: Scan, name: string, arn: string): Listed['stage'] {
  const endpoint = scan.parents.find(({ id }) => prefix + id === name);
  const isThere = endpoint !== undefined && endpoint.state.is !== 'gone';
  return isThere && scan.evidence.tags.sandboxOf(arn) === undefined ? 'running' : 'settled';
}
