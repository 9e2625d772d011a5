import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

import { basePython } from './python.ts';

/** How a run of the agent ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** What a run of the agent is started with. */
interface Run {
  /** Interpreter, program and its arguments. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

let server: ChildProcessWithoutNullStreams | undefined;
const waiting = new Map<number, (ended: Ended) => void>();
let runs = 0;

/**
 * Runs the agent as a fork of a Python that has botocore loaded: most of a run's second is loading.
 * The end to end tests start it as systemd does.
 */
export async function runForked(run: Run): Promise<Ended> {
  server ??= startServer(await basePython());
  runs += 1;
  const id = runs;
  const ended = new Promise<Ended>((resolve) => waiting.set(id, resolve));
  server.stdin.write(`${JSON.stringify({ id, ...run })}\n`);
  return await ended;
}

function startServer(python: string): ChildProcessWithoutNullStreams {
  const child = spawn(python, [join(import.meta.dirname, 'fork_server.py')]);
  child.stderr.pipe(process.stderr);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, code, output } = JSON.parse(line) as Ended & { readonly id: number };
    waiting.get(id)?.({ code, output });
    waiting.delete(id);
  });
  // It keeps no worker from ending, and ends with it, for its input closes then.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket).unref();
  return child;
}
