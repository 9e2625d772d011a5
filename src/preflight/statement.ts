import { tagKeys } from '../sandbox/tags.ts';

/** A statement of an IAM policy that a person needs. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The tag of what is a sandbox's. */
export const resourceTag = `aws:ResourceTag/${tagKeys.sandbox}`;
/** Only things with a sandbox's tag. */
export const ofSandboxes = { StringLike: { [resourceTag]: ['labs-*'] } };
/** Every resource. */
export const all = ['*'];

/** A statement that allows actions on resources. */
export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: PolicyStatement['Condition'],
): PolicyStatement {
  return { Sid, Effect: 'Allow', Action, Resource, ...(Condition ? { Condition } : {}) };
}
