import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import type { GuardLimits, Standing } from '../../src/guard/duty.ts';

export const hour = 60 * 60_000;
export const day = 24 * hour;
export const now = new Date('2026-11-23T12:00:00Z');

export const limits: GuardLimits = { runMs: 24 * hour, keepMs: 30 * day };

/** A moment, so many milliseconds from {@link now}. */
export function at(milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

/** A sandbox that is two hours old, runs, and is in order, but for what is given. */
export function standing(
  stack: Partial<SandboxStack> = {},
  rest: Partial<Standing> = {},
): Standing {
  return {
    stack: {
      name: 'labs-kim',
      stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
      account: '111122223333',
      region: 'us-east-1',
      status: 'CREATE_COMPLETE',
      createdAt: at(-2 * hour),
      parameterNames: [],
      owner: 'kim',
      labs: ['xgboost'],
      keepEndpoints: false,
      stopsAt: at(2 * hour),
      removedAfter: at(5 * day),
      notebook: 'nb',
      ...stack,
    },
    notebook: {
      name: 'nb',
      arn: 'arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/nb',
      status: 'InService',
      type: 'ml.t3.medium',
      modifiedAt: at(-2 * hour),
    },
    ...rest,
  };
}
