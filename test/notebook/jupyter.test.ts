import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';

import { busyLoop } from './instance.ts';
import { basePython } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

interface Server {
  readonly url: string;
  readonly token: string;
}

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.(), 60_000);

/** Starts a real Jupyter server on the instance, as its learner's. */
async function startServer(): Promise<Server> {
  const { env, home, sagemaker } = here.instance;
  const runtime = join(home, '.local/share/jupyter/runtime');
  mkdirSync(runtime, { recursive: true });
  const options = [
    '--no-browser',
    '--allow-root',
    '--ServerApp.port=0',
    '--ServerApp.ip=127.0.0.1',
  ];
  const server = spawn(await basePython(), ['-m', 'jupyter_server', ...options], {
    cwd: sagemaker,
    env: { ...env, JUPYTER_RUNTIME_DIR: runtime, SHELL: '/bin/bash' },
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(server, 'close');
  stop = async () => {
    for (const pid of started.splice(0)) process.kill(-pid, 'SIGKILL');
    // It ends its kernels and terminals itself.
    server.kill('SIGTERM');
    await ended;
  };
  const file = await vi.waitFor(
    () => {
      const name = readdirSync(runtime).find((entry) => /^jpserver-\d+\.json$/.test(entry));
      expect(name).toBeDefined();
      return join(runtime, name!);
    },
    { timeout: 60_000, interval: 200 },
  );
  return JSON.parse(readFileSync(file, 'utf8')) as Server;
}

/** Process groups that a kernel left running. */
const started: number[] = [];

async function ask<T>(server: Server, method: 'GET' | 'POST', path: string): Promise<T> {
  const answer = await fetch(`${server.url}api/${path}`, {
    method,
    headers: { Authorization: `token ${server.token}` },
  });
  expect(answer.ok).toBe(true);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Runs code in a kernel, and goes on before it has ended. */
async function execute(kernel: string, code: string): Promise<void> {
  const client = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels()
client.wait_for_ready(timeout=60)
client.execute(sys.argv[2])
while client.get_iopub_msg(timeout=60)["msg_type"] != "execute_input":
    pass
`;
  const file = join(here.instance.home, `.local/share/jupyter/runtime/kernel-${kernel}.json`);
  await promisify(execFile)(await basePython(), ['-c', client, file, code]);
}

async function type(server: Server, terminal: string, line: string): Promise<void> {
  const client = `
import json, sys, time, websocket
socket = websocket.create_connection(sys.argv[1], header=["Authorization: token " + sys.argv[2]])
time.sleep(1)
socket.send(json.dumps(["stdin", sys.argv[3] + "\\r"]))
time.sleep(1)
socket.close()
`;
  const url = `${server.url.replace(/^http/, 'ws')}terminals/websocket/${terminal}`;
  await promisify(execFile)(await basePython(), ['-c', client, url, server.token, line]);
}

/** Lets the agent look, as if its last look had been that long ago. */
async function look(secondsLater: number): Promise<number | null> {
  const path = join(here.instance.labs, 'state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as {
    idle: { looked: number };
    sent?: string;
  };
  state.idle.looked -= secondsLater;
  delete state.sent;
  writeFileSync(path, JSON.stringify(state));
  await here.instance.tick();
  return here.instance.report().idleMinutes;
}

async function settledIdle(): Promise<void> {
  await vi.waitFor(async () => expect(await look(100)).toBeGreaterThanOrEqual(1), {
    timeout: 30_000,
    interval: 1000,
  });
}

test('the agent sees what a real Jupyter server does', { timeout: 240_000 }, async () => {
  const server = await startServer();
  await here.boot();
  const { id } = await ask<{ id: string }>(server, 'POST', 'kernels');
  await execute(id, 'pass');
  expect(await look(60)).toBeNull();
  await settledIdle();

  await execute(id, 'import time; time.sleep(120)');
  expect(await look(60)).toBeNull();
  expect(await look(60)).toBeNull();
  await ask(server, 'POST', `kernels/${id}/interrupt`);
  await settledIdle();

  const { name } = await ask<{ name: string }>(server, 'POST', 'terminals');
  expect(await look(60)).toBeNull();
  await settledIdle();
  const pidFile = join(here.instance.root, 'pid');
  const left = `nohup bash -c 'echo $$ >${pidFile}; while :; do :; done' >/dev/null 2>&1 & exit`;
  await type(server, name, left);
  await vi.waitFor(() => expect(readFileSync(pidFile, 'utf8')).not.toBe(''));
  const pid = Number(readFileSync(pidFile, 'utf8'));
  started.push(pid);
  expect(await look(60)).toBeNull();
  await look(0);
  await sleep(1500);
  expect(await look(0)).toBeNull();
  process.kill(-started.pop()!, 'SIGKILL');
  await settledIdle();

  await execute(
    id,
    `import subprocess; child = subprocess.Popen(["bash", "-c", "${busyLoop}"], start_new_session=True); open("${pidFile}", "w").write(str(child.pid))`,
  );
  await vi.waitFor(() => expect(Number(readFileSync(pidFile, 'utf8'))).not.toBe(pid));
  started.push(Number(readFileSync(pidFile, 'utf8')));
  await look(0);
  await sleep(1500);
  expect(await look(0)).toBeNull();
});
