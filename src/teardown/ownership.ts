import { ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { creatorRole } from '../aws/creator.ts';
import { isGone } from '../aws/problem.ts';
import { sandboxOfRole, tagKeys } from '../sandbox/tags.ts';
import type { Evidence } from './evidence.ts';
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
  | {
      readonly is: 'sandbox';
      readonly name: string;
      /** Only the tag index says so. */
      readonly isIndexed?: true;
    }
  | { readonly is: 'stranger' }
  | { readonly is: 'unproved' }
  | { readonly is: 'vanished' };

/** What is known of a thing whose owner is looked for. */
type Asked = Pick<Listed, 'id' | 'arn' | 'createdAt' | 'stage' | 'roles'>;

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
  if (sandbox !== undefined && listed.isIndexed !== true) return { is: 'sandbox', name: sandbox };
  const { tags, answers } = scan.evidence;
  const answered = answers.get(answerKey(scan, sweeper, listed)) as Promise<Origin> | undefined;
  if (answered !== undefined) return answered;
  const indexed = sandbox ?? (arn === undefined ? undefined : tags.sandboxOf(arn));
  const age = createdAt === undefined ? 0 : now.getTime() - createdAt.getTime();
  const isCertain = tags.isReadable && age > tagIndexLag;
  const isWanted = scan.sandboxes.some(({ name }) => name === indexed);
  // For another sandbox's young thing, spend a call only where a mistake would go on billing.
  const isEnough = isCertain || sandbox !== undefined || !(isWanted || sweeper.bills === 'always');
  if (indexed !== undefined && isEnough) return { is: 'sandbox', name: indexed, isIndexed: true };
  return answerOf(scan, scan.evidence, sweeper, listed, isCertain);
}

/**
 * Asks a thing itself whose it is: what it answers is true now, where the tag index lags behind.
 * Asked once, for all later looks too.
 *
 * @param isUntagged whether the index, old enough, shows no tag of it: its role can tell alone then
 * @throws what AWS answers where it cannot be asked
 */
export async function answerOf(
  context: Context,
  evidence: Evidence,
  sweeper: Sweeper,
  thing: Asked,
  isUntagged = false,
): Promise<Origin> {
  const ask = () => askItself(context, evidence, sweeper, thing, isUntagged);
  return remember(evidence.answers, answerKey(context, sweeper, thing), ask);
}

async function askItself(
  context: Context,
  evidence: Evidence,
  sweeper: Sweeper,
  thing: Asked,
  isUntagged: boolean,
): Promise<Origin> {
  const byRole = isUntagged ? await askForRole(context, sweeper, thing) : undefined;
  if (byRole?.origin !== undefined) return byRole.origin;
  const tag = await askForTag(context, sweeper, thing);
  if (tag !== undefined) return { is: 'sandbox', name: tag };
  const { origin } = byRole ?? (await askForRole(context, sweeper, thing));
  if (origin !== undefined) return origin;
  return sweeper.tagTells ? { is: 'stranger' } : originByHistory(context, evidence, sweeper, thing);
}

/**
 * Things that are asked of CloudTrail for one plan and its run: at two requests a second, the
 * strangers' of a large account would hold everything up.
 */
const mostAsked = 50;

/**
 * Whose a thing is that itself tells nothing, by who made it. Read as a proof only of what it proves:
 * a session of a sandbox's role. Silence, doubt and every refusal leave it unproved.
 */
async function originByHistory(
  context: Context,
  evidence: Evidence,
  { creates }: Sweeper,
  { arn, id, createdAt, stage }: Asked,
): Promise<Origin> {
  const by = creates.find((action) => action.startsWith('sagemaker:'))?.replace('sagemaker:', '');
  const isTooMuch = evidence.historyQuestions >= mostAsked;
  if (by === undefined || arn === undefined || createdAt === undefined || isTooMuch) {
    return { is: 'unproved' };
  }
  // A record that cannot be removed is worth a line only where it is ours, and no question.
  if (stage === 'record') return { is: 'unproved' };
  evidence.historyQuestions += 1;
  try {
    const made = { by, name: id, arn, at: createdAt };
    const role = await creatorRole(context.aws, context, made, context.signal);
    const name = role === undefined ? undefined : sandboxOf(role, context.account);
    return name === undefined ? { is: 'unproved' } : { is: 'sandbox', name };
  } catch (error) {
    if (context.signal.aborted) throw error;
    return { is: 'unproved' };
  }
}

