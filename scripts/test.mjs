// Everything that must hold, quick things first; stops at the first that does not.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each is a command of package.json's scripts. */
const steps = ['types', 'lint', 'format:check', 'dead-code', 'build', 'test:all'];

for (const step of steps) {
  const started = Date.now();
  console.log(`\n> ${step}`);
  const { status } = spawnSync('npm', ['run', '--silent', step], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n${step} failed`);
    process.exit(status ?? 1);
  }
  console.log(`${step}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
