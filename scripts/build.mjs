// Compiles the project into dist/, with the catalog checked and ready. Runs on `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = `${root}node_modules/typescript/bin/tsc`;

if (!existsSync(tsc)) {
  // `npm ci --omit=dev` has no compiler; a packed release brings dist/ with it.
  process.exit(0);
}
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '--project', `${root}tsconfig.build.json`], {
  stdio: 'inherit',
});
const { compileCatalog } = await import(`${root}dist/src/catalog/load.js`);
writeFileSync(`${root}dist/catalog.json`, JSON.stringify(await compileCatalog()));
const { bundleGuard } = await import('./bundle-guard.mjs');
mkdirSync(`${root}dist/guard`);
const guard = await bundleGuard(`${root}dist/src/guard/handler.js`);
writeFileSync(`${root}dist/guard/index.mjs`, guard.contents);
chmodSync(`${root}dist/bin/labs.js`, 0o755);
