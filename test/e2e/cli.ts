import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/paths.ts';

/** What a run of the CLI ended with. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Called with each piece of stderr, for tests that act in the middle of a run. */
  readonly onStderr?: (text: string, child: Killable) => void;
  /** Called when it begins. */
  readonly onBegin?: (child: Killable) => void;
}

/** A process that can be ended. */
export interface Killable {
  kill(signal: NodeJS.Signals): boolean;
}

/** Runs the built CLI as a process of its own, without a terminal. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  return runProgram(
    process.execPath,
    [join(packageRoot, 'dist', 'bin', 'labs.js'), ...args],
    options,
  );
}

/** Runs any program and collects what it says. */
export function runProgram(
  program: string,
  args: readonly string[],
  { env, cwd, onStderr, onBegin }: CliOptions,
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    onBegin?.(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(text, child);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
