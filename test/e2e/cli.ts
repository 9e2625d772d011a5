import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
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
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const script = join(packageRoot, 'dist', 'bin', 'labs.js');
  const result = await runProgram(process.execPath, [script, ...args], options);
  const { code, stdout, stderr } = result;
  const file = process.env['LABS_TEST_PRINTED'];
  // A run that was killed may have printed half a command.
  if (file !== undefined && code !== null) {
    appendFileSync(file, `${JSON.stringify({ argv: args, text: `${stdout}\n${stderr}` })}\n`);
  }
  return result;
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
