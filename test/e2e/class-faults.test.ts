import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Board } from '../../src/classroom/board/board.ts';
import { runCli } from './cli.ts';
import type { LocalControl } from './local-control.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

const students = 60;
let home: TestHome;
let workshops: Workshops;
let control: LocalControl;
let aws: Awaited<ReturnType<typeof awsCli>>;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  // What is tested is what labs asks of AWS; sixty instances would run for themselves.
  home.env['LABS_LOCAL_INSTANCES'] = 'none';
  home.env['LABS_LOCAL_POLICIES'] = 'enforced';
  await runCli(['local', 'up'], home);
  control = await localControl(home);
  aws = await awsCli(home);
});

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

function labs(...args: readonly string[]) {
  const shared = ['--labs-dir', workshops.labsDir, '--local', '--yes', '--json'];
  return runCli([...args, ...shared], { ...home, cwd: home.dir });
}

/** Throttles, server errors and answers that are lost, in a command. */
async function amidFaults<T>(seed: number, command: () => Promise<T>): Promise<T> {
  const every = { service: '*', operation: '*', seed };
  await control.fault({ ...every, kind: 'throttle', probability: 0.2 });
  await control.fault({ ...every, kind: 'error500', probability: 0.05 });
  await control.fault({ ...every, kind: 'lostResponse', probability: 0.05 });
  try {
    return await command();
  } finally {
    await control.clearFaults();
  }
}

async function left() {
  return {
    stacks: await aws('cloudformation', 'describe-stacks', '--query', 'Stacks[].StackName'),
    notebooks: await aws(
      'sagemaker',
      'list-notebook-instances',
      '--query',
      'NotebookInstances[].NotebookInstanceName',
    ),
    buckets: await aws('s3api', 'list-buckets', '--query', 'Buckets[].Name'),
  } as Readonly<Record<string, readonly string[]>>;
}

async function boardOf(group: string): Promise<Board> {
  return JSON.parse((await labs('class', 'status', group)).stdout) as Board;
}

/** Schedules fire by themselves, a second after each other. */
const patience = { timeout: 60_000, interval: 500 };

test('a class of 60 comes up whole and goes whole while more than a quarter of the calls fail', async () => {
  const up = ['class', 'up', 'ml', '--students', String(students), '--lab', 'trees', '--no-wait'];
  const made = await amidFaults(1, () => labs(...up));
  expect(made.stderr).not.toMatch(/error/);
  expect(made.code).toBe(0);
  const there = await left();
  expect(Object.values(there).map((things) => things.length)).toEqual(Array(3).fill(students));

  const down = await amidFaults(2, () => labs('class', 'down', 'ml'));
  expect(down.code).toBe(0);
  expect(await left()).toEqual({ stacks: [], notebooks: [], buckets: [] });
});

test('a class of the next morning is started by its schedules, one a second, and nobody asks', async () => {
  const hour = new Date(Date.now() + 3 * 3_600_000 + 9 * 3_600_000).toISOString().slice(0, 16);
  const up = ['class', 'up', 'dawn', '--students', '3', '--lab', 'trees', '--no-wait'];
  const made = await labs(...up, '--start-at', hour, '--time-zone', 'Asia/Seoul');
  expect(made.stderr).not.toMatch(/error/);
  expect(made.code).toBe(0);
  const rested = await boardOf('dawn');
  expect(rested.counts).toMatchObject({ stopped: 3, running: 0 });
  const starts = rested.rows.map(({ startsAt }) => Date.parse(startsAt ?? ''));
  const begins = Date.parse(`${hour}:00+09:00`);
  expect(starts.map((start) => (begins - start) / 1000)).toEqual([362, 361, 360]);

  const mark = await control.mark();
  await control.advance((starts[0]! - Date.now()) / 1000 - 600);
  expect((await boardOf('dawn')).counts).toMatchObject({ stopped: 3, running: 0 });
  await control.advance(600);
  await expect.poll(async () => (await boardOf('dawn')).counts.running, patience).toBe(3);
  const asked = (await control.callsSince(mark, 'roles')).filter(
    ({ operation }) => operation === 'StartNotebookInstance',
  );
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(asked.map(({ principal }) => principal)).size).toBe(3);
});
