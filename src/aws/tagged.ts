import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import { tagKeys } from '../sandbox/tags.ts';
import type { Aws } from './clients.ts';

/** Something that carries a sandbox's tag. */
export interface TaggedThing {
  readonly arn: string;
  /** The resource type in the ARN, such as `training-job`. */
  readonly type: string;
  readonly name: string;
}

/**
 * What SageMaker made with a sandbox's tag, by resource type.
 *
 * The index behind it lags some minutes, and shows what was deleted in the last ones (GetResources,
 * Resource Groups Tagging API reference).
 */
export async function listTagged(
  aws: Aws,
  region: string,
  sandbox: string,
  types: readonly string[],
  signal: AbortSignal,
): Promise<readonly TaggedThing[]> {
  const client = await aws.client('tagging', region);
  const found: TaggedThing[] = [];
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    {
      TagFilters: [{ Key: tagKeys.sandbox, Values: [sandbox] }],
      ResourceTypeFilters: types.map((type) => `sagemaker:${type}`),
    },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    for (const { ResourceARN: arn = '' } of page.ResourceTagMappingList ?? []) {
      const [, type, name] = /^arn:[^:]+:sagemaker:[^:]*:\d*:([a-z-]+)\/(.+)$/.exec(arn) ?? [];
      if (type !== undefined && name !== undefined && types.includes(type)) {
        found.push({ arn, type, name });
      }
    }
  }
  return found;
}
