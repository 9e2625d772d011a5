import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { pythonOnly } from '../../find-python.ts';
import { bytecodeOf, serverFolder } from '../python-env/python.ts';

/** The server behind the gateway: moto with our models, in Python. */
export interface ServerProcess {
  readonly port: number;
  /** Guards its control API. */
  readonly token: string;
  /** Why it ended, when it has. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** The one line that the server prints when it serves. */
const ready = z.object({ port: z.coerce.number().int().positive() });

const startsWithin = 60_000;
const endsWithin = 5_000;

/**
 * Starts the server and waits until it serves. It ends when its standard input closes, so it
 * cannot outlive this process.
 *
 * @param policies whether calls of roles need what their policies allow
 * @param log gets what it writes on standard error
 */
export async function startServer(
  python: string,
  policies: 'enforced' | 'ignored',
  log: (line: string) => void,
): Promise<ServerProcess> {
  const token = randomBytes(24).toString('hex');
  const options = ['--port', '0', '--hooks', 'external', '--policies', policies];
  const child = spawn(python, ['-m', 'labs_moto', ...options], {
    env: {
      ...withoutAws(pythonOnly()),
      PYTHONPATH: serverFolder,
      PYTHONPYCACHEPREFIX: bytecodeOf(python),
      PYTHONUNBUFFERED: '1',
      LABS_CONTROL_TOKEN: token,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C in the terminal is for the daemon, which ends it in order.
    detached: true,
  });
  createInterface({ input: child.stderr }).on('line', (line) => log(`server: ${line}`));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
  const port = await firstLine(child, ended);
  return {
    port,
    token,
    ended,
    async stop() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), endsWithin);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function firstLine(child: ChildProcess, ended: Promise<string>): Promise<number> {
  const line = new Promise<string>((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('it did not serve in time'), startsWithin);
  });
  const failure = Promise.race([ended, late]).then((why) => {
    child.kill('SIGKILL');
    throw new Error(`the Python server did not start: ${why}`);
  });
  try {
    return ready.parse(JSON.parse(await Promise.race([line, failure]))).port;
  } finally {
    clearTimeout(timer);
    failure.catch(() => undefined);
  }
}

/** The user's own AWS has no business in there. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}
