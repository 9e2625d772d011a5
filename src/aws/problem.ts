import { defined } from '../defined.ts';
import { isLabsError } from '../errors.ts';
import { callOf } from './clients.ts';
import type { Pattern } from './problem-codes.ts';
import { busy, gone, meanings } from './problem-codes.ts';

/**
 * What an error of AWS means for the caller.
 *
 * - `gone`: the thing does not exist (any more)
 * - `busy`: the thing is in a state that refuses the request; another look, then again
 * - `denied`: the caller lacks a permission
 * - `signed-out`: the credentials are expired or wrong; nothing more can be done
 * - `throttled`: too many requests, after the SDK's own retries
 * - `transient`: unreachable or a fault of AWS, after the SDK's own retries
 * - `stuck`: it did not change for longer than we wait
 * - `failed`: anything else
 */
export type ProblemKind =
  | 'gone'
  | 'busy'
  | 'denied'
  | 'signed-out'
  | 'throttled'
  | 'transient'
  | 'stuck'
  | 'failed';

/** An error as plain data. */
export interface Problem {
  readonly kind: ProblemKind;
  /** AWS's error code, such as `AccessDeniedException`. */
  readonly code: string;
  readonly text: string;
  /** The IAM action that is missing, where that is the problem and AWS names it. */
  readonly action?: string;
}

/** What an error's code means. */
export type Meaning = keyof typeof meanings;

const meaningOfCode: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(meanings) as Meaning[]).flatMap((meaning) =>
    meanings[meaning].map((code): [string, Meaning] => [code, meaning]),
  ),
);

/** What an error means by its code, or by its HTTP status; undefined for any other. */
export function meaningOf(error: Error): Meaning | undefined {
  // Credentials explain themselves (credential-errors.ts).
  if (isLabsError(error) && error.cause instanceof Error) return meaningOf(error.cause);
  // STS, in an error whose code says less (Signature Version 4, "troubleshooting").
  if (/^Signature (?:expired|not yet current)/.test(error.message)) return 'clock';
  const known = meaningOfCode.get(error.name) ?? meaningOfCode.get(systemCode(error) ?? '');
  if (known !== undefined) return known;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 500 ? 'fault' : undefined;
}

/** Whether AWS refused a call because the caller lacks a permission. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && meaningOf(error) === 'denied';
}

/** Reads what an SDK client threw; anything that is not an Error is given as text. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'failed', code: 'Error', text: String(error) };
  const text = error.message;
  const kind = kindOf(error);
  const code = error.name === 'Error' ? (systemCode(error) ?? 'Error') : error.name;
  const action = kind === 'denied' ? missingAction(error) : undefined;
  return { kind, code, text, ...defined({ action }) };
}

/** Whether an error says that the thing asked about does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && matches(gone, error);
}

/** What a call answers, or undefined where the thing asked about does not exist. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const kinds: Readonly<Record<Meaning, ProblemKind>> = {
  'no-credentials': 'signed-out',
  expired: 'signed-out',
  invalid: 'signed-out',
  denied: 'denied',
  throttled: 'throttled',
  unreachable: 'transient',
  clock: 'signed-out',
  untrusted: 'failed',
  fault: 'transient',
};

function kindOf(error: Error): ProblemKind {
  if (matches(gone, error)) return 'gone';
  if (matches(busy, error)) return 'busy';
  const meaning = meaningOf(error);
  return meaning === undefined ? 'failed' : kinds[meaning];
}

function matches(patterns: readonly Pattern[], error: Error): boolean {
  return patterns.some(
    ({ code, text }) => error.name === code && (text === undefined || text.test(error.message)),
  );
}

function systemCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** IAM's prefix of the services we call, by the name of their SDK client. */
const prefixes: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  S3: 's3',
  CloudFormation: 'cloudformation',
  CloudWatchLogs: 'logs',
  SFN: 'states',
  ResourceGroupsTaggingAPI: 'tag',
};

function missingAction(error: Error): string | undefined {
  const [, named] = /to perform: ([\w-]+:\w+)/.exec(error.message) ?? [];
  if (named !== undefined) return named;
  const call = callOf(error);
  return call && `${prefixes[call.service] ?? call.service.toLowerCase()}:${call.operation}`;
}
