import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

import { agentArchive } from '../../src/notebook/archive.ts';
import { parseReport } from '../../src/sandbox/report.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function installed(): Buffer {
  return readFileSync(join(here.instance.labs, 'agent.pyz'));
}

test('the agent of the bucket takes over in the run that finds it, also after another start', async () => {
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  await here.boot();
  expect(installed().equals(agentArchive())).toBe(true);
  expect(here.instance.report().problems).toEqual([]);

  await here.instance.start();
  expect(installed().equals(agentArchive())).toBe(false);
  expect(await here.instance.tick()).toMatchObject({ code: 0 });
  expect(installed().equals(agentArchive())).toBe(true);
});

test('the kernels of labs are there in the run that clones, before it has cloned', async () => {
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ a: 'a' });
  const repos = [{ lab: 'one', url: remote.url, commit, dir: 'lab' }];
  const runtime = { title: 'one (labs)', names: [], python: '3.10', packages: { none: '1.0' } };
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  here.desire({ version: 1, repos, runtimes: [{ ...runtime, lab: 'one', kernel: 'labs-one' }] });
  here.instance.env['PIP_NO_INDEX'] = '1';
  const written = vi.spyOn(here.aws.objects, 'set');
  const kernel = join(here.instance.home, '.local/share/jupyter/kernels/labs-one/kernel.json');
  await here.boot({ repos });
  const reports = written.mock.calls.flatMap(([key, body]) =>
    key === '.labs/report.json' ? [parseReport(body.toString())!] : [],
  );
  expect(reports[0]?.repos).toMatchObject([{ state: 'pending' }]);
  expect(reports.at(-1)?.repos).toMatchObject([{ state: 'cloned' }]);
  for (const { runtimes } of reports) expect(runtimes).toMatchObject([{ kernel: 'labs-one' }]);
  expect(existsSync(kernel)).toBe(true);
});

test('the agent of the bucket needs nothing that the hooks left', async () => {
  await here.boot();
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  await here.instance.tick();
  const remote = here.remotes.make('lab');
  const commit = remote.commit({ a: 'a' });
  rmSync(join(here.instance.labs, 'prepare.pyz'));
  here.desire({ version: 1, repos: [{ lab: 'lab', url: remote.url, commit, dir: 'lab' }] });
  await here.instance.tick();
  expect(here.instance.report()).toMatchObject({ repos: [{ state: 'cloned' }], problems: [] });
});

test('an agent that does not run is not used, and the report says so', async () => {
  await here.boot();
  const ofHook = installed();
  for (const [broken, reason] of [
    [Buffer.from('not a program'), 'SyntaxError'],
    [agentArchive().subarray(0, 9000), ''],
    [Buffer.from('print("something else")'), 'something else'],
  ] as const) {
    here.aws.objects.set('.labs/agent.pyz', broken);
    await here.instance.tick();
    await here.instance.tick();
    expect(installed().equals(ofHook)).toBe(true);
    expect(here.instance.report().problems).toEqual([
      expect.stringMatching(/^agent: \.labs\/agent\.pyz is not used: /),
    ]);
    expect(here.instance.report().problems?.[0]).toContain(reason);
  }
  here.aws.objects.set('.labs/agent.pyz', agentArchive());
  await here.instance.tick();
  await here.instance.tick();
  expect(here.instance.report().problems).toEqual([]);
  expect(existsSync(join(here.instance.labs, 'agent-new.pyz'))).toBe(false);
});

test('without the half of the agent that prepares, the rest goes on and says so', async () => {
  await here.boot();
  rmSync(join(here.instance.labs, 'prepare.pyz'));
  await here.instance.tick();
  expect(here.instance.report().problems).toEqual([
    "kernels: No module named 'labs_prepare'",
    "repositories: No module named 'labs_prepare'",
  ]);
});
