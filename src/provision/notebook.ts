import {
  DescribeNotebookInstanceCommand,
  StartNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
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
 * Starts a stopped (or failed) notebook; one that is still stopping is waited for.
 *
 * @throws LabsError `notebook.stuck`, `notebook.failed` when it is gone
 */
export async function startNotebook(
  aws: Aws,
  stack: SandboxStack,
  signal: AbortSignal,
): Promise<void> {
  const name = stack.notebook ?? '';
  const sageMaker = await aws.client('sageMaker', stack.region);
  const startable = await poll(
    async () => {
      const status = (await statusOf(aws, stack)).status;
      return status === 'Stopping' || status === 'Updating' ? undefined : status;
    },
    notebookPace,
    signal,
  );
  if (startable === undefined) throw stuck(name, 'Stopping');
  if (startable === 'Stopped' || startable === 'Failed') {
    await sageMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name }));
  }
}

async function statusOf(aws: Aws, stack: SandboxStack): Promise<NotebookSummary> {
  const notebooks = await listNotebooks(aws, stack.region);
  const notebook = notebooks.find(({ name }) => name === stack.notebook);
  if (notebook === undefined) {
    throw new LabsError('notebook.failed', {
      name: stack.notebook ?? stack.name,
      sandbox: stack.name,
      reason: 'it is gone',
    });
  }
  return notebook;
}

/**
 * Waits until the notebook runs.
 *
 * @throws LabsError `notebook.failed` with SageMaker's reason, `notebook.stuck`
 */
export async function waitForNotebook(
  aws: Aws,
  host: Host,
  stack: SandboxStack,
  signal: AbortSignal,
): Promise<NotebookSummary> {
  let last = '';
  const running = await poll(
    async () => {
      const notebook = await statusOf(aws, stack);
      last = notebook.status;
      const label = message('start.booting', { status: last });
      if (last === 'InService') {
        host.notify({ type: 'task', id: 'boot', state: 'done', message: label });
        return notebook;
      }
      if (last === 'Failed') {
        host.notify({ type: 'task', id: 'boot', state: 'failed', message: label });
        throw new LabsError('notebook.failed', {
          name: notebook.name,
          sandbox: stack.name,
          reason: await reasonOf(aws, stack),
        });
      }
      host.notify({ type: 'task', id: 'boot', state: 'running', message: label });
      return undefined;
    },
    notebookPace,
    signal,
  );
  if (running === undefined) throw stuck(stack.notebook ?? stack.name, last);
  return running;
}

async function reasonOf(aws: Aws, stack: SandboxStack): Promise<string> {
  const sageMaker = await aws.client('sageMaker', stack.region);
  const { FailureReason } = await sageMaker.send(
    new DescribeNotebookInstanceCommand({ NotebookInstanceName: stack.notebook ?? '' }),
  );
  return FailureReason ?? '?';
}

function stuck(name: string, status: string): LabsError {
  return new LabsError('notebook.stuck', {
    name,
    status,
    minutes: notebookPace.timeoutMs / 60_000,
  });
}