/** Whose a thing is by its roles; without an origin where they do not tell. */
async function askForRole(
  context: Context,
  sweeper: Sweeper,
  { id, roles }: Asked,
): Promise<{ readonly origin?: Origin }> {
  if (roles !== undefined) return originOfRoles(roles, context.account);
  const description = await describeOnce(context, sweeper, id);
  if (description === undefined) return { origin: { is: 'vanished' } };
  if (description === 'none') return {};
  return originOfRoles(await description.roles(), context.account);
}

/** Whose the roles are; of several owners, nobody's: only the thing's own tag can say. */
export function originOfRoles(
  roles: readonly string[] | 'lost',
  account: string,
): { readonly origin?: Origin } {
  if (roles === 'lost' || roles.length === 0) return {};
  const [name, ...more] = new Set(roles.map((role) => sandboxOf(role, account)));
  if (more.length > 0) return {};
  return { origin: name === undefined ? { is: 'stranger' } : { is: 'sandbox', name } };
}

function sandboxOf(role: string, account: string): string | undefined {
  return role.split(':')[4] === account ? sandboxOfRole(role) : undefined;
}

/** The sandbox in a thing's own tags. */
async function askForTag(
  context: Context,
  sweeper: Sweeper,
  thing: Asked,
): Promise<string | undefined> {
  try {
    return await (sweeper.tagOf?.(context, thing) ?? tagOf(context, thing.arn));
  } catch (error) {
    // A list may spell an ARN otherwise than the tags have it; any other refusal hides a tag that
    // could say that the thing is somebody else's than its role does.
    if (isNoSuchArn(error)) return undefined;
    throw error;
  }
}

/** How ListTags says that it knows no such ARN (boto3 issue 4606). */
function isNoSuchArn(error: unknown): boolean {
  const isText = error instanceof Error && error.message.startsWith('Resource does not exist');
  return isText || isGone(error);
}

/** Asks SageMaker, which is consistent where the index is not. */
async function tagOf(context: Context, arn: string | undefined): Promise<string | undefined> {
  if (arn?.includes(':sagemaker:') !== true) return undefined;
  const client = await context.aws.client('sageMaker', context.region);
  // Fifty tags at most (AddTags), and a page holds at least as many.
  const { Tags = [] } = await client.send(
    new ListTagsCommand({ ResourceArn: arn, MaxResults: 100 }),
    { abortSignal: context.signal },
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
  return remember(context.memo, descriptionKey(sweeper, name), async () =>
    sweeper.describe?.(context, name),
  );
}

/** The roles that a thing records, where it was described in this look anyway. */
export async function describedRoles(
  { memo }: Context,
  sweeper: Sweeper,
  name: string,
): Promise<readonly string[] | 'lost' | undefined> {
  const known = memo.get(descriptionKey(sweeper, name)) as
    | ReturnType<typeof describeOnce>
    | undefined;
  const description = await known?.catch(() => undefined);
  return description === undefined || description === 'none' ? undefined : description.roles();
}

function descriptionKey({ type }: Sweeper, name: string): string {
  return `description of ${type} ${name}`;
}

/** A name can be freed and taken again; name and time of creation are one thing for ever. */
function answerKey(context: Context, sweeper: Sweeper, thing: Asked): string {
  const born = thing.createdAt?.getTime() ?? '';
  return `${context.region} ${sweeper.type} ${thing.arn ?? thing.id} ${born}`;
}
