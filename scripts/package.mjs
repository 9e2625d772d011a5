// Writes the folder that is published, dist/package: the CLI bundled, minified and split, so that an
// install brings no dependency. The clone keeps its dependencies by name. Run: npm run package
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleGuard } from './bundle-guard.mjs';
import { registryLinks } from './registry-links.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist', 'package');

/** Each is a process of its own. It is found at the same place below the root as in the clone. */
const entryPoints = [
  'bin/labs.ts',
  'bin/cdk.ts',
  'src/local/daemon/daemon.ts',
  'src/local/instance/systemd/systemctl.ts',
];

/**
 * CommonJS in the bundle asks for Node's own modules by `require`. The CDK checks each template that
 * it synthesizes with a program of 9 MB; this project's tests have done that with the same templates.
 */
const banner =
  "import{createRequire as labsRequire}from'node:module';const require=labsRequire(import.meta.url);" +
  "process.env.CDK_VALIDATION??='false';";

const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What the CLI reads as files; tests, caches and sources that were bundled stay behind. */
const data = project.files.filter((entry) => !entry.startsWith('dist/') && !entry.startsWith('!'));

rmSync(out, { recursive: true, force: true });
const inputs = [...(await bundleCli()), ...(await writeGuard())];
for (const entry of data) {
  cpSync(join(root, entry), join(out, entry), { recursive: true, filter: isData });
}
writeCatalog();
write('THIRD-PARTY-NOTICES.md', thirdPartyNotices(root, inputs));
write('LICENSE', readFileSync(join(root, 'LICENSE')));
for (const page of ['README.md', 'README.ko.md']) {
  write(page, registryLinks(readFileSync(join(root, page), 'utf8'), project));
}
write('package.json', `${JSON.stringify(published(project), undefined, 2)}\n`);

function isData(file) {
  return !/(__pycache__|\.pyc|\.ts|\.ruff_cache|pyproject\.toml)$/.test(file);
}

async function bundleCli() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outbase: root,
    outdir: join(out, 'dist'),
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Only ES modules can be split, and the SDK names its own as `module`.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: banner },
  });
  return Object.keys(metafile.inputs);
}

async function writeGuard() {
  const guard = await bundleGuard(join(root, 'src/guard/handler.ts'));
  write('dist/guard/index.mjs', guard.contents);
  return guard.inputs;
}

/** Nothing in a package changes after it was made, so that its catalog is never stale. */
function writeCatalog() {
  const catalog = JSON.parse(readFileSync(join(root, 'dist', 'catalog.json'), 'utf8'));
  write('dist/catalog.json', JSON.stringify({ ...catalog, sealed: true }));
}

function write(path, content) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
}

/** The package.json of the published package: without dependencies, scripts and `private`. */
function published({
  private: _private,
  files: _files,
  scripts: _scripts,
  dependencies: _dependencies,
  devDependencies: _devDependencies,
  ...kept
}) {
  return kept;
}
