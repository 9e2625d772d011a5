import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { Wish } from '../sandbox/wish.ts';
import type { Journey, Step } from './run/step.ts';

/** The way of a member that is there. */
export function journeyOf(stack: SandboxStack, steps: readonly Step[]): Journey {
  return { id: stack.owner, name: stack.name, region: stack.region, seen: { stack }, steps };
}

/** What a sandbox has where its bucket holds no wish: that of its hook. */
export function hookWish(catalog: Catalog): (stack: SandboxStack) => Wish {
  return (stack) => wishOf(catalog.filter(({ id }) => stack.labs.includes(id)));
}
