import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { WishedRepo } from '../sandbox/wish.ts';
import { hookWish, journeyOf } from './journeys.ts';
import type { Journey } from './run/step.ts';
import { cloneStep } from './steps/clone.ts';
import { startStep, stopStep } from './steps/notebook.ts';
import type { Told } from './steps/tell.ts';
import { tellStep } from './steps/tell.ts';

/**
 * The same repositories in folders of their own, beside those that are there: `xgboost-2`.
 *
 * @param taken names of folders that are there, or wished
 */
export function besideThem(
  repos: readonly WishedRepo[],
  taken: ReadonlySet<string>,
): readonly WishedRepo[] {
  return repos.map((repo) => {
    let at = 2;
    while (taken.has(`${repo.dir}-${at}`)) at += 1;
    return { ...repo, dir: `${repo.dir}-${at}` };
  });
}

/**
 * Gives a student fresh copies of their labs' repositories beside the broken ones, which stay as
 * they are, and starts the notebook anew: everything outside the SageMaker folder, kernels and
 * packages too, is made again at each start of an instance (Developer Guide, nbi).
 *
 * @param fresh from {@link besideThem}
 */
export function repairJourney(
  aws: Aws,
  catalog: Catalog,
  stack: SandboxStack,
  fresh: readonly WishedRepo[],
  now: Date,
): Journey {
  const told: Told = {};
  const telling = { repos: fresh, settings: { askedAt: now.toISOString() } };
  return journeyOf(stack, [
    tellStep(aws, () => telling, hookWish(catalog), told),
    stopStep(aws, stack.region),
    startStep(aws, stack.region),
    cloneStep([], told),
  ]);
}

/** The repositories of a sandbox's labs, of one lab where it is named. */
export function reposOf(
  catalog: Catalog,
  stack: SandboxStack,
  lab: string | undefined,
): readonly WishedRepo[] {
  const labs = catalog.filter(({ id }) => stack.labs.includes(id) && (lab ?? id) === id);
  return wishOf(labs).repos;
}
