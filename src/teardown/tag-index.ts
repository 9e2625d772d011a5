import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Aws } from '../aws/clients.ts';
import { tagKeys } from '../sandbox/tags.ts';

/** Which sandbox the things of a region belong to, by their tag. */
export interface TagIndex {
  /** False where it could not be read: then each thing has to be asked for its tags. */
  readonly isReadable: boolean;
  /** The sandbox named in a thing's tag; undefined where the index knows none. */
  sandboxOf(arn: string): string | undefined;
  /** ARNs of a type that carry one of the names. */
  arnsOf(tagType: string, sandboxes: ReadonlySet<string>): readonly string[];
  /** Everything that carries a sandbox's tag. */
  arnsWith(sandbox: string): readonly string[];
  /** Takes out what turned out not to exist any more. */
  forget(arn: string): void;
}

/** The index that could not be read, and knows nothing. */
export const unreadableTagIndex: TagIndex = {
  isReadable: false,
  sandboxOf: () => undefined,
  arnsOf: () => [],
  arnsWith: () => [],
  forget: () => undefined,
};

/**
 * Asks once for everything in a region that carries a sandbox's tag, of all sandboxes, so that a
 * neighbour's things need no question of their own.
 *
 * The index is eventually consistent: it can miss what was made, and still show what was removed, in
 * the last minutes (Resource Groups Tagging API reference, GetResources: "tagged or previously
 * tagged resources"). It is not asked for single types: what carries the tag is few, and a type that
 * the index does not know could be refused.
 */
export async function readTagIndex(
  aws: Aws,
  region: string,
  signal: AbortSignal,
): Promise<TagIndex> {
  const client = await aws.client('tagging', region);
  const sandboxes = new Map<string, string>();
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    { TagFilters: [{ Key: tagKeys.sandbox }] },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    for (const { ResourceARN: arn, Tags: tags } of page.ResourceTagMappingList ?? []) {
      const name = tags?.find(({ Key }) => Key === tagKeys.sandbox)?.Value;
      if (arn !== undefined && name !== undefined) sandboxes.set(arn, name);
    }
  }
  return {
    isReadable: true,
    sandboxOf: (arn) => sandboxes.get(arn),
    arnsOf: (tagType, names) =>
      [...sandboxes]
        .filter(([arn, name]) => names.has(name) && tagTypeOf(arn) === tagType)
        .map(([arn]) => arn),
    arnsWith: (sandbox) => [...sandboxes].flatMap(([arn, name]) => (name === sandbox ? arn : [])),
    forget: (arn) => void sandboxes.delete(arn),
  };
}

/** `sagemaker:endpoint` of `arn:aws:sagemaker:us-east-1:1:endpoint/x`, `s3` of a bucket's ARN. */
export function tagTypeOf(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [, type] = /^([a-z-]+)[/:]/.exec(rest.join(':')) ?? [];
  return type === undefined || service === 's3' ? service : `${service}:${type}`;
}

/** The name in an ARN: what follows the resource type. */
export function nameInArn(arn: string): string {
  return arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^[a-z-]+[/:](?=.)/, '');
}
