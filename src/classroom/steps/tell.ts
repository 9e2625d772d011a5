import type { Aws } from '../../aws/clients.ts';
import { fetchWish, putWish } from '../../aws/reports.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { putAgent } from '../../provision/tell-agent.ts';
import type { Wish, WishedContent, WishedFixup, WishedRuntime } from '../../sandbox/wish.ts';
import { reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done } from '../run/step.ts';

/** What is told to an agent: what changes in its wish, all else staying as it was. */
export interface Telling {
  /**
   * What labs want: repositories added, or in place of what has the same folder, with their fixups;
   * runtimes in place of those that the same labs had.
   */
  readonly wish?: Pick<Wish, 'repos' | 'runtimes' | 'fixups'>;
  /** Added, or in place of what has the same folder. */
  readonly contents?: readonly WishedContent[];
  readonly settings?: Pick<Wish, 'stopsAt' | 'idleMinutes' | 'keepEndpoints' | 'askedAt'>;
}

/** A wish that was put, known to the steps that wait for its answer. */
export interface Told {
  /** SHA-256 of it, once it was put. */
  sha256?: string;
  wish?: Wish;
}

/** The wish with something new in it; pure. */
export function toldWish(current: Wish, { wish, contents: told, settings }: Telling): Wish {
  const contents = byFolder(current.contents ?? [], told ?? []);
  const runtimes = runtimesOf(current, wish);
  const fixups = fixupsOf(current, wish);
  const { contents: _contents, runtimes: _runtimes, fixups: _fixups, ...rest } = current;
  return {
    ...rest,
    ...settings,
    repos: byFolder(current.repos, wish?.repos ?? []),
    ...(contents.length === 0 ? {} : { contents }),
    ...(runtimes.length === 0 ? {} : { runtimes }),
    ...(fixups.length === 0 ? {} : { fixups }),
  };
}

function runtimesOf(current: Wish, told: Telling['wish']): readonly WishedRuntime[] {
  const now = told?.runtimes ?? [];
  const labs = new Set(now.map(({ lab }) => lab));
  return [...(current.runtimes ?? []).filter(({ lab }) => !labs.has(lab)), ...now];
}

/** Fixups go with the folder that they are made in; those that their owner took back stay away. */
function fixupsOf(current: Wish, told: Telling['wish']): readonly WishedFixup[] {
  const folders = new Set([
    ...(told?.repos.map(({ dir }) => dir) ?? []),
    ...(told?.fixups?.map(({ path }) => folderIn(path)) ?? []),
  ]);
  const kept = (current.fixups ?? []).filter(({ path }) => !folders.has(folderIn(path)));
  const now = (told?.fixups ?? []).filter(({ lab }) => !current.undone?.includes(lab));
  return [...kept, ...now];
}

/** The first folder of a path below the SageMaker folder. */
export function folderIn(path: string): string {
  return path.split('/', 1)[0] ?? '';
}

function byFolder<T extends { readonly dir: string }>(
  before: readonly T[],
  now: readonly T[],
): readonly T[] {
  const replaced = new Map(now.map((one) => [one.dir, one]));
  const kept = before.map((one) => replaced.get(one.dir) ?? one);
  const there = new Set(before.map(({ dir }) => dir));
  return [...kept, ...now.filter(({ dir }) => !there.has(dir))];
}

/**
 * Puts a sandbox's wish into its bucket, with the whole agent: the hooks have room for what clones.
 *
 * @param unheard its wish where the bucket has none: that of its hook
 * @param told what was put, for the steps that follow
 * @param isNew whether the bucket was made just now, so that nothing is in it
 */
export function tellStep(
  aws: Aws,
  telling: Telling,
  unheard: (stack: SandboxStack) => Wish,
  told: Told,
  isNew = false,
): Step {
  async function tell(stack: SandboxStack, bucket: string): Promise<void> {
    const current = (isNew ? undefined : await fetchWish(aws, stack)) ?? unheard(stack);
    const wish = toldWish(current, telling);
    told.sha256 = await putWish(aws, stack.region, bucket, wish);
    told.wish = wish;
  }

  return {
    name: 'tell',
    looksAt: [],
    timeoutMs: 10 * 60_000,
    next({ stack }: Seen, { acts }): Verdict {
      if (acts > 1) return done;
      if (stack?.bucket === undefined) {
        return { is: 'failed', reason: reason('class.no-bucket', {}) };
      }
      const { bucket, region } = stack;
      // One at a time, so that what arrived is not brought again when the next is not answered.
      return act(() => (acts === 0 ? putAgent(aws, region, bucket) : tell(stack, bucket)));
    },
  };
}
