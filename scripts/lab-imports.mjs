// Records which modules the notebooks of the catalog import, and which the kernels' packages bring,
// for test/catalog/imports.test.ts. Run after a build, where GitHub can be reached, with a Python
// that has the packages of every lab's kernel:
// node scripts/lab-imports.mjs .venv/bin/python && npm run format
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [{ hasOwnKernel }, { loadCatalog }, { openTarget }, { pythonOf }, { pipInstallOf }] =
  await Promise.all([
    import(`${root}dist/src/catalog/catalog.js`),
    import(`${root}dist/src/catalog/load.js`),
    import(`${root}dist/src/check/open.js`),
    import(`${root}dist/src/check/running.js`),
    import(`${root}dist/src/check/read/pip.js`),
  ]);
const [python] = process.argv.slice(2);
if (python === undefined) throw new Error('Name a Python that has the packages of the kernels.');

const catalog = (await loadCatalog()).filter(hasOwnKernel);
const pins = [...new Set(catalog.flatMap(({ runtime }) => Object.keys(runtime.packages)))];
const { brings, itself, standard } = askPython(pins);
const cache = mkdtempSync(join(tmpdir(), 'lab-imports-'));
try {
  const labs = {};
  for (const lab of catalog) labs[lab.id] = await read(lab);
  const used = new Set(Object.values(labs).flatMap(modulesOf));
  const needed = Object.fromEntries(
    Object.entries(brings).map(([name, modules]) => [
      name,
      modules.filter((module) => used.has(module) || itself[name].includes(module)),
    ]),
  );
  const record = { brings: needed, labs };
  writeFileSync(`${root}test/catalog/imports.json`, JSON.stringify(record, null, 2));
} finally {
  rmSync(cache, { recursive: true });
}

/** Modules and installs of each notebook, with the cells that they stand in. */
async function read(lab) {
  const host = { notify: () => undefined };
  const options = { host, cache, env: process.env, signal: new AbortController().signal };
  const { workshop } = await openTarget({ is: 'lab', lab }, options);
  const scripts = new Map(
    workshop.documents.filter(({ kind }) => kind === 'script').map((one) => [one.path, one]),
  );
  const notebooks = {};
  for (const document of workshop.documents.filter(({ kind }) => kind === 'notebook')) {
    const imports = {};
    const installs = {};
    for (const { cell, module } of importsOf(document, scripts)) add(imports, module, cell);
    for (const { cell, commands } of document.blocks) {
      for (const name of commands.flatMap((command) => pipInstallOf(command)?.requirements ?? [])) {
        add(installs, name.name, cell);
      }
    }
    notebooks[document.path] = { imports, installs };
  }
  return { commits: lab.repos.map(({ commit }) => commit), notebooks };
}

/** What a document imports that is neither Python's own nor a file beside it, nor below such a file. */
function* importsOf(document, scripts, from = document.path, seen = new Set()) {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  for (const { cell, commands, magics, python: code } of pythonOf(document)) {
    // IPython 8 keeps nothing without it, and only warns; IPython 9 brings its own.
    if (magics.some(({ name }) => name === 'store')) yield { cell, module: 'pickleshare' };
    const run = commands
      .filter(({ words: [program = ''] }) => /^python|sys\.executable/.test(program))
      .flatMap(({ words }) => words.filter((word) => word.endsWith('.py')));
    const own = [
      ...code.imports.map(({ module }) => pathsOf(module)),
      ...run.map((path) => [path]),
    ];
    for (const paths of own) {
      const path = paths.map((one) => folder + one).find((one) => scripts.has(one));
      if (path === undefined || seen.has(path)) continue;
      seen.add(path);
      for (const { module } of importsOf(scripts.get(path), scripts, from, seen)) {
        yield { cell, module };
      }
    }
    for (const { module } of code.imports) {
      const top = module.split('.', 1)[0];
      const isOwn = [...scripts.keys()].some((path) => `/${path}`.match(`/${top}(\\.py$|/)`));
      if (top !== '' && !isOwn && !standard.includes(top)) yield { cell, module: top };
    }
  }
}

function pathsOf(module) {
  const path = module.replaceAll('.', '/');
  return [`${path}.py`, `${path}/__init__.py`];
}

function add(record, name, cell) {
  record[name] ??= [];
  if (!record[name].includes(cell)) record[name].push(cell);
}

function modulesOf({ notebooks }) {
  return Object.values(notebooks).flatMap(({ imports }) => Object.keys(imports));
}

/** The modules of each package and of all that it requires, and Python's own modules. */
function askPython(names) {
  const program = `
import json, re, sys
from importlib import metadata
from packaging.requirements import Requirement

plain = lambda name: re.sub('[-_.]+', '-', name).lower()
modules = {}
for package in metadata.distributions():
    named = (package.read_text('top_level.txt') or '').split()
    inside = [path.parts[0] for path in package.files or () if path.suffix == '.py']
    found = named or [part.removesuffix('.py') for part in inside]
    modules[plain(package.metadata['Name'])] = set(found)

def closure(name, seen):
    if name in seen:
        return
    seen.add(name)
    for text in metadata.requires(name) or ():
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({'extra': ''}):
            closure(plain(need.name), seen)

brings, itself = {}, {}
for name in sys.argv[1:]:
    seen = set()
    closure(plain(name), seen)
    itself[name] = sorted(modules[plain(name)])
    brings[name] = sorted(set().union(*(modules.get(one, ()) for one in seen)))
print(json.dumps({'brings': brings, 'itself': itself, 'standard': sorted(sys.stdlib_module_names)}))
`;
  return JSON.parse(execFileSync(python, ['-c', program, ...names], { encoding: 'utf8' }));
}
