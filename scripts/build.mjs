// Compiles the project into dist/ and makes the CLI executable. Runs on `npm ci` (prepare).
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
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
chmodSync(`${root}dist/bin/labs.js`, 0o755);
