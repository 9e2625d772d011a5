import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import { extendedLease } from '../provision/extend.ts';
import { updateLease } from '../provision/stacks.ts';
import { parameterDate } from '../sandbox/lease.ts';
import type { Wish } from '../sandbox/wish.ts';
import type { Journey, Step } from './run/step.ts';
import { stopStep } from './steps/notebook.ts';
import { tellStep } from './steps/tell.ts';
import { updateStep } from './steps/update.ts';

/** The way of a member that is there. */
function journeyOf(stack: SandboxStack, steps: readonly Step[]): Journey {
  return { id: stack.owner, name: stack.name, region: stack.region, seen: { stack }, steps };
}

/** What a sandbox has where its bucket holds no wish: that of its hook. */
function hookWish(catalog: Catalog): (stack: SandboxStack) => Wish {
  return (stack) => wishOf(catalog.filter(({ id }) => stack.labs.includes(id)));
}

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
      tellStep(aws, () => ({ settings }), hookWish(catalog), {}),
      updateStep(aws, (current) => updateLease(aws, current, lease)),
    ]);
  });
}
