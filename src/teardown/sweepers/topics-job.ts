import { paginateListTopicsDetectionJobs } from '@aws-sdk/client-comprehend';
import { defined } from '../../defined.ts';
import type { Sweeper } from '../sweeper.ts';

/**
 * A topics detection job of Comprehend is paid by the size of its input, once. Comprehend has no call
 * that stops or deletes one, whatever its status: it is a record from the beginning. One that runs
 * costs nothing by the hour, holds nothing up, and ends when its role and bucket go.
 *
 * The list shows the role that it works with, which a sandbox's role can choose of its own only
 * (ListTopicsDetectionJobs, API reference).
 */
export const topicsJob: Sweeper = {
  type: 'topics-job',
  creates: ['comprehend:StartTopicsDetectionJob'],
  bills: 'never',
  tagType: 'comprehend:topics-detection-job',

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('comprehend', region);
    const pages = paginateListTopicsDetectionJobs(
      { client, pageSize: 500 },
      { Filter: { SubmitTimeAfter: since } },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const job of page.TopicsDetectionJobPropertiesList ?? []) {
        const { JobId: id = '', JobStatus: status = '', DataAccessRoleArn: role } = job;
        yield {
          id,
          status,
          stage: 'record',
          roles: role === undefined ? [] : [role],
          ...defined({ arn: job.JobArn, createdAt: job.SubmitTime }),
        };
      }
    }
  },
};
