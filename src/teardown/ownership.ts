import { ListTagsCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import { creatorRole } from '../aws/creator.ts';
import { sandboxOfRole, tagKeys } from '../sandbox/tags.ts';
import type { Memo } from './memo.ts';
import { remember } from './memo.ts';
import type { Context, Description, Listed, Scan, Sweeper } from './sweeper.ts';

/**
 * Whose a thing is.
 *
 * - `sandbox`: its tag, its role or its lineage names a sandbox (not necessarily one of the scan's)
 * - `stranger`: it records a role that is no sandbox's, or has no tag where a sandbox's has one
 * - `unproved`: nothing about it says whose it is
 * - `vanished`: it was removed while we looked
 */
export type Origin =
  | { readonly is: 'sandbox'; readonly name: string }
  | { readonly is: 'stranger' }
  | { readonly is: 'unproved' }
  | { readonly is: 'vanished' };

/**
 * How long the tag index may lag behind. What is younger is asked for its tags itself: a name that
 * was freed and taken by somebody else still shows the former owner's tag, and what was just made
 * from a neighbour's model shows none yet.
 */
const tagIndexLag = 15 * 60_000;

/**
 * Whose a listed thing is, in the order of DESIGN 5.7: the tag as the index knows it, the role that
 * the thing records itself or through what it was made from, the tag as the thing itself knows it,
 * the role whose session made it.
 *
 * @throws what AWS answers where it cannot be asked; whose the thing is, is unknown then
 */
export async function originOf(
  scan: Scan,
  sweeper: Sweeper,
  listed: Listed,
  now: Date,
): Promise<Origin> {
  const { arn, createdAt, sandbox } = listed;
  if (sandbox !== undefined) return { is: 'sandbox', name: sandbox };
  const indexed = arn === undefined ? undefined : scan.tags.sandboxOf(arn);
  const age = createdAt === undefined ? 0 : now.getTime() - createdAt.getTime();
  const isCertain = scan.tags.isReadable && age > tagIndexLag;
  const isWanted = scan.sandboxes.some(({ name }) => name === indexed);
  // A neighbour's young thing is worth a question only where a mistake would go on billing.
  if (indexed !== undefined && (isCertain || !(isWanted || sweeper.bills === 'always'))) {
    return { is: 'sandbox', name: indexed };
  }
  return remember(originsOf(scan.aws), originKey(scan, sweeper, listed), async () => {
    const byTag = isCertain ? undefined : await originByTag(scan, arn);
    if (byTag?.is === 'sandbox') return byTag;
    const origin =
      (await originByRole(scan, sweeper, listed)) ?? byTag ?? (await originByTag(scan, arn));
    if (origin.is !== 'unproved') return origin;
    return sweeper.tagTells ? { is: 'stranger' } : originByHistory(scan, sweeper, listed);
  });
}

/**
 * Things that are asked of CloudTrail in the life of a set of clients: at two requests a second, the
 * strangers' of a large account would hold everything up.
 */
const mostAsked = 50;

const asked = new WeakMap<Aws, number>();

/**
 * Whose a thing is that itself tells nothing, by who made it. Read as a proof only of what it proves:
 * a session of a sandbox's role. Silence, doubt and every refusal leave it unproved.
 */
async function originByHistory(
  scan: Scan,
  { creates }: Sweeper,
  { arn, id, createdAt, stage }: Listed,
): Promise<Origin> {
  const by = creates.find((action) => action.startsWith('sagemaker:'))?.replace('sagemaker:', '');
  const count = asked.get(scan.aws) ?? 0;
  if (by === undefined || arn === undefined || createdAt === undefined || count >= mostAsked) {
    return { is: 'unproved' };
  }
  // A record that cannot be removed is worth a line only where it is ours, and no question.
  if (stage === 'record') return { is: 'unproved' };
  asked.set(scan.aws, count + 1);
  try {
    const made = { by, name: id, arn, at: createdAt };
    const role = await creatorRole(scan.aws, scan, made, scan.signal);
    const name = role === undefined ? undefined : sandboxOf(role, scan.account);
    return name === undefined ? { is: 'unproved' } : { is: 'sandbox', name };
  } catch (error) {
    if (scan.signal.aborted) throw error;
    return { is: 'unproved' };
  }
}

async function originByRole(
  scan: Scan,
  sweeper: Sweeper,
  listed: Listed,
): Promise<Origin | undefined> {
  const roles = listed.roles ?? (await describedRoles(scan, sweeper, listed.id));
  if (roles === 'gone') return { is: 'vanished' };
  if (roles === 'lost' || roles.length === 0) return undefined;
  const names = new Set(roles.map((role) => sandboxOf(role, scan.account)));
  const [name] = names;
  if (names.size === 1 && name !== undefined) return { is: 'sandbox', name };
  // Made from parts of several owners: only its own tag can say.
  return names.has(undefined) && names.size === 1 ? { is: 'stranger' } : undefined;
}

async function describedRoles(
  scan: Scan,
  sweeper: Sweeper,
  name: string,
): Promise<readonly string[] | 'lost' | 'gone'> {
  const description = await describeOnce(scan, sweeper, name);
  if (description === undefined) return 'gone';
  return description === 'none' ? [] : description.roles();
}

function sandboxOf(role: string, account: string): string | undefined {
  return role.split(':')[4] === account ? sandboxOfRole(role) : undefined;
}

async function originByTag(scan: Scan, arn: string | undefined): Promise<Origin> {
  const tagged = arn === undefined ? undefined : await tagOf(scan, arn);
  return tagged === undefined ? { is: 'unproved' } : { is: 'sandbox', name: tagged };
}

/** The sandbox in a thing's tags; asks SageMaker, which is consistent where the index is not. */
async function tagOf(scan: Context, arn: string): Promise<string | undefined> {
  if (!arn.includes(':sagemaker:')) return undefined;
  const client = await scan.aws.client('sageMaker', scan.region);
  // Fifty tags at most (AddTags), and a page holds at least as many.
  const { Tags = [] } = await client.send(
    new ListTagsCommand({ ResourceArn: arn, MaxResults: 100 }),
    { abortSignal: scan.signal },
  );
  return Tags.find(({ Key }) => Key === tagKeys.sandbox)?.Value;
}

/**
 * Describes a thing, once in a look.
 *
 * @returns undefined where it is gone, `none` where its type cannot be described
 */
export async function describeOnce(
  context: Context,
  sweeper: Sweeper,
  name: string,
): Promise<Description | undefined | 'none'> {
  if (sweeper.describe === undefined) return 'none';
  return remember(context.memo, `description of ${sweeper.type} ${name}`, async () =>
    sweeper.describe?.(context, name),
  );
}

/** A name can be freed and taken again; name and time of creation are one thing for ever. */
function originKey(scan: Scan, sweeper: Sweeper, listed: Listed): string {
  const born = listed.createdAt?.getTime() ?? '';
  return `${scan.region} ${sweeper.type} ${listed.arn ?? listed.id} ${born}`;
}

const origins = new WeakMap<Aws, Memo>();

/** Whose things are, for as long as a set of clients lives, so that no thing is asked about twice. */
function originsOf(aws: Aws): Memo {
  const known = origins.get(aws) ?? new Map();
  origins.set(aws, known);
  return known;
}
