import { describe, expect, test } from 'vitest';
import { followLogs, readLogs } from '../../src/logs/follow.ts';
import type { LogEntry } from '../../src/logs/entry.ts';
import type { LogSource } from '../../src/logs/source.ts';

const signal = new AbortController().signal;

function entry(id: string, time: number): LogEntry {
  return { id, time, kind: 'jobs', from: 'x', lines: [id] };
}

function source(key: string, read: LogSource['read']): LogSource {
  return { key, kind: 'jobs', read };
}

function ids(entries: readonly LogEntry[]): readonly string[] {
  return entries.map(({ id }) => id);
}

describe('reading once', () => {
  test('is merged by time', async () => {
    const a = source('a', async () => [entry('a1', 1), entry('a3', 3)]);
    const b = source('b', async () => [entry('b2', 2)]);
    const read = await readLogs([a, b], 0, () => undefined, signal);
    expect(ids(read)).toEqual(['a1', 'b2', 'a3']);
  });

  test('goes on without a source that cannot be read, and says so', async () => {
    const good = source('good', async () => [entry('x', 1)]);
    const bad = source('bad', async () => Promise.reject(new Error('denied')));
    const problems: string[] = [];
    const read = await readLogs([bad, good], 0, (key) => problems.push(key), signal);
    expect(ids(read)).toEqual(['x']);
    expect(problems).toEqual(['bad']);
  });

  test('fails where nothing could be read', async () => {
    const bad = source('bad', async () => Promise.reject(new Error('denied')));
    await expect(readLogs([bad], 0, () => undefined, signal)).rejects.toThrow('denied');
  });
});

/** Follows on a clock of its own, until so many milliseconds have passed. */
async function followFor(
  milliseconds: number,
  find: (now: number) => readonly LogSource[],
): Promise<{ readonly said: readonly string[]; readonly problems: readonly string[] }> {
  const controller = new AbortController();
  const said: string[] = [];
  const problems: string[] = [];
  let now = 1_000_000;
  const end = now + milliseconds;
  await followLogs({
    find: async () => find(now),
    since: now - 60_000,
    onEntries: (entries) => said.push(...ids(entries)),
    onProblem: (key) => problems.push(key),
    signal: controller.signal,
    clock: {
      now: () => now,
      sleep: async (pause) => {
        now += pause;
        if (now > end) controller.abort();
      },
    },
  });
  return { said, problems };
}

describe('following', () => {
  test('shows each thing once, late ones too, in the order of time', async () => {
    let reads = 0;
    const log = [entry('one', 999_000), entry('two', 1_000_000)];
    const a = source('a', async (from) => {
      reads += 1;
      // Written by another instance and buffered: older than what was shown already.
      if (reads === 3) log.push(entry('late', 999_500), entry('three', 1_003_000));
      return log.filter(({ time }) => time >= from);
    });
    const { said } = await followFor(30_000, () => [a]);
    expect(said).toEqual(['one', 'two', 'late', 'three']);
    expect(reads).toBeGreaterThan(4);
  });

  test('finds jobs that begin meanwhile', async () => {
    const job = source('job', async () => [entry('begun', 1_016_000)]);
    const { said } = await followFor(40_000, (now) => (now > 1_010_000 ? [job] : []));
    expect(said).toEqual(['begun']);
  });

  test('asks a quiet source less and less often', async () => {
    let reads = 0;
    const quiet = source('quiet', async () => {
      reads += 1;
      return [];
    });
    await followFor(600_000, () => [quiet]);
    expect(reads).toBeGreaterThan(20);
    expect(reads).toBeLessThan(45);
  });

  test('says once that something cannot be read, and again after it could', async () => {
    let reads = 0;
    const flaky = source('flaky', async () => {
      reads += 1;
      if (reads === 3) return [];
      throw new Error('denied');
    });
    const { problems } = await followFor(120_000, () => [flaky]);
    expect(problems).toEqual(['flaky', 'flaky']);
  });

  test('repeats what was gone and came back', async () => {
    let reads = 0;
    const agent = source('agent', async () => {
      reads += 1;
      return reads === 2 ? [] : [entry('no network', 1_000_000)];
    });
    const { said } = await followFor(60_000, () => [agent]);
    expect(said).toEqual(['no network', 'no network']);
  });

  test('goes on when the search for jobs fails', async () => {
    let searches = 0;
    const a = source('a', async () => [entry('one', 1_000_000)]);
    const { said, problems } = await followFor(60_000, () => {
      searches += 1;
      if (searches > 1) throw new Error('denied');
      return [a];
    });
    expect(said).toEqual(['one']);
    expect(problems).toEqual(['find']);
  });
});
