import type { Aws } from '../../aws/clients.ts';
import { fetchWish } from '../../aws/reports.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { tellAgent } from '../../provision/tell-agent.ts';
import type { Wish, WishedContent, WishedRepo } from '../../sandbox/wish.ts';
import { reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done } from '../run/step.ts';

/** What is told to an agent: what changes in its wish, all else staying as it was. */
export interface Telling {
  /** Added, or in place of what has the same folder. */
  readonly repos?: readonly WishedRepo[];
  readonly contents?: readonly WishedContent[];
  readonly settings?: Partial<Omit<Wish, 'version' | 'repos' | 'contents'>>;
}

/** A wish that was put, known to the steps that wait for its answer. */
export interface Told {
  /** SHA-256 of it, once it was put. */
  sha256?: string;
  wish?: Wish;
}

/** The wish with something new in it; pure. */
export function toldWish(current: Wish, telling: Telling): Wish {
  const contents = byFolder(current.contents ?? [], telling.contents ?? []);
  return {
    ...current,
    ...telling.settings,
    repos: byFolder(current.repos, telling.repos ?? []),
    ...(contents.length === 0 ? {} : { contents }),
  };
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
 * Puts a sandbox's wish into its bucket.
 *
 * @param unheard its wish where the bucket has none: that of its hook
 * @param told what was put, for the steps that follow
 */
export function tellStep(
  aws: Aws,
  telling: (stack: SandboxStack) => Telling,
  unheard: (stack: SandboxStack) => Wish,
  told: Told,
): Step {
  async function tell(stack: SandboxStack, bucket: string): Promise<void> {
    const current = (await fetchWish(aws, stack)) ?? unheard(stack);
    const wish = toldWish(current, telling(stack));
    told.sha256 = await tellAgent(aws, stack.region, bucket, wish);
    told.wish = wish;
  }

  return {
    name: 'tell',
    looksAt: [],
    timeoutMs: 10 * 60_000,
    next({ stack }: Seen, { acts }): Verdict {
      if (acts > 0) return done;
      if (stack?.bucket === undefined) {
        return { is: 'failed', reason: reason('class.no-bucket', {}) };
      }
      const { bucket } = stack;
      return act(() => tell(stack, bucket));
    },
  };
}
