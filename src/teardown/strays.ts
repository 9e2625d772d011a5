import { sweepers } from './registry.ts';
import type { TagIndex } from './tag-index.ts';
import { nameInArn, tagTypeOf } from './tag-index.ts';

/**
 * What of a stack carries its tags and goes with it, beside what has a sweeper (the resource types
 * of the template that take tags).
 */
const ofStack: ReadonlySet<string> = new Set([
  'cloudformation:stack',
  'iam:role',
  'sagemaker:notebook-instance-lifecycle-config',
]);

const byTagType = new Map(sweepers.map((sweeper) => [sweeper.tagType, sweeper]));

/**
 * ARNs that carry a sandbox's tag and that no sweeper answers for: of a type that a sandbox's role
 * cannot make, or under a name that it cannot give. They cost no further call to know, and are not
 * ours to remove; a receipt that did not name them would say that nothing is left.
 */
export function straysOf(tags: TagIndex, sandbox: string): readonly string[] {
  return tags.arnsWith(sandbox).filter((arn) => {
    const type = tagTypeOf(arn);
    if (ofStack.has(type)) return false;
    const sweeper = byTagType.get(type);
    if (sweeper === undefined) return true;
    return sweeper.nameOf !== undefined && !nameInArn(arn).startsWith(sweeper.nameOf(sandbox));
  });
}
