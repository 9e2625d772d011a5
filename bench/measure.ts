import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/paths.ts';

/** The built CLI. */
export const cli = join(packageRoot, 'dist', 'bin', 'labs.js');

/** Runs a program to its end and gives the seconds it took. */
export function secondsOf(
  program: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return seconds;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints rows as a table and keeps them in `bench/results/<name>.json`. */
export function publish(name: string, rows: readonly Readonly<Record<string, unknown>>[]): void {
  console.table(rows);
  keep(name, rows);
}

/** Keeps rows, and on what they were measured, in `bench/results/<name>.json`. */
export function keep(name: string, rows: readonly object[]): void {
  const dir = join(packageRoot, 'bench', 'results');
  mkdirSync(dir, { recursive: true });
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? '?'}, Node ${process.version}`;
  writeFileSync(join(dir, `${name}.json`), `${JSON.stringify({ machine, rows }, undefined, 2)}\n`);
}
