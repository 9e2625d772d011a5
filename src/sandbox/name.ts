import { LabsError } from '../errors.ts';

/**
 * Longest stack name we make: the execution role's path `/labs/<stack>/` and the names that
 * CloudFormation derives from the stack (63 characters for a bucket or a notebook, which it cuts)
 * must stay readable.
 */
export const longestStackName = 40;

const prefix = 'labs-';

/** The guard's stack; no sandbox can be called so, for a slug has no two hyphens in a row. */
export const guardStack = 'labs--guard';

/** Whether a sandbox can be called so; one that is gone may have left things behind. */
export function isSandboxName(name: string): boolean {
  return name.startsWith(prefix) && name.length > prefix.length && name !== guardStack;
}

/**
 * A slug of `[a-z0-9-]`: what owners, sandboxes, classes and students are called in AWS.
 *
 * Accents are dropped, everything else that is not a letter or a digit becomes one hyphen. A text
 * without a Latin letter or digit gives the empty string, which every caller refuses.
 */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * The owner's slug from what a person typed or from who is calling AWS; an e-mail is cut at the @.
 *
 * @throws LabsError `owner.empty` when nothing is left of it
 */
export function ownerSlug(text: string): string {
  const owner = slug(text.replace(/@.*$/s, ''));
  if (owner === '') throw new LabsError('owner.empty', { given: text });
  return owner;
}

/**
 * Session names that a program made up: a different one each time (SDKs and tools put the time or a
 * random id in it), or the same one for everybody (`AWSCLI-Session`, `default_session`).
 */
const generated = [
  // Seconds, milliseconds or nanoseconds since 1970 (`aws-sdk-js-1796072918657`); a student's number
  // has eight digits at most, or stands in an e-mail.
  /\d{9,}/,
  // An instance, a task, a UUID.
  /^i-[0-9a-f]{8,}$/i,
  /[0-9a-f]{16,}/i,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i,
  /^(?:awscli-session|default_session)$/i,
];

/**
 * The name of the person in a caller's ARN: the user's or session's, `me` for the root user;
 * undefined for a session that a program named, which says nothing about who it is.
 *
 * IAM Identity Center names the session after the user (`AWSReservedSSO_*` roles), so such a name is
 * a person's whatever it looks like; so is an e-mail.
 *
 * @param arn as `sts:GetCallerIdentity` gives it
 */
export function personOf(arn: string): string | undefined {
  if (arn.endsWith(':root')) return 'me';
  const name = arn.split('/').at(-1) ?? '';
  const isAssumed =
    arn.includes(':assumed-role/') && !arn.includes(':assumed-role/AWSReservedSSO_');
  if (!isAssumed || name.includes('@')) return name;
  return generated.some((pattern) => pattern.test(name)) ? undefined : name;
}

/**
 * The owner that {@link personOf} gives, as a slug.
 *
 * @throws LabsError `owner.generated` where no person is named: two commands could then be about two
 *   sandboxes, so the owner has to be typed
 */
export function ownerOfCaller(arn: string): string {
  const person = personOf(arn);
  if (person !== undefined) return ownerSlug(person);
  throw new LabsError('owner.generated', { session: arn.split('/').at(-1) ?? '' });
}

/** Who a sandbox is for, in slugs. */
export interface SandboxIdentity {
  readonly owner: string;
  /** A second sandbox of the same owner. */
  readonly sandbox?: string;
  /** The class it belongs to; then `owner` is the student's id. */
  readonly class?: string;
}

/** Who a sandbox of this name is for, by the owner and the class that its tags name. */
export function identityIn(
  name: string,
  { owner, class: group }: Pick<SandboxIdentity, 'owner' | 'class'>,
): SandboxIdentity {
  if (group !== undefined) return { owner, class: group };
  const sandbox = name.slice(`${prefix}${owner}-`.length);
  return { owner, ...(sandbox === '' ? {} : { sandbox }) };
}

/**
 * The name of a sandbox, which is its stack's: `labs-<owner>[-<sandbox>]`, in a class
 * `labs-<class>-<id>`. CloudFormation allows letters, digits and hyphens, 128 at most
 * (CreateStack, StackName).
 *
 * @throws LabsError `owner.too-long` past {@link longestStackName}
 */
export function stackName({ owner, sandbox, class: group }: SandboxIdentity): string {
  const name = prefix + [group, owner, sandbox].filter(Boolean).join('-');
  if (name.length > longestStackName) {
    throw new LabsError('owner.too-long', { name, longest: longestStackName });
  }
  return name;
}
