import type { ObservedSandbox } from '../provision/observe.ts';

/**
 * How the learner's work comes out of a sandbox.
 *
 * - `download`: the agent has saved it, and nothing has changed since
 * - `ask`: the notebook runs, so the agent is asked to save once more
 * - `start`: the notebook is stopped with work that is not saved, or nobody knows of; it is started
 *   for that
 * - `outdated`: what was saved last is all there is: the notebook cannot run
 * - `nothing`: no work, or nothing that could have it
 */
export type SaveStep = 'download' | 'ask' | 'start' | 'outdated' | 'nothing';

/** Statuses from which a notebook comes up, or is up (NotebookInstanceStatus, API reference). */
const running = new Set([
  'Pending',
  'InService',
  'Updating',
  'PendingMaintenance',
  'InMaintenance',
]);

/** What it takes to save a sandbox's work; pure. */
export function planSave({ stack, notebook, report }: ObservedSandbox): SaveStep {
  const saved = report?.work?.savedAt !== undefined;
  if (stack.bucket === undefined) return 'nothing';
  if (notebook === undefined || notebook.status === 'Failed' || notebook.status === 'Deleting') {
    return saved ? 'outdated' : 'nothing';
  }
  if (running.has(notebook.status)) return 'ask';
  if (report?.work?.isCurrent === true) return saved ? 'download' : 'nothing';
  return 'start';
}
