import {
  DeleteStateMachineCommand,
  StopExecutionCommand,
  paginateListExecutions,
  paginateListStateMachines,
} from '@aws-sdk/client-sfn';
import { defined } from '../../defined.ts';
import { stateMachinePrefix } from '../../sandbox/tags.ts';
import { isGone } from '../../aws/problem.ts';
import type { Context, Sweeper } from '../sweeper.ts';
import { ownerByName } from './owned-by-name.ts';

/**
 * A state machine bills by the step, so nothing idle; but its executions start jobs and make
 * endpoints, so they are stopped before those are looked at. A sandbox's role makes only state
 * machines whose name begins with the sandbox's and a dot.
 *
 * Deleting one is "an asynchronous operation": its list shows it until its last execution has ended
 * (DeleteStateMachine, API reference). StopExecution ends an execution at once, and stops the job
 * that a step waits for (".sync", Step Functions developer guide).
 *
 * Executions of an EXPRESS one cannot be listed or stopped (ListExecutions,
 * StateMachineTypeNotSupported), and end within five minutes ("Choosing workflow type", developer
 * guide), so it counts as settled.
 */
export const stateMachine: Sweeper = {
  type: 'state-machine',
  creates: ['states:CreateStateMachine'],
  bills: 'never',
  tagType: 'states:stateMachine',
  nameOf: stateMachinePrefix,
  launches: true,

  async *list(scan) {
    const client = await scan.aws.client('states', scan.region);
    const pages = paginateListStateMachines(
      { client, pageSize: 1000 },
      {},
      { abortSignal: scan.signal },
    );
    for await (const page of pages) {
      for (const {
        name: id = '',
        stateMachineArn: arn,
        creationDate: createdAt,
        type,
      } of page.stateMachines ?? []) {
        const sandbox = ownerByName(scan, { name: id, arn, createdAt }, stateMachinePrefix);
        if (sandbox === undefined) continue;
        const stage = type === 'EXPRESS' ? 'settled' : 'running';
        yield { id, status: '', stage, sandbox, ...defined({ arn, createdAt }) };
      }
    }
  },

  async settle(context, { arn = '' }) {
    const client = await context.aws.client('states', context.region);
    for (const executionArn of await runningExecutions(context, arn)) {
      await client.send(new StopExecutionCommand({ executionArn }), {
        abortSignal: context.signal,
      });
    }
    return (await runningExecutions(context, arn)).length === 0 ? 'settled' : 'asked';
  },

  async remove({ aws, region, signal }, { arn }) {
    const client = await aws.client('states', region);
    await client.send(new DeleteStateMachineCommand({ stateMachineArn: arn }), {
      abortSignal: signal,
    });
  },
};

async function runningExecutions(
  { aws, region, signal }: Context,
  stateMachineArn: string,
): Promise<readonly string[]> {
  const client = await aws.client('states', region);
  const running: string[] = [];
  const pages = paginateListExecutions(
    { client, pageSize: 1000 },
    { stateMachineArn, statusFilter: 'RUNNING' },
    { abortSignal: signal },
  );
  try {
    for await (const page of pages) {
      running.push(...(page.executions ?? []).flatMap(({ executionArn }) => executionArn ?? []));
    }
  } catch (error) {
    // It went meanwhile, or is going.
    if (!isGone(error)) throw error;
  }
  return running;
}
