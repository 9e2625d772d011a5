import { StopNotebookInstanceCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import { listNotebooks } from '../aws/notebooks.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { notebookPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/**
 * Stops a sandbox's notebook and waits until it is stopped. From every state: one that is starting
 * is waited for first, for SageMaker stops InService ones only (StopNotebookInstance).
 *
 * @throws LabsError `notebook.stuck`
 */
export async function stopNotebook(
  aws: Aws,
  host: Host,
  stack: SandboxStack,
  signal: AbortSignal,
): Promise<void> {
  const sageMaker = await aws.client('sageMaker', stack.region);
  let last = '';
  const stopped = await poll(
    async () => {
      const notebook = await find(aws, stack);
      last = notebook?.status ?? 'Stopped';
      const label = message('stop.stopping', { status: last });
      if (last === 'Stopped' || last === 'Failed') {
        host.notify({ type: 'task', id: stack.name, state: 'done', message: label });
        return true;
      }
      host.notify({ type: 'task', id: stack.name, state: 'running', message: label });
      if (last === 'InService') {
        await sageMaker.send(
          new StopNotebookInstanceCommand({ NotebookInstanceName: notebook?.name ?? '' }),
        );
      }
      return undefined;
    },
    notebookPace,
    signal,
  );
  if (stopped === undefined) {
    throw new LabsError('notebook.stuck', {
      name: stack.notebook ?? stack.name,
      status: last,
      minutes: notebookPace.timeoutMs / 60_000,
    });
  }
}

async function find(aws: Aws, stack: SandboxStack): Promise<NotebookSummary | undefined> {
  const notebooks = await listNotebooks(aws, stack.region);
  return notebooks.find(({ name }) => name === stack.notebook);
}
