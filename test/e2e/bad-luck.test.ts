import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxView } from '../../src/provision/view.ts';
import { runCli } from './cli.ts';
import type { LocalControl } from './local-control.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;
let control: LocalControl;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
  await runCli(['local', 'up'], home);
  control = await localControl(home);
}, 600_000);

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

const own = (...args: readonly string[]) => [
  ...args,
  '--labs-dir',
  workshops.labsDir,
  '--local',
  '--yes',
];

function labs(...args: readonly string[]) {
  return runCli(own(...args), home);
}

function sandbox(stdout: string): SandboxView {
  return (JSON.parse(stdout) as { sandboxes: SandboxView[] }).sandboxes[0]!;
}

test('an unreachable repository never stops the sandbox, and a later try works', async () => {
  const git = fileURLToPath(workshops.git);
  await rename(git, `${git.replace(/\/$/, '')}-away`);
  const first = await labs('start', 'trees', '--json');
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/teacher\/trees could not be cloned.*labs start trees/s);
  const broken = sandbox(first.stdout);
  expect(broken.notebook?.status).toBe('InService');
  expect(broken.repos).toMatchObject([{ state: 'failed', error: expect.stringMatching(/./) }]);
  expect((await fetch(broken.url!)).status).toBe(200);

  await rename(`${git.replace(/\/$/, '')}-away`, git);
  const again = await labs('start', 'trees', '--json');
  expect(sandbox(again.stdout).repos).toMatchObject([{ state: 'cloned' }]);
  expect((await labs('down')).code).toBe(0);
});

test('a lost answer of CreateStack does not make two, nor an error', async () => {
  const fault = { service: 'cloudformation', operation: 'CreateStack', kind: 'lostResponse' };
  await control.fault({ ...fault, times: 1 });
  const { code, stdout } = await labs('start', 'trees', '--owner', 'lost', '--json');
  expect(code).toBe(0);
  expect(sandbox(stdout).repos).toMatchObject([{ state: 'cloned' }]);
  expect((await labs('down', '--owner', 'lost')).code).toBe(0);
});

test('an interrupt says how to go on, and going on finishes', async () => {
  let interrupted = false;
  const first = await runCli(own('start', 'trees', '--owner', 'hasty'), {
    ...home,
    onStderr: (text, child) => {
      if (interrupted || !/stack labs-hasty/.test(text)) return;
      interrupted = true;
      child.kill('SIGINT');
    },
  });
  expect(first.code).toBe(130);
  expect(first.stderr).toMatch(/Interrupted.*To go on: .*start trees --owner hasty/s);
  const second = await labs('start', 'trees', '--owner', 'hasty', '--json');
  expect(second.code).toBe(0);
  expect(sandbox(second.stdout)).toMatchObject({
    name: 'labs-hasty',
    notebook: { status: 'InService' },
    repos: [{ state: 'cloned' }],
  });
  expect((await labs('down', '--owner', 'hasty')).code).toBe(0);
});

test('a stack that failed is said with its cause, and the next start replaces it', async () => {
  await control.quotas({ 'L-04CE2E67': 100, 'L-E17566B7': 100 });
  const failing = await labs('start', 'trees', '--owner', 'unlucky', '--type', 'ml.x9.huge');
  expect(failing.code).toBe(1);
  expect(failing.stderr).toMatch(/labs-unlucky ended in ROLLBACK_COMPLETE|ml\.x9\.huge/);
  const next = await labs('start', 'trees', '--owner', 'unlucky', '--json');
  expect(next.code).toBe(0);
  expect((await labs('down', '--owner', 'unlucky')).code).toBe(0);
});
