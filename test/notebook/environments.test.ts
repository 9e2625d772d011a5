import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { wishOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { WishedRuntime } from '../../src/sandbox/wish.ts';
import { wishText } from '../../src/sandbox/wish.ts';
import { tinyWheel } from '../local/tiny-wheel.ts';
import { installAgent } from './keep.ts';
import { pythonTimeout, runAgentCode, sitePackages } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();
const wheels = mkdtempSync(join(tmpdir(), 'labs-wheels-'));
tinyWheel(wheels);
afterAll(() => rmSync(wheels, { recursive: true }));

function runtime(lab: string, other: Partial<WishedRuntime> = {}): WishedRuntime {
  return {
    lab,
    title: `${lab} (labs)`,
    kernel: `labs-${lab}`,
    names: ['conda_python3', 'conda_mxnet_p36'],
    python: '3.10',
    packages: { 'tiny-lab': '1.0' },
    ...other,
  };
}

async function wish(runtimes: readonly WishedRuntime[]): Promise<void> {
  Object.assign(here.instance.env, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels });
  here.desire({ version: 1, repos: [], runtimes });
  await tick();
}

async function tick(): Promise<void> {
  const { code, output } = await here.instance.tick();
  expect({ code, output }).toMatchObject({ code: 0 });
}

function kernels(): string {
  return join(here.instance.home, '.local/share/jupyter/kernels');
}

function spec(name: string): { argv: string[]; env: Record<string, string> } {
  return JSON.parse(readFileSync(join(kernels(), name, 'kernel.json'), 'utf8'));
}

function environments(): readonly string[] {
  return readdirSync(join(here.instance.labs, 'environments'));
}

const long = { timeout: pythonTimeout };

test(
  'labs with equal pins share an environment, and the kernels asked for are there',
  long,
  async () => {
    await here.boot();
    installAgent(here.instance);
    await wish([runtime('one'), runtime('two')]);
    const report = here.instance.report();
    expect(report.problems).toEqual([]);
    expect(report.runtimes).toEqual(
      ['one', 'two'].map((lab) => ({
        lab,
        kernel: `labs-${lab}`,
        asked: '3.10',
        state: 'ready',
        python: expect.stringMatching(/^3\.\d+\.\d+$/),
      })),
    );
    expect(environments()).toHaveLength(1);
    // The instance has a conda_python3 of its own.
    expect(readdirSync(kernels()).sort()).toEqual(['conda_mxnet_p36', 'labs-one', 'labs-two']);
    const { argv, env } = spec('labs-two');
    const answer = execFileSync(argv[0]!, ['-c', 'import tiny_lab; print(tiny_lab.answer)']);
    expect(answer.toString().trim()).toBe('42');
    expect(env['PATH']).toBe(`${join(argv[0]!, '..')}:\${PATH}`);
    // Nothing may be created untagged.
    expect(readdirSync(sitePackages(join(argv[0]!, '../..')))).toContain('labs_tags.pth');
    await tick();
    expect(here.instance.report().versions).toHaveProperty(['labs-one python']);

    // Only the volume outlives a stop.
    rmSync(join(here.instance.home, '.local'), { recursive: true });
    const made = environments();
    await here.instance.start();
    installAgent(here.instance);
    await tick();
    expect(readdirSync(kernels())).toContain('labs-one');
    expect(environments()).toEqual(made);

    // One that was not finished is made again.
    const environment = join(here.instance.labs, 'environments', made[0]!);
    rmSync(join(environment, 'labs-environment.json'));
    writeFileSync(join(environment, 'rest'), '');
    await wish([runtime('two', { names: [] })]);
    expect(readdirSync(kernels())).toEqual(['labs-two']);
    expect(existsSync(join(environment, 'labs-environment.json'))).toBe(true);
    expect(existsSync(join(environment, 'rest'))).toBe(false);
    await wish([]);
    expect(readdirSync(kernels())).toEqual([]);
    expect(environments()).toEqual([]);
  },
);

test('an environment that cannot be made is said, and tried again later', long, async () => {
  await here.boot();
  installAgent(here.instance);
  await wish([runtime('one', { packages: { 'not-there': '1.0' } })]);
  const { runtimes, problems } = here.instance.report();
  expect(runtimes).toMatchObject([
    { lab: 'one', state: 'failed', error: expect.stringContaining('not-there==1.0') },
  ]);
  expect(problems).toEqual([]);
  expect(environments()).toEqual([]);
  const state = join(here.instance.labs, 'fit.json');
  const record = Object.values(
    (
      JSON.parse(readFileSync(state, 'utf8')) as {
        environments: Record<string, { next?: number }>;
      }
    ).environments,
  ).find(({ next }) => next !== undefined);
  expect(record!.next! - Date.now() / 1000).toBeGreaterThan(30);
});

test('what the catalog asks for is understood', { timeout: pythonTimeout }, async () => {
  const wished = wishOf(await loadCatalog(), { answers: true });
  const code = `
import json, sys
from labs_agent.wishes import parse
from labs_fit.asked import changes, runtimes
wish = parse(json.load(sys.stdin).encode())
print(json.dumps([len(changes(wish)), [runtime.kernel for runtime in runtimes(wish)]]))
`;
  expect(await runAgentCode(code, wishText(wished))).toEqual([
    wished.fixups?.length,
    wished.runtimes?.map(({ kernel }) => kernel),
  ]);
});

test(
  'where instances share environments, one is made once and only looked into',
  long,
  async () => {
    await here.boot();
    installAgent(here.instance);
    const store = join(here.instance.home, 'store');
    here.instance.env['LABS_ENVIRONMENTS'] = store;
    await wish([runtime('shared', { names: [] })]);
    const [python = ''] = spec('labs-shared').argv;
    expect(runs(python, 'import tiny_lab; print(tiny_lab.__file__)')).toContain(store);
    expect(runs(python, 'import sys; print(sys.prefix)')).not.toContain(store);
    const [made = ''] = readdirSync(store);
    expect(readdirSync(store)).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    const before = statSync(join(store, made, 'complete.json')).mtimeMs;
    await wish([]);
    await wish([runtime('again', { names: [] })]);
    expect(statSync(join(store, made, 'complete.json')).mtimeMs).toBe(before);
    expect(runs(spec('labs-again').argv[0] ?? '', 'import pip, tiny_lab; print("both")')).toBe(
      'both\n',
    );
  },
);

function runs(python: string, code: string): string {
  return execFileSync(python, ['-c', code], { encoding: 'utf8' });
}
