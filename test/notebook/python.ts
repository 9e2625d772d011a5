import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { recordingHost } from '../../src/host/recording-host.ts';
import { pythonEnvironment } from '../../src/local/python-env/python.ts';
import { packageRoot } from '../../src/paths.ts';

/** Time for the first use of all: it installs the local AWS's packages. */
export const pythonTimeout = 600_000;

let ours: Promise<string> | undefined;

/** The Python of the local AWS's environment, which has boto3 and JupyterLab. */
export function basePython(): Promise<string> {
  const given = process.env['LABS_TEST_PYTHON'];
  ours ??= given
    ? Promise.resolve(given)
    : pythonEnvironment(recordingHost(), AbortSignal.timeout(pythonTimeout));
  return ours;
}

/**
 * Makes an environment that sees the packages of another one, and into which the agent may write.
 *
 * @returns path of its `python`
 */
export function makeEnvironment(dir: string, base: string): string {
  cpSync(templateOf(base), dir, { recursive: true, verbatimSymlinks: true });
  return join(dir, 'bin', 'python');
}

/** Made once, beside the packages that it sees, for a copy is quicker. */
function templateOf(base: string): string {
  const whole = join(base, '../..', 'test-template');
  if (existsSync(whole)) return whole;
  const draft = mkdtempSync(`${whole}-`);
  execFileSync(base, ['-m', 'venv', '--without-pip', draft]);
  writeFileSync(join(sitePackages(draft), 'base.pth'), `${sitePackages(join(base, '../..'))}\n`);
  try {
    renameSync(draft, whole);
  } catch (error) {
    rmSync(draft, { recursive: true });
    // Another worker may have been first.
    if (!existsSync(whole)) throw error;
  }
  return whole;
}

/** The folder of an environment that its packages are in. */
export function sitePackages(dir: string): string {
  const version = readdirSync(join(dir, 'lib')).find((name) => /^python3\.\d+$/.test(name))!;
  return join(dir, 'lib', version, 'site-packages');
}

/**
 * Runs Python over the agent's sources.
 *
 * @param input what its `json.load(sys.stdin)` gives
 * @returns what it printed, as JSON
 */
export async function runAgentCode(code: string, input: unknown): Promise<unknown> {
  const output = execFileSync(await basePython(), ['-c', code], {
    input: JSON.stringify(input),
    env: { PYTHONPATH: join(packageRoot, 'src/python/agent'), PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  return JSON.parse(output) as unknown;
}
