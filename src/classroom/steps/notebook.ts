import {
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import type { Aws } from '../../aws/clients.ts';
import type { NotebookSummary } from '../../aws/notebooks.ts';
import { reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done, failed, wait } from '../run/step.ts';

const timeoutMs = 40 * 60_000;
/** SageMaker may fail once to place an instance; a notebook that fails twice has another reason. */
const mostStarts = 2;

/** Starts a sandbox's notebook from whatever state it is in, and waits until it runs. */
export function startStep(aws: Aws, region: string): Step {
  async function start({ name }: NotebookSummary): Promise<void> {
    const client = await aws.client('sageMaker', region);
    await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name }));
  }

  return {
    name: 'start',
    looksAt: ['stack', 'notebook'],
    timeoutMs,
    next({ notebook }: Seen, { acts }): Verdict {
      if (notebook === undefined) return failed(reason('class.notebook-gone', {}));
      const { status } = notebook;
      if (status === 'InService') return done;
      if (status === 'Stopped' || (status === 'Failed' && acts < mostStarts)) {
        return act(() => start(notebook));
      }
      if (status === 'Failed') return failed(reason('class.notebook-failed', {}));
      return wait;
    },
  };
}

/**
 * Stops a sandbox's notebook from whatever state it is in, and waits until it is stopped.
 *
 * @param name `rest` where a class has not begun yet
 */
export function stopStep(aws: Aws, region: string, name: 'stop' | 'rest' = 'stop'): Step {
  async function stop(notebook: NotebookSummary): Promise<void> {
    const client = await aws.client('sageMaker', region);
    await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: notebook.name }));
  }

  return {
    name,
    looksAt: ['stack', 'notebook'],
    timeoutMs,
    next({ notebook }: Seen): Verdict {
      const status = notebook?.status ?? 'Stopped';
      if (status === 'Stopped' || status === 'Failed') return done;
      // SageMaker stops InService ones only (StopNotebookInstance).
      return status === 'InService' && notebook !== undefined ? act(() => stop(notebook)) : wait;
    },
  };
}
