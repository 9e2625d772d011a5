import { DeleteModelPackageCommand, paginateListModelPackages } from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import type { Stage } from '../thing.ts';
import type { Sweeper } from '../sweeper.ts';

/**
 * A model package costs nothing. It records no role, so its tag alone tells whose it is; a sandbox's
 * role makes none without, and none inside of a group, where a version cannot carry a tag
 * (CreateModelPackage, API reference).
 */
export const modelPackage: Sweeper = {
  type: 'model-package',
  creates: ['sagemaker:CreateModelPackage'],
  bills: 'never',
  tagType: 'sagemaker:model-package',
  tagTells: true,

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListModelPackages(
      { client, pageSize: 100 },
      { CreationTimeAfter: since, ModelPackageType: 'Unversioned' },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.ModelPackageSummaryList ?? []) {
        const { ModelPackageName: id = '', ModelPackageArn: arn } = summary;
        const { CreationTime: createdAt, ModelPackageStatus: status = '' } = summary;
        yield { id, status, stage: stageOf(status), ...defined({ arn, createdAt }) };
      }
    }
  },

  async remove({ aws, region, signal }, { arn }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteModelPackageCommand({ ModelPackageName: arn }), {
      abortSignal: signal,
    });
  },
};

/** ModelPackageStatus (DescribeModelPackage, API reference); one that we do not know is waited for. */
function stageOf(status: string): Stage {
  switch (status) {
    case 'Completed':
    case 'Failed':
      return 'settled';
    case 'Deleting':
      return 'leaving';
    default:
      return 'changing';
  }
}
