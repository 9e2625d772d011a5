import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Board } from '../../src/classroom/board/board.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import { runCli } from './cli.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
});

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

function labs(...args: readonly string[]) {
  const shared = ['--labs-dir', workshops.labsDir, '--local', '--yes'];
  return runCli([...args, ...shared], { ...home, cwd: home.dir });
}

const names = ['김철수', '이영희', '박민수', '최지우', '정하늘'];

/** After one has left and one has come. */
const members = ['20230001', '20230002', '20230004'];

/** A roster as Excel writes it on Korean Windows. */
function writeRoster(...at: readonly number[]): string {
  const rows = at.map((one) => [`2023000${one}`, names[one], `student${one}@univ.example`]);
  const text = [['학번', '이름', '이메일'], ...rows].map((row) => row.join(',')).join('\r\n');
  const file = join(home.dir, 'roster.csv');
  writeFileSync(file, iconv.encode(`${text}\r\n`, 'cp949'));
  return file;
}

async function board(group: string): Promise<Board> {
  const { stdout, stderr, code } = await labs('class', 'status', group, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Board;
}

/** The SageMaker folder of a sandbox on this disk. */
async function filesOf(sandbox: string): Promise<string> {
  const { stdout } = await labs('status', '--all', '--json');
  const { sandboxes } = JSON.parse(stdout) as { sandboxes: readonly SandboxView[] };
  return sandboxes.find(({ name }) => name === sandbox)?.notebook?.home ?? '';
}

test('a class comes up after a killed run, changes with its roster, and goes with one receipt', async () => {
  const roster = writeRoster(1, 2, 3);
  const up = ['class', 'up', 'ml101', '--roster', roster, '--lab', 'trees'] as const;

  const killed = await runCli([...up, '--labs-dir', workshops.labsDir, '--local', '--yes'], {
    ...home,
    cwd: home.dir,
    onStderr: (text, child) => void (text.includes('sandboxes made') && child.kill('SIGKILL')),
  });
  expect(killed.code).toBe(null);
  expect(killed.stderr).toMatch(/3 sandboxes .*\n[^]*L-04CE2E67/);
  const codes = readFileSync(join(home.dir, 'ml101-handouts', 'handouts.csv'), 'utf8');

  const made = await labs(...up, '--json');
  expect(made.stderr).not.toMatch(/error/);
  expect(made.code).toBe(0);
  const { students } = JSON.parse(made.stdout) as { students: { id: string; state: string }[] };
  expect(students.map(({ id, state }) => `${id} ${state}`)).toEqual([
    '20230001 ready',
    '20230002 ready',
    '20230003 ready',
  ]);
  expect(readFileSync(join(home.dir, 'ml101-handouts', 'handouts.csv'), 'utf8')).toBe(codes);
  expect((await labs('class', 'up', 'other', '--students', '1', '--lab', 'trees')).code).toBe(0);

  const doorUrl = 'https://class.example.ac.kr:8443/';
  expect((await labs('class', 'handouts', 'ml101', '--door-url', doorUrl)).code).toBe(0);

  writeRoster(1, 2, 4);
  const changed = await labs(...up, '--lab', 'lines', '--prune', '--json');
  expect(changed.code).toBe(0);
  expect(JSON.parse(changed.stdout).receipts).toMatchObject([
    { sandbox: 'labs-ml101-20230003', left: [], unknown: [] },
  ]);

  const cards = readFileSync(join(home.dir, 'ml101-handouts', 'handouts.csv'), 'utf8');
  expect(cards.split(doorUrl)).toHaveLength(4);

  const now = await board('ml101');
  expect(now.counts).toMatchObject({ running: 3, failed: 0 });
  expect(now.rows.map(({ id, repos }) => ({ id, cloned: repos.cloned }))).toEqual(
    members.map((id) => ({ id, cloned: 2 })),
  );
  expect(now.spentUsd).toBeGreaterThan(0);
});

test('no name and no e-mail address is in the account', async () => {
  const aws = await awsCli(home);
  const told = [
    JSON.stringify(await aws('cloudformation', 'describe-stacks')),
    JSON.stringify(await aws('resourcegroupstaggingapi', 'get-resources')),
    readFileSync(join(home.labsHome, 'local', 'calls.ndjson'), 'utf8'),
  ].join('\n');
  expect(told).toContain('20230001');
  for (const name of names) expect(told).not.toContain(name);
  expect(told).not.toContain('univ.example');
});

test('one receipt takes the class away, and another class stays whole', async () => {
  const down = await labs('class', 'down', 'ml101', '--json');
  expect(down.code).toBe(0);
  const { receipts, cost } = JSON.parse(down.stdout);
  expect(receipts).toHaveLength(3);
  expect(cost.students.map(({ id }: { id: string }) => id)).toEqual(members);
  expect(cost.usd).toBeGreaterThan(0);
  for (const receipt of receipts) {
    expect(receipt).toMatchObject({ left: [], unknown: [], kept: [], stillBillingPerHour: 0 });
  }
  const aws = await awsCli(home);
  const stacks = await aws('cloudformation', 'describe-stacks', '--query', 'Stacks[].StackName');
  const buckets = (await aws('s3api', 'list-buckets', '--query', 'Buckets[].Name')) as string[];
  const roles = await aws(
    'iam',
    'list-roles',
    '--path-prefix',
    '/labs/',
    '--query',
    'Roles[].Path',
  );
  expect(stacks).toEqual(['labs-other-001']);
  expect(buckets.map((name) => name.replace(/-bucket.*/, ''))).toEqual(['labs-other-001']);
  expect(roles).toEqual(['/labs/labs-other-001/']);
  expect((await board('other')).counts.running).toBe(1);
});

test('a class is stopped, started again, given more time, and one of it opened', async () => {
  expect((await labs('class', 'stop', 'other')).code).toBe(0);
  expect((await board('other')).counts).toMatchObject({ stopped: 1, running: 0 });
  expect((await labs('class', 'start', 'other')).code).toBe(0);
  const started = await board('other');
  expect(started.counts).toMatchObject({ stopped: 0, running: 1 });
  expect((await labs('class', 'extend', 'other', '2h')).code).toBe(0);
  const [before, after] = [started, await board('other')].map(({ rows }) => rows[0]?.stopsAt ?? '');
  expect(Date.parse(after!) - Date.parse(before!)).toBe(2 * 3_600_000);
  const opened = await labs('class', 'open', 'other', '001');
  const url = new URL(opened.stdout.trim().split(/\s+/).at(-1) ?? '');
  expect((await fetch(url)).status).toBe(200);
  expect((await board('other')).opened).toBe(1);
});

test('a folder reaches the class without eating homework, and work comes out of it', async () => {
  const week = join(home.dir, 'week2');
  mkdirSync(week);
  writeFileSync(join(week, 'task.txt'), 'first edition');
  expect((await labs('class', 'push', 'other', week)).code).toBe(0);
  const files = await filesOf('labs-other-001');
  expect(readFileSync(join(files, 'week2', 'task.txt'), 'utf8')).toBe('first edition');

  writeFileSync(join(files, 'week2', 'task.txt'), 'homework');
  writeFileSync(join(week, 'task.txt'), 'second edition');
  writeFileSync(join(week, 'more.txt'), 'more');
  const again = await labs('class', 'push', 'other', week, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    students: [{ id: '001', state: 'ready' }],
    conflicts: [{ id: '001', kept: ['week2/task.txt'] }],
  });
  expect(readFileSync(join(files, 'week2', 'task.txt'), 'utf8')).toBe('homework');
  expect(readFileSync(join(files, 'week2', 'more.txt'), 'utf8')).toBe('more');

  expect((await labs('class', 'repair', 'other', '001')).code).toBe(0);
  expect(readdirSync(files)).toEqual(expect.arrayContaining(['trees', 'trees-2', 'week2']));

  const saved = await labs('class', 'save', 'other', 'handed-in', '--json');
  expect(saved.code).toBe(0);
  expect(JSON.parse(saved.stdout)).toMatchObject({ students: [{ id: '001', is: 'saved' }] });
  const handedIn = join(home.dir, 'handed-in', '001', 'week2');
  expect(readFileSync(join(handedIn, 'task.txt'), 'utf8')).toBe('homework');
  expect(readdirSync(handedIn)).toEqual(['task.txt']);
});
