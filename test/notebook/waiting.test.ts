import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeEach, expect, test } from 'vitest';

import { tinyWheel } from '../local/tiny-wheel.ts';
import { installAgent } from './keep.ts';
import { basePython, pythonTimeout, sitePackages } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();
const wheels = mkdtempSync(join(tmpdir(), 'labs-wheels-'));
tinyWheel(wheels);
afterAll(() => rmSync(wheels, { recursive: true }));

/** Starts a kernel as Jupyter does, runs a cell at once, and prints what became of it. */
const driver = `
import json, queue, sys
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name='labs-one')
manager.start_kernel()
client = manager.blocking_client()
client.start_channels()

def run(code):
    asked = client.execute(code)
    print('"queued"', flush=True)
    said = []
    while True:
        try:
            message = client.get_iopub_msg(timeout=20)
        except queue.Empty:
            # What a kernel publishes before it knows of us is lost; Jupyter's server asks again, too.
            asked = client.execute(code)
            continue
        if message['parent_header'].get('msg_id') != asked:
            continue
        content = message['content']
        said += [content[key] for key in ('text', 'evalue') if key in content]
        if content.get('execution_state') == 'idle':
            print(json.dumps(''.join(said)), flush=True)
            return

try:
    run(sys.argv[1])
    # What was interrupted while it waited, or not, is a kernel like any other.
    if sys.argv[2:]:
        manager.restart_kernel()
        run(sys.argv[1])
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
`;

async function startKernel(code: string, ...more: readonly string[]) {
  const python = await basePython();
  const child = spawn(python, ['-c', driver, code, ...more], {
    // The environments of this test have no ipykernel of their own.
    env: { ...here.instance.env, PYTHONPATH: sitePackages(join(python, '../..')) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string) as string;
  return { next, ended: once(child, 'exit') };
}

function change(edit: (record: Record<string, unknown>) => void): void {
  const path = join(here.instance.labs, 'fit.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as {
    environments: Record<string, Record<string, unknown>>;
  };
  Object.values(state.environments).forEach(edit);
  writeFileSync(path, JSON.stringify(state));
}

/** An instance on which the environment could not be made yet, for there is no such package. */
beforeEach(async () => {
  await here.boot();
  installAgent(here.instance);
  Object.assign(here.instance.env, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: here.instance.root });
  here.desire({
    version: 1,
    repos: [],
    runtimes: [
      {
        lab: 'one',
        title: 'one (labs)',
        kernel: 'labs-one',
        names: [],
        python: '3.10',
        packages: { 'tiny-lab': '1.0' },
      },
    ],
  });
  await here.instance.tick();
}, pythonTimeout);

const code = 'import sys, tiny_lab; print(tiny_lab.answer, sys.prefix)';

test(
  'a notebook opened before its environment is ready gets the right kernel',
  async () => {
    // As while pip works.
    change((record) => {
      delete record['error'];
      record['next'] = Date.now() / 1000 + 3600;
    });
    await here.instance.tick();
    const { next, ended } = await startKernel(code, 'again');
    expect(await next()).toBe('queued');

    change((record) => delete record['next']);
    here.instance.env['PIP_FIND_LINKS'] = wheels;
    await here.instance.tick();
    expect(here.instance.report().runtimes).toMatchObject([{ state: 'ready' }]);
    expect(await next()).toContain(`42 ${join(here.instance.labs, 'environments')}`);
    expect([await next(), await next()]).toEqual(['queued', expect.stringMatching(/^42 /)]);
    await ended;
  },
  pythonTimeout,
);

test(
  'where it could not be made a cell says so, and how to go on',
  async () => {
    const path = join(here.instance.home, '.local/share/jupyter/kernels/labs-one/kernel.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      display_name: 'one (labs)',
      metadata: { labs: { lab: 'one', waits: true } },
    });
    // It is no Python of which versions could be told.
    expect(Object.keys(here.instance.report().versions ?? {})).not.toContain('labs-one python');

    const { next, ended } = await startKernel(code);
    expect(await next()).toBe('queued');
    const said = await next();
    expect(said).toMatch(/^one \(labs\) could not be prepared: .*tiny-lab==1\.0/);
    expect(said).toContain('Kernel > Restart Kernel');
    expect(said).toContain('커널을 준비하지 못했습니다');
    await ended;
  },
  pythonTimeout,
);
