import type { Stack } from '@aws-sdk/client-cloudformation';
import { DeleteStackCommand, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { defined } from '../../defined.ts';
import { isRepeated, requestToken } from '../../aws/stack-request.ts';
import type { SandboxFacts } from '../facts.ts';
import { isGone } from '../../aws/problem.ts';
import type { Listed, Scan, Sweeper } from '../sweeper.ts';
import type { Stage } from '../thing.ts';
import { freeRoles } from './stack-roles.ts';

/** Stacks that are asked for one by one; more than that, and the list of all is cheaper. */
const fewStacks = 2;

/**
 * A stack costs nothing itself; bucket, role, notebook, hooks and schedule go with it. The role has
 * to outlive the endpoints (DeleteEndpoint, API reference), and the bucket has to be empty.
 *
 * DeleteStack is refused while the stack is being updated or rolled back ("Stack [...] cannot be
 * deleted while in status UPDATE_IN_PROGRESS"); one that is being created is cancelled by it. Where it
 * ended DELETE_FAILED, roles that somebody gave more policies are freed of them before the next attempt.
 */
export const stack: Sweeper = {
  type: 'stack',
  creates: [],
  bills: 'never',
  dependsOn: {
    remove: [
      { type: 'notebook', until: 'settled' },
      { type: 'state-machine', until: 'settled' },
      { type: 'pipeline', until: 'settled' },
      { type: 'tuning-job', until: 'settled' },
      { type: 'training-job', until: 'settled' },
      { type: 'processing-job', until: 'settled' },
      { type: 'transform-job', until: 'settled' },
      { type: 'translation-job', until: 'settled' },
      { type: 'bucket', until: 'settled' },
      // A notebook that was still running can have made one meanwhile.
      { type: 'endpoint', until: 'gone', fresh: true },
    ],
  },

  async *list(scan) {
    const owners = scan.sandboxes.filter((sandbox) => sandbox.stack !== undefined);
    if (scan.first) {
      for (const { name, stack: known } of owners) {
        if (known === undefined) continue;
        const { stackId, status, statusReason, createdAt } = known;
        yield listed(name, stackId, status, statusReason, createdAt);
      }
      return;
    }
    const now = await read(scan, owners);
    for (const { name, stack: known } of owners) {
      const found = now.get(known?.stackId ?? '');
      if (found === undefined || found.StackStatus === 'DELETE_COMPLETE') continue;
      const { StackId: id = '', StackStatus: status = '', StackStatusReason: reason } = found;
      yield listed(name, id, status, reason, found.CreationTime, found.DeletionTime);
    }
  },

  async remove(context, { arn, status, revision }) {
    const { aws, region, signal, stackRole } = context;
    if (status === 'DELETE_FAILED') await freeRoles(context, arn ?? '');
    const client = await aws.client('cloudFormation', region);
    const command = new DeleteStackCommand({
      StackName: arn,
      ClientRequestToken: requestToken('down', [arn, revision]),
      ...defined({ RoleARN: stackRole }),
    });
    try {
      await client.send(command, { abortSignal: signal });
    } catch (error) {
      if (!isRepeated(error)) throw error;
    }
  },
};

function listed(
  sandbox: string,
  arn: string,
  status: string,
  reason?: string,
  createdAt?: Date,
  deletedAt?: Date,
): Listed {
  return {
    id: sandbox,
    arn,
    sandbox,
    status,
    stage: stageOf(status),
    revision: `${status} ${deletedAt?.toISOString() ?? ''}`,
    ...defined({ statusReason: reason, createdAt }),
  };
}

/** Stack status codes ("Understand CloudFormation stack creation events", user guide). */
function stageOf(status: string): Stage {
  if (status === 'DELETE_IN_PROGRESS') return 'leaving';
  if (status === 'CREATE_IN_PROGRESS' || status === 'REVIEW_IN_PROGRESS') return 'settled';
  return status.endsWith('_IN_PROGRESS') ? 'changing' : 'settled';
}

/** The stacks as they are now, by id; a deleted one is missing or DELETE_COMPLETE. */
async function read(
  scan: Scan,
  owners: readonly SandboxFacts[],
): Promise<ReadonlyMap<string, Stack>> {
  const ids = owners.flatMap((owner) => owner.stack?.stackId ?? []);
  const asked = ids.length <= fewStacks ? ids : [undefined];
  const stacks = await Promise.all(asked.map((id) => describe(scan, id)));
  return new Map(stacks.flat().map((found) => [found.StackId ?? '', found]));
}

async function describe(
  { aws, region, signal }: Scan,
  stackId: string | undefined,
): Promise<readonly Stack[]> {
  const client = await aws.client('cloudFormation', region);
  const pages = paginateDescribeStacks({ client }, defined({ StackName: stackId }), {
    abortSignal: signal,
  });
  const stacks: Stack[] = [];
  try {
    for await (const page of pages) stacks.push(...(page.Stacks ?? []));
  } catch (error) {
    if (stackId === undefined || !isGone(error)) throw error;
  }
  return stacks;
}
