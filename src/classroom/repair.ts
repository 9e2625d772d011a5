import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { Wish, WishedContent } from '../sandbox/wish.ts';
import { hookWish, journeyOf } from './journeys.ts';
import type { Journey } from './run/step.ts';
import { cloneStep } from './steps/clone.ts';
import { startStep, stopStep } from './steps/notebook.ts';
import type { Told } from './steps/tell.ts';
import { folderIn, tellStep } from './steps/tell.ts';

/** What a student gets anew: repositories with their fixups, and labs' own notebooks. */
export interface Fresh {
  readonly wish: Pick<Wish, 'repos' | 'fixups'>;
  readonly contents: readonly WishedContent[];
}

/**
 * The same in folders of their own, beside those that are there: `xgboost-2`.
 *
 * @param taken names of folders that are there, or wished
 */
export function besideThem({ wish, contents }: Fresh, taken: ReadonlySet<string>): Fresh {
  function beside(dir: string): string {
    let at = 2;
    while (taken.has(`${dir}-${at}`)) at += 1;
    return `${dir}-${at}`;
  }
  const moved = <T extends { readonly dir: string }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, dir: beside(one.dir) }));
  const fixups = (wish.fixups ?? []).map((fixup) => {
    const folder = folderIn(fixup.path);
    return { ...fixup, path: `${beside(folder)}${fixup.path.slice(folder.length)}` };
  });
  return { wish: { repos: moved(wish.repos), fixups }, contents: moved(contents) };
}

/**
 * Gives a student fresh copies of their labs' folders beside the broken ones, which stay as
 * they are, and starts the notebook anew: everything outside the SageMaker folder, kernels and
 * packages too, is made again at each start of an instance (Developer Guide, nbi).
 *
 * @param fresh from {@link besideThem}
 */
export function repairJourney(
  aws: Aws,
  catalog: Catalog,
  stack: SandboxStack,
  { wish, contents }: Fresh,
  now: Date,
): Journey {
  const told: Told = {};
  const telling = { wish, contents, settings: { askedAt: now.toISOString() } };
  return journeyOf(stack, [
    tellStep(aws, telling, hookWish(catalog), told),
    stopStep(aws, stack.region),
    startStep(aws, stack.region),
    cloneStep([], told),
  ]);
}

/**
 * What a sandbox's labs bring, or one lab where it is named.
 *
 * @param wish what its agent was told last
 */
export function broughtBy(
  catalog: Catalog,
  stack: SandboxStack,
  lab: string | undefined,
  wish: Wish | undefined,
): Fresh {
  const labs = catalog.filter(({ id }) => stack.labs.includes(id) && (lab ?? id) === id);
  const { repos, fixups = [] } = wishOf(labs);
  const ids = new Set(labs.map(({ id }) => id));
  const own = labs.flatMap(({ content }) => content?.dir ?? []);
  return {
    wish: { repos, fixups: fixups.filter((fixup) => !wish?.undone?.includes(fixup.lab)) },
    contents: (wish?.contents ?? []).filter((one) => ids.has(one.lab) && own.includes(one.dir)),
  };
}
