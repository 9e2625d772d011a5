/** Where somebody stands in a lane. */
export type Turn<T> =
  | { readonly is: 'waiting'; readonly ahead: number }
  | { readonly is: 'acting' }
  | { readonly is: 'done'; readonly value: T; readonly at: number }
  | { readonly is: 'failed'; readonly error: unknown };

/**
 * A queue at a rate of AWS's: whoever asks has one place in it, however often they ask, and keeps it
 * as long as they go on asking.
 */
export interface Lane<T> {
  /** Takes a place, or says how it goes with the one that was taken. */
  ask(key: string, act: () => Promise<T>): Turn<T>;
  /** What came of it, if it is done; that is then forgotten. */
  take(key: string): T | undefined;
  /** Forgets what came of it, so that the next one to ask takes a new place. */
  forget(key: string): void;
  /** How many wait. */
  size(): number;
}

export interface LaneOptions {
  /** Milliseconds between two acts. */
  readonly everyMs: number;
  /** After so many milliseconds without asking, a place is given to the next. */
  readonly patienceMs: number;
  /** How many milliseconds long what came of it is good. */
  readonly keepsMs: number;
  readonly now: () => number;
}

interface Place<T> {
  act: () => Promise<T>;
  askedAt: number;
}

/** Makes a lane in the memory of this process. */
// oxlint-disable-next-line max-lines-per-function -- closures over one queue
export function createLane<T>({ everyMs, patienceMs, keepsMs, now }: LaneOptions): Lane<T> {
  /** In the order in which they came, which a Map keeps. */
  const waiting = new Map<string, Place<T>>();
  const settled = new Map<string, { readonly turn: Turn<T>; readonly until: number }>();
  const acting = new Set<string>();
  let freeAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (timer !== undefined || waiting.size === 0) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        next();
        schedule();
      },
      Math.max(0, freeAt - now()),
    );
  }

  function next(): void {
    for (const [key, { act, askedAt }] of waiting) {
      waiting.delete(key);
      // Who closed the page takes nobody's second.
      if (now() - askedAt > patienceMs) continue;
      freeAt = now() + everyMs;
      acting.add(key);
      void settle(key, act);
      return;
    }
  }

  async function settle(key: string, act: () => Promise<T>): Promise<void> {
    let turn: Turn<T>;
    try {
      const value = await act();
      turn = { is: 'done', value, at: now() };
    } catch (error) {
      turn = { is: 'failed', error };
    }
    acting.delete(key);
    for (const [other, { until }] of settled) if (until < now()) settled.delete(other);
    settled.set(key, { turn, until: now() + keepsMs });
  }

  function find(key: string): Turn<T> | undefined {
    const found = settled.get(key);
    if (found === undefined) return undefined;
    // A failure is told once; the next one to ask tries again.
    if (found.until < now() || found.turn.is === 'failed') settled.delete(key);
    return found.until < now() ? undefined : found.turn;
  }

  return {
    ask(key, act) {
      if (acting.has(key)) return { is: 'acting' };
      const turn = find(key);
      if (turn !== undefined) return turn;
      const place = waiting.get(key);
      if (place === undefined) waiting.set(key, { act, askedAt: now() });
      else Object.assign(place, { act, askedAt: now() });
      schedule();
      return { is: 'waiting', ahead: [...waiting.keys()].indexOf(key) };
    },
    take(key) {
      const turn = find(key);
      if (turn?.is !== 'done') return undefined;
      settled.delete(key);
      return turn.value;
    },
    forget: (key) => void settled.delete(key),
    size: () => waiting.size,
  };
}
