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

/** Something that carries a sandbox's tag, and which sandbox's. */
export interface OwnedThing extends TaggedThing {
  readonly sandbox: string;
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
  return listWith(aws, region, [sandbox], types, signal);
}

/** What SageMaker made with the tag of any sandbox, and with whose; see {@link listTagged}. */
export async function listTaggedByAll(
  aws: Aws,
  region: string,
  types: readonly string[],
  signal: AbortSignal,
): Promise<readonly OwnedThing[]> {
  return listWith(aws, region, [], types, signal);
}

async function listWith(
  aws: Aws,
  region: string,
  sandboxes: readonly string[],
  types: readonly string[],
  signal: AbortSignal,
): Promise<readonly OwnedThing[]> {
  const client = await aws.client('tagging', region);
  const found: OwnedThing[] = [];
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    {
      // Without values: the key with any of them (GetResources, TagFilters).
      TagFilters: [{ Key: tagKeys.sandbox, Values: [...sandboxes] }],
      ResourceTypeFilters: types.map((type) => `sagemaker:${type}`),
    },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    for (const { ResourceARN: arn = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
      const [, type, name] = /^arn:[^:]+:sagemaker:[^:]*:\d*:([a-z-]+)\/(.+)$/.exec(arn) ?? [];
      const sandbox = Tags.find(({ Key }) => Key === tagKeys.sandbox)?.Value ?? '';
      if (type !== undefined && name !== undefined && types.includes(type)) {
        found.push({ arn, type, name, sandbox });
      }
    }
  }
  return found;
}
