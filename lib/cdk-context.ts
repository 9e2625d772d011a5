import * as z from 'zod';
import { defined } from '../src/defined.ts';
import { LabsError } from '../src/errors.ts';
import { parseDuration } from '../src/sandbox/duration.ts';
import { defaultLease } from '../src/sandbox/lease.ts';
import type { SandboxIdentity } from '../src/sandbox/name.ts';
import { ownerSlug, slug } from '../src/sandbox/name.ts';
import { instanceTypePattern } from './parameters.ts';

/** What `npx cdk deploy -c key=value` asked for; lengths in milliseconds. */
export interface CdkRequest {
  readonly labs: readonly string[];
  readonly identity: SandboxIdentity;
  /** False where nobody said whose it is; then it is `me`, the same on every machine. */
  readonly ownerGiven: boolean;
  readonly for: number;
  readonly keep: number;
  readonly idleMinutes: number;
  readonly type?: string;
  readonly volumeGiB?: number;
  readonly keepEndpoints: boolean;
  /** Whether it asks for what the CDK, on a stack that exists, leaves as it was. */
  readonly setsParameters: boolean;
}

const name = z
  .string()
  .transform(slug)
  .refine((value) => value !== '');

/** Every key: how its value is read, and a value that works. */
const keys = {
  lab: [z.string().regex(/^[a-z0-9-]+([\s,]+[a-z0-9-]+)*$/), 'xgboost,linear-learner'],
  owner: [z.string(), 'kim'],
  sandbox: [name, 'second'],
  class: [name, 'ml101'],
  for: [z.string(), defaultLease.for],
  keep: [z.string(), defaultLease.keep],
  idle: [z.string(), defaultLease.idle],
  type: [z.string().regex(new RegExp(`^${instanceTypePattern}$`)), 'ml.t3.medium'],
  size: [z.coerce.number().int().min(5).max(16_384), '20'],
  'keep-endpoints': [z.coerce.string().pipe(z.enum(['true', 'false'])), 'true'],
} as const;

type Key = keyof typeof keys;

/**
 * Reads the context of a CDK app.
 *
 * @param context every value, as `-c` or cdk.json gave it
 * @throws LabsError `cdk.lab-missing`, `cdk.context-invalid`, `cdk.context-unknown` for a key that
 *   is one slip away from ours, `duration.invalid`, `owner.empty`
 */
export function readContext(context: Readonly<Record<string, unknown>>): CdkRequest {
  refuseSlips(Object.keys(context));
  const lab = read(context, 'lab');
  if (lab === undefined) throw new LabsError('cdk.lab-missing', {});
  const owner = read(context, 'owner');
  const sandbox = read(context, 'sandbox');
  const group = read(context, 'class');
  const type = read(context, 'type');
  const volumeGiB = read(context, 'size');
  return {
    labs: lab.split(/[\s,]+/),
    identity: {
      owner: owner === undefined ? 'me' : ownerSlug(owner),
      ...defined({ sandbox, class: group }),
    },
    ownerGiven: owner !== undefined,
    for: parseDuration(read(context, 'for') ?? defaultLease.for),
    keep: parseDuration(read(context, 'keep') ?? defaultLease.keep),
    idleMinutes: parseDuration(read(context, 'idle') ?? defaultLease.idle) / 60_000,
    ...defined({ type, volumeGiB }),
    keepEndpoints: read(context, 'keep-endpoints') === 'true',
    setsParameters:
      /[\s,]/.test(lab) ||
      (['for', 'keep', 'idle', 'type', 'size', 'keep-endpoints'] as const).some(
        (key) => context[key] !== undefined,
      ),
  };
}

function read<K extends Key>(
  context: Readonly<Record<string, unknown>>,
  key: K,
): z.infer<(typeof keys)[K][0]> | undefined {
  const given = context[key];
  if (given === undefined) return undefined;
  const [schema, example] = keys[key];
  const result = schema.safeParse(given);
  if (result.success) return result.data as z.infer<(typeof keys)[K][0]>;
  throw new LabsError('cdk.context-invalid', { key, given: asTyped(given), example });
}

function asTyped(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Keys of the CDK and of other apps pass; one that can only be a slip of ours does not. */
function refuseSlips(given: readonly string[]): void {
  const ours = Object.keys(keys);
  for (const key of given.filter((candidate) => !ours.includes(candidate))) {
    const near = ours.find((own) => isOneSlipFrom(key.toLowerCase(), own));
    if (near !== undefined) throw new LabsError('cdk.context-unknown', { key, near, keys: ours });
  }
}

/** Whether one letter more, less or other, or two swapped, makes the two the same. */
function isOneSlipFrom(typed: string, meant: string): boolean {
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) same += 1;
  const [rest, wanted] = [typed.slice(same), meant.slice(same)];
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  );
}
