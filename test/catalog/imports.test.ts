import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { hasOwnKernel } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Lab } from '../../src/catalog/schema.ts';
import { readCell } from '../../src/check/read/cell.ts';
import { pipInstallOf } from '../../src/check/read/pip.ts';

/** By name the cells, indices from 0, that import a module or install a package. */
const cells = z.record(z.string(), z.array(z.int()));
/** What scripts/lab-imports.mjs records: of the pinned commits, without their fixups. */
const recordSchema = z.strictObject({
  /** The modules that a package of a kernel brings, with all that it requires. */
  brings: z.record(z.string(), z.array(z.string())),
  labs: z.record(
    z.string(),
    z.strictObject({
      commits: z.array(z.string()),
      notebooks: z.record(z.string(), z.strictObject({ imports: cells, installs: cells })),
    }),
  ),
});
const record = recordSchema.parse(
  JSON.parse(await readFile(new URL('imports.json', import.meta.url), 'utf8')),
);
const catalog = await loadCatalog();
const recorded = catalog.filter((lab) => hasOwnKernel(lab) && record.labs[lab.id] !== undefined);

/** Packages whose modules are not called as they are. An extra in brackets is not read. */
const modulesOf: Readonly<Record<string, readonly string[]>> = {
  'autogluon-tabular': ['autogluon', 'catboost', 'xgboost'],
  'fasttext-numpy2-wheel': ['fasttext'],
  jpype1: ['jpype'],
  'opencv-python': ['cv2'],
  'opencv-python-headless': ['cv2'],
  'sagemaker-experiments': ['smexperiments'],
};

/** Of Python's own modules, those that fixups import. */
const standard = new Set(['importlib', 'io', 'os', 'shutil', 'struct', 'threading', 'urllib']);

/** What no kernel of ours has; the lab itself says so. */
const missing: Readonly<Record<string, readonly string[]>> = {
  anpr: ['keras', 'tensorflow'],
  kobert: ['mxnet'],
};

test('most of the catalog is recorded', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(12);
});

test.each(recorded)('what the notebooks of $id import is in its kernel, or is installed', (lab) => {
  expect(record.labs[lab.id]?.commits, 'run scripts/lab-imports.mjs again').toEqual(
    lab.repos.map(({ commit }) => commit),
  );
  expect([...new Set(unmetOf(lab))].sort()).toEqual(missing[lab.id] ?? []);
});

test.each(recorded.filter(({ id }) => id in missing))('$id says what it lacks', (lab) => {
  expect(lab.state.is).toBe('partly');
  const said = JSON.stringify([lab.state, lab.notes]).toLowerCase();
  // The TensorFlow of today brings Keras.
  const names = (missing[lab.id] ?? []).filter((name) => name !== 'keras');
  expect(names.filter((name) => !said.includes(name))).toEqual([]);
});

/** The modules that neither the kernel nor a `pip install` before them brings. */
function unmetOf(lab: Lab): readonly string[] {
  const brought = new Set(
    Object.keys(lab.runtime.packages).flatMap((name) => record.brings[name] ?? [name]),
  );
  return lab.notebooks.flatMap(({ path }) => {
    const noted = record.labs[lab.id]?.notebooks[path];
    if (noted === undefined) throw new Error(`${path} is not recorded`);
    const last = Math.max(...cellsOf(noted.imports), ...cellsOf(noted.installs), -1);
    const unmet: string[] = [];
    for (let cell = 0; cell <= last; cell += 1) {
      const { installs, imports } = mended(lab, path, cell, {
        installs: namesAt(noted.installs, cell),
        imports: namesAt(noted.imports, cell),
      });
      for (const name of installs) {
        for (const module of modulesOf[name] ?? [name.replaceAll('-', '_')]) brought.add(module);
      }
      unmet.push(...imports.filter((module) => !brought.has(module)));
    }
    return unmet;
  });
}

interface Names {
  readonly installs: readonly string[];
  readonly imports: readonly string[];
}

/** What a cell imports and installs after the lab's fixups. */
function mended(lab: Lab, path: string, cell: number, names: Names): Names {
  let { installs, imports } = names;
  for (const fixup of lab.fixups.filter((one) => one.file === path && one.cell === cell)) {
    const [before, after] = [namesIn(fixup.find), namesIn(fixup.replace)];
    installs = [...installs.filter((one) => !before.installs.includes(one)), ...after.installs];
    imports = [...imports.filter((one) => !before.imports.includes(one)), ...after.imports];
  }
  return { installs, imports };
}

function namesIn(code: string): Names {
  const { commands, python } = readCell(0, code, 'python');
  return {
    installs: commands
      .flatMap((command) => pipInstallOf(command)?.requirements ?? [])
      .map(({ name }) => name),
    imports: python.imports
      .map(({ module }) => module.split('.', 1)[0] ?? '')
      .filter((module) => !standard.has(module)),
  };
}

function namesAt(noted: z.infer<typeof cells> | undefined, cell: number): readonly string[] {
  return Object.entries(noted ?? {}).flatMap(([name, at]) => (at.includes(cell) ? [name] : []));
}

function cellsOf(noted: z.infer<typeof cells> | undefined): readonly number[] {
  return Object.values(noted ?? {}).flat();
}
