import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import type { LogEntry } from './entry.ts';
import type { LogSource } from './source.ts';

/** Told of a source, or of the search for sources, that could not be read; the rest goes on. */
export type OnProblem = (key: string, error: unknown) => void;

/**
 * What all sources have from a time on, merged by time.
 *
 * @param since milliseconds since 1970
 * @throws the first error where no source could be read
 */
export async function readLogs(
  sources: readonly LogSource[],
  since: number,
  onProblem: OnProblem,
  signal: AbortSignal,
): Promise<readonly LogEntry[]> {
  const answers = await Promise.allSettled(sources.map(({ read }) => read(since, signal)));
  signal.throwIfAborted();
  const failed = answers.filter((answer) => answer.status === 'rejected');
  if (failed[0] !== undefined && failed.length === answers.length) throw failed[0].reason;
  return byTime(
    answers.flatMap((answer, at) => {
      if (answer.status === 'fulfilled') return answer.value;
      onProblem(sources[at]?.key ?? '', answer.reason);
      return [];
    }),
  );
}

function byTime(entries: readonly LogEntry[]): readonly LogEntry[] {
  return entries.toSorted((a, b) => a.time - b.time);
}

export interface FollowOptions {
  /** Finds the sources there are now; asked again and again, for jobs come and go. */
  readonly find: (signal: AbortSignal) => Promise<readonly LogSource[]>;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly onEntries: (entries: readonly LogEntry[]) => void;
  readonly onProblem: OnProblem;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** How often a source that says something is asked, and one that says nothing, at most. */
const quickMs = 2_000;
const slowMs = 20_000;
const findEveryMs = 15_000;
/** Events come a little out of order: those of several instances, those that were buffered. */
const lookBackMs = 60_000;

interface Followed {
  readonly source: LogSource;
  /** Time of its newest entry. */
  newest: number;
  /** Ids of the last read, which the next one overlaps. */
  seen: ReadonlySet<string>;
  pauseMs: number;
  nextAt: number;
}

/**
 * Gives what the sources say, as they say it, each thing once, until the signal comes.
 *
 * A source that is quiet is asked less and less often, so that thirty ended jobs do not use up the
 * few requests a second that CloudWatch Logs allows an account.
 */
export async function followLogs(options: FollowOptions): Promise<void> {
  const { signal, clock = systemClock } = options;
  const { now, sleep } = clock;
  const followed = new Map<string, Followed>();
  const told = new Set<string>();
  let findAt = 0;

  const tell: OnProblem = (key, error) => {
    if (signal.aborted || told.has(key)) return;
    told.add(key);
    options.onProblem(key, error);
  };

  while (!signal.aborted) {
    if (now() >= findAt) {
      findAt = now() + findEveryMs;
      await findMore(options, followed, now(), tell);
    }
    const due = [...followed.values()].filter(({ nextAt }) => nextAt <= now());
    const fresh = await Promise.all(due.map((one) => readFresh(one, options, now, tell, told)));
    if (signal.aborted) return;
    const entries = byTime(fresh.flat());
    if (entries.length > 0) options.onEntries(entries);
    const next = Math.min(findAt, ...[...followed.values()].map(({ nextAt }) => nextAt));
    await sleep(Math.max(50, next - now()), signal);
  }
}

async function findMore(
  { find, since, signal }: FollowOptions,
  followed: Map<string, Followed>,
  nextAt: number,
  tell: OnProblem,
): Promise<void> {
  try {
    for (const source of await find(signal)) {
      if (followed.has(source.key)) continue;
      followed.set(source.key, {
        source,
        newest: since,
        seen: new Set(),
        pauseMs: quickMs,
        nextAt,
      });
    }
  } catch (error) {
    tell('find', error);
  }
}

async function readFresh(
  one: Followed,
  { since, signal }: FollowOptions,
  now: () => number,
  tell: OnProblem,
  told: Set<string>,
): Promise<readonly LogEntry[]> {
  const from = Math.max(since, one.newest - lookBackMs);
  let fresh: readonly LogEntry[] = [];
  try {
    const read = await one.source.read(from, signal);
    fresh = read.filter(({ id }) => !one.seen.has(id));
    one.seen = new Set(read.map(({ id }) => id));
    one.newest = Math.max(one.newest, ...read.map(({ time }) => time));
    told.delete(one.source.key);
  } catch (error) {
    tell(one.source.key, error);
  }
  one.pauseMs = fresh.length > 0 ? quickMs : Math.min(one.pauseMs * 1.5, slowMs);
  one.nextAt = now() + one.pauseMs;
  return fresh;
}
