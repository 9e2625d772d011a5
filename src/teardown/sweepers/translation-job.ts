import {
  StopTextTranslationJobCommand,
  paginateListTextTranslationJobs,
} from '@aws-sdk/client-translate';
import { defined } from '../../defined.ts';
import type { Sweeper } from '../sweeper.ts';
import type { Stage } from '../thing.ts';

/**
 * A batch job of Translate bills by the character, never by the hour. It is stopped; Translate has no call
 * that deletes one, so what is left of it is a record. It takes no tags; the list shows the role that
 * it works with, which a sandbox's role can choose of its own only (ListTextTranslationJobs, API
 * reference).
 */
export const translationJob: Sweeper = {
  type: 'translation-job',
  creates: ['translate:StartTextTranslationJob'],
  bills: 'never',
  plan: 'ends',

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('translate', region);
    const pages = paginateListTextTranslationJobs(
      { client, pageSize: 500 },
      { Filter: { SubmittedAfterTime: since } },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const job of page.TextTranslationJobPropertiesList ?? []) {
        const { JobId: id = '', JobStatus: status = '', DataAccessRoleArn: role } = job;
        yield {
          id,
          status,
          stage: stageOf(status),
          roles: role === undefined ? [] : [role],
          ...defined({ createdAt: job.SubmittedTime }),
        };
      }
    }
  },

  async settle({ aws, region, signal }, { id }) {
    const client = await aws.client('translate', region);
    await client.send(new StopTextTranslationJobCommand({ JobId: id }), { abortSignal: signal });
    return 'asked';
  },
};

/** JobStatus (TextTranslationJobProperties, API reference); an unknown one is waited for. */
function stageOf(status: string): Stage {
  switch (status) {
    case 'SUBMITTED':
    case 'IN_PROGRESS':
      return 'running';
    case 'COMPLETED':
    case 'COMPLETED_WITH_ERROR':
    case 'FAILED':
    case 'STOPPED':
      return 'record';
    default:
      return 'changing';
  }
}
