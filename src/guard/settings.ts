import * as z from 'zod';
import type { GuardLimits } from './duty.ts';
import type { WorkPlace } from './keep-work.ts';

/** Where a guard works, and within what limits. */
export interface GuardSettings {
  readonly place: WorkPlace;
  /** Regions whose sandboxes it looks after. */
  readonly regions: readonly string[];
  readonly limits: GuardLimits;
  /** ARN of the role with whose permissions CloudFormation deletes stacks. */
  readonly stackRole?: string;
  /** ARN of the topic that is told what it did. */
  readonly topic?: string;
}

const hour = 60 * 60_000;

/** What a guard allows where nobody said otherwise. */
export const defaultLimits: GuardLimits = { runMs: 24 * hour, keepMs: 90 * 24 * hour };

/** The function's environment: what the guard's stack writes into it (lib/guard-function.ts). */
const environment = z.object({
  LABS_GUARD_BUCKET: z.string().min(3),
  LABS_GUARD_REGIONS: z.string().transform((given) => given.split(/\s+/).filter(Boolean)),
  LABS_GUARD_RUN_MINUTES: z.coerce.number().positive(),
  LABS_GUARD_KEEP_MINUTES: z.coerce.number().positive(),
  LABS_GUARD_STACK_ROLE: z.string().default(''),
  LABS_GUARD_TOPIC: z.string().default(''),
  AWS_REGION: z.string(),
});

/** Reads the settings of a function that runs in an account. */
export function settingsOf(env: NodeJS.ProcessEnv, account: string): GuardSettings {
  const given = environment.parse(env);
  return {
    place: { account, region: given.AWS_REGION, bucket: given.LABS_GUARD_BUCKET },
    regions: given.LABS_GUARD_REGIONS,
    limits: {
      runMs: given.LABS_GUARD_RUN_MINUTES * 60_000,
      keepMs: given.LABS_GUARD_KEEP_MINUTES * 60_000,
    },
    ...(given.LABS_GUARD_STACK_ROLE === '' ? {} : { stackRole: given.LABS_GUARD_STACK_ROLE }),
    ...(given.LABS_GUARD_TOPIC === '' ? {} : { topic: given.LABS_GUARD_TOPIC }),
  };
}
