import type { Report } from '../../sandbox/report.ts';
import type { WishedContent, WishedRepo } from '../../sandbox/wish.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { done, wait } from '../run/step.ts';
import type { Told } from './tell.ts';

/** Agents look every 20 seconds; a large repository may take minutes. */
const timeoutMs = 30 * 60_000;

type Wished = Pick<WishedRepo, 'dir'> & { readonly commit?: string };

/**
 * Waits until a sandbox's agent has tried everything that is wished. What could not be cloned is no
 * failure: the sandbox works without it, and its agent tries again.
 *
 * @param wanted folders that should be there; those of the wish that was told, where one was
 * @param told the wish whose answer is waited for
 */
export function cloneStep(wanted: readonly Wished[], told: Told = {}): Step {
  return {
    name: 'clone',
    looksAt: ['report'],
    timeoutMs,
    next({ report }: Seen): Verdict {
      if (report === undefined) return wait;
      if (told.sha256 !== undefined && report.wish !== told.sha256) return wait;
      const { wish } = told;
      const all: readonly (Wished | WishedContent)[] =
        wish === undefined ? wanted : [...wish.repos, ...(wish.contents ?? [])];
      return all.every((one) => isTried(report, one)) ? done : wait;
    },
  };
}

function isTried({ repos }: Report, { dir, commit }: Wished): boolean {
  return repos.some(
    (repo) =>
      repo.dir === dir &&
      (repo.state === 'failed' ||
        (repo.state === 'cloned' && (commit === undefined || repo.commit === commit))),
  );
}
