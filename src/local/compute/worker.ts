import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { killGroup, processMark } from '../instance/processes.ts';
import type { ComputePython } from './environment.ts';

const told = z.discriminatedUnion('event', [
  z.object({ event: z.literal('log'), line: z.string() }),
  z.object({ event: z.literal('status'), status: z.string(), message: z.string() }),
  z.object({ event: z.literal('metric'), name: z.string(), value: z.number() }),
  z.object({
    event: z.literal('answer'),
    id: z.number(),
    status: z.number(),
    contentType: z.string(),
    body: z.string(),
  }),
  z.object({ event: z.literal('done') }),
  z.object({ event: z.literal('failed'), reason: z.string() }),
]);

/** What a process that computes tells. */
export type Told = z.infer<typeof told>;

/** How it ended, or came up: a model that serves goes on after `done`. */
export type Outcome = Extract<Told, { event: 'done' | 'failed' }>;

export interface Worker {
  readonly outcome: Promise<Outcome>;
  /** When the process is gone, and its files with it. */
  readonly gone: Promise<void>;
  send(line: object): void;
  kill(): void;
}

export interface WorkerOptions extends ComputePython {
  readonly kind: 'train' | 'transform' | 'serve';
  /** The first line of its input. */
  readonly order: object;
  /** Credentials and region of the role it works as. */
  readonly role: Readonly<Record<string, string>>;
  /** Folder in which it gets one of its own. */
  readonly folder: string;
  readonly tell: (told: Told) => void;
  readonly signal: AbortSignal;
}

/** Starts a process that computes. It ends with this one, or when it is dropped. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { kind, order, python, env, role, tell, signal } = options;
  const folder = join(options.folder, randomBytes(6).toString('hex'));
  await mkdir(folder, { recursive: true });
  signal.throwIfAborted();
  const child = spawn(python, ['-m', 'labs_compute', kind], {
    env: { ...env, ...role, TMPDIR: folder, HOME: folder, [processMark]: options.folder },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  // The id of one that has ended may be another's by now.
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };
  signal.addEventListener('abort', kill);
  // One that is killed while it is written to is no defect.
  child.stdin.on('error', () => undefined);
  const send = (line: object) => void child.stdin.write(`${JSON.stringify(line)}\n`);
  send(order);
  const ended = endOf(child);
  const clear = async () => {
    await ended;
    signal.removeEventListener('abort', kill);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { outcome: outcomeOf(child, tell, ended), gone: clear(), send, kill };
}

/** How the process ended, in words, with the last line of its standard error. */
function endOf(child: ChildProcess): Promise<string> {
  let last = '';
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => (last = line || last));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`exit code: ${code ?? signal} ${last}`.trim()));
  });
}

function outcomeOf(
  child: ChildProcess,
  tell: (told: Told) => void,
  ended: Promise<string>,
): Promise<Outcome> {
  return new Promise((resolve) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = told.parse(JSON.parse(line));
        if (said.event === 'done' || said.event === 'failed') resolve(said);
        else tell(said);
      });
    }
    void ended.then((how) =>
      resolve({ event: 'failed', reason: `AlgorithmError: the process ended, ${how}` }),
    );
  });
}
