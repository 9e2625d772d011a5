import { DeleteRepositoryCommand, paginateDescribeRepositories } from '@aws-sdk/client-ecr';
import { defined } from '../../defined.ts';
import { repositoryPrefix } from '../../sandbox/tags.ts';
import type { Sweeper } from '../sweeper.ts';
import { ownerByName } from './owned-by-name.ts';

/**
 * An ECR repository bills by the size of its images, for ever. A sandbox's role makes only those
 * whose name begins with the sandbox's and a slash, so the name tells whose one is; a tag would, too.
 *
 * DescribeRepositories gives at most 1,000 a page and has no filter by name or time. Deleting takes
 * the images along (DeleteRepository, `force`), which an endpoint pulls when it grows: so it goes
 * after them.
 */
export const ecrRepository: Sweeper = {
  type: 'ecr-repository',
  creates: ['ecr:CreateRepository'],
  bills: 'stored',
  tagType: 'ecr:repository',
  nameOf: repositoryPrefix,
  dependsOn: {
    remove: [
      { type: 'training-job', until: 'settled' },
      { type: 'processing-job', until: 'settled' },
      { type: 'transform-job', until: 'settled' },
      { type: 'endpoint', until: 'gone' },
    ],
  },

  async *list(scan) {
    const client = await scan.aws.client('ecr', scan.region);
    const pages = paginateDescribeRepositories(
      { client, pageSize: 1000 },
      {},
      { abortSignal: scan.signal },
    );
    for await (const page of pages) {
      for (const { repositoryName: id = '', repositoryArn: arn, createdAt } of page.repositories ??
        []) {
        const sandbox = ownerByName(scan, { name: id, arn, createdAt }, repositoryPrefix);
        if (sandbox === undefined) continue;
        yield { id, status: '', stage: 'settled', sandbox, ...defined({ arn, createdAt }) };
      }
    }
  },

  async remove({ aws, region, account, signal }, { id }) {
    const client = await aws.client('ecr', region);
    await client.send(
      new DeleteRepositoryCommand({ repositoryName: id, registryId: account, force: true }),
      { abortSignal: signal },
    );
  },
};
