import type { Stage } from '../thing.ts';

/**
 * The stage of a job by its status, the same for training, tuning, processing and transform jobs
 * (their Describe calls, API reference); a status that we do not know is waited for.
 *
 * @param ended what an ended job is: `settled` where AWS can delete it, else a `record`
 */
export function stageOfJob(status: string, ended: 'settled' | 'record'): Stage {
  switch (status) {
    case 'InProgress':
      return 'running';
    case 'Completed':
    case 'Failed':
    case 'Stopped':
    case 'DeleteFailed':
      return ended;
    case 'Deleting':
      return 'leaving';
    default:
      return 'changing';
  }
}
