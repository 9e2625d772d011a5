import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { extendedLease } from '../provision/extend.ts';
import { updateLease } from '../provision/stacks.ts';
import { parameterDate } from '../sandbox/lease.ts';
import { hookWish, journeyOf } from './journeys.ts';
import type { Journey } from './run/step.ts';
import { stopStep } from './steps/notebook.ts';
import { tellStep } from './steps/tell.ts';
import { updateStep } from './steps/update.ts';

/** Stops the notebooks of a class. */
export function stopJourneys(aws: Aws, members: readonly SandboxStack[]): readonly Journey[] {
  return members.map((stack) => journeyOf(stack, [stopStep(aws, stack.region)]));
}

/** Gives a class more time, each member from when it would stop; the agents hear of it first. */
export function extendJourneys(
  aws: Aws,
  catalog: Catalog,
  members: readonly SandboxStack[],
  milliseconds: number,
  now: Date,
): readonly Journey[] {
  return members.map((stack) => {
    const lease = extendedLease(stack, milliseconds, now);
    const settings = { stopsAt: parameterDate(lease.stopsAt) };
    return journeyOf(stack, [
      tellStep(aws, { settings }, hookWish(catalog), {}),
      updateStep(aws, (current) => updateLease(aws, current, lease)),
    ]);
  });
}
