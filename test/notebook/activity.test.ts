import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';

import type { FakeJupyter } from './fake-jupyter.ts';
import { fakeJupyter } from './fake-jupyter.ts';
import { busyLoop, startProcess } from './instance.ts';
import { runAgentCode } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function jupyter(tls?: Parameters<typeof fakeJupyter>[1]): Promise<FakeJupyter> {
  const started = await fakeJupyter(here.instance.home, tls);
  closing.push(() => started.close());
  return started;
}

function kernel(id: string, state: 'idle' | 'busy' = 'idle') {
  return {
    id,
    execution_state: state,
    last_activity: '2026-11-23T10:00:00.000000Z',
    connections: 3,
  };
}

/** Runs the agent as if its last look had been that long ago, and gives the idle minutes. */
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

test('an open tab on an idle kernel is no work', async () => {
  (await jupyter()).kernels.push(kernel('a'));
  await here.boot();
  expect(here.instance.report().idleMinutes).toBeNull();
  expect(await look(60)).toBe(1);
  expect(await look(60)).toBe(2);
});

test('a busy kernel is work, however long', async () => {
  (await jupyter()).kernels.push(kernel('a'), kernel('b', 'busy'));
  await here.boot();
  expect(await look(100)).toBeNull();
  expect(await look(100)).toBeNull();
});

test('a kernel or terminal with activity since the last look is work, a terminal at rest is not', async () => {
  const server = await jupyter();
  server.kernels.push(kernel('a'));
  server.terminals.push({ name: '1', last_activity: '2026-11-23T10:00:00Z' });
  await here.boot();
  expect(await look(60)).toBe(1);
  server.kernels[0]!.last_activity = '2026-11-23T10:05:00Z';
  expect(await look(60)).toBeNull();
  expect(await look(60)).toBe(1);
  server.terminals[0]!.last_activity = '2026-11-23T10:06:00Z';
  expect(await look(60)).toBeNull();
  server.terminals.push({ name: '2', last_activity: '2026-11-23T10:00:00Z' });
  expect(await look(60)).toBeNull();
  server.terminals.splice(0);
  expect(await look(60)).toBe(1);
  server.terminalsEnabled = false;
  expect(await look(60)).toBe(2);
});

test('an instance speaks TLS with a certificate of its own', async () => {
  const dir = here.instance.root;
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=somebody'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = await jupyter({
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
  });
  server.kernels.push(kernel('a', 'busy'));
  await here.boot();
  expect(await look(60)).toBeNull();
});

test('where Jupyter cannot be asked, idle time runs from the start of the instance', async () => {
  await here.boot();
  expect(await look(60)).toBe(1);
  await here.instance.start();
  await here.instance.tick();
  expect(here.instance.report().idleMinutes).toBe(0);
});

test('a machine that slept for hours was not idle for hours', async () => {
  await here.boot();
  expect(await look(8 * 3600)).toBe(2);
});

/** Variables that Jupyter gives a terminal, and everything that is started from it. */
function ofTerminal(): Record<string, string> {
  return { ...here.instance.env, JUPYTER_SERVER_URL: 'http://localhost:8888/' };
}

test('a process that was left running is work while it uses CPU', async () => {
  (await jupyter()).kernels.push(kernel('a'));
  await here.boot();
  const busy = startProcess('bash', ['-c', busyLoop], ofTerminal());
  closing.push(() => busy.stop());
  const resting = startProcess('sleep', ['60'], ofTerminal());
  closing.push(() => resting.stop());
  await look(0);
  await sleep(1500);
  expect(await look(0)).toBeNull();
  busy.stop();
  await look(0);
  expect(await look(60)).toBe(1);
});

test('a process of another home, or of no Jupyter, is no work of this instance', async () => {
  (await jupyter()).kernels.push(kernel('a'));
  await here.boot();
  const elsewhere = startProcess('bash', ['-c', busyLoop], { ...ofTerminal(), HOME: '/somewhere' });
  closing.push(() => elsewhere.stop());
  const outside = startProcess('bash', ['-c', busyLoop], here.instance.env);
  closing.push(() => outside.stop());
  await look(0);
  await sleep(1500);
  expect(await look(60)).toBe(1);
});

test.runIf(existsSync('/proc/self'))(
  'a process without the variables is known by its parents, also when these have ended',
  async () => {
    (await jupyter()).kernels.push(kernel('a'));
    await here.boot();
    // The terminal's shell starts one that has no environment, and stays for a look.
    const script = `env -i bash -c '${busyLoop}' & echo $! >"$PID"; sleep 60`;
    const pidFile = join(here.instance.root, 'pid');
    const terminal = startProcess('bash', ['-c', script], { ...ofTerminal(), PID: pidFile });
    closing.push(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL'));
    closing.push(() => process.kill(-terminal.pid, 'SIGKILL'));
    await sleep(500);
    await look(0);
    await sleep(1500);
    expect(await look(0)).toBeNull();
    process.kill(terminal.pid, 'SIGKILL');
    await sleep(1500);
    expect(await look(0)).toBeNull();
  },
);

test('a burst between two looks that follow at once is no work, a steady share is', async () => {
  const code = `
import json, sys, time, types
from labs_agent import activity
activity._jupyter = lambda home: ({}, 0)
place = types.SimpleNamespace(home="/home", root="/")
said = []
for passed, used in json.load(sys.stdin):
    activity.jupyter_cpu = lambda *_, **__: ({}, used)
    idle = {"seconds": 0, "seen": {}, "cpu": {}, "looked": time.time() - passed}
    tick = types.SimpleNamespace(place=place, state={"idle": idle})
    said.append(activity.look(tick) is None)
print(json.dumps(said))
`;
  const looks = [
    [1, 0.09],
    [1, 0.2],
    [20, 0.15],
    [20, 0.25],
  ];
  expect(await runAgentCode(code, looks)).toEqual([false, true, false, true]);
});

test('the CPU of a kernel counts where Jupyter cannot be asked, that of its workers always', async () => {
  await here.boot();
  const code = `
import json, os, sys
from labs_agent import processes
from labs_agent.processes import Process
listed = [
    Process("1", 1, 0, 1, 5.0, "init", False),
    Process("10", 10, 1, 10, 9.0, "jupyter", False),
    Process("11", 11, 10, 11, 3.0, "python -f kernel-1a.json", True),
    Process("12", 12, 11, 11, 0.5, "python -f kernel-1a.json", True),
    Process("13", 13, 1, 11, 1.0, "left behind", False),
    Process("14", 14, 1, 1, 7.0, "somebody else", False),
]
from labs_fit import ps
processes._linux = ps.listed = lambda *_: iter(listed)
print(json.dumps([
    processes.jupyter_cpu("", 10, {}, with_kernels=False),
    processes.jupyter_cpu("", 10, {"12": 0.25}, with_kernels=True),
]))
`;
  expect(await runAgentCode(code, null)).toEqual([
    [{ 12: 0.5, 13: 1 }, 1.5],
    [{ 11: 3, 12: 0.5, 13: 1 }, 4.25],
  ]);
});

test('without /proc, what descends from the Jupyter server is found with ps', async () => {
  const parent = startProcess('bash', ['-c', `bash -c '${busyLoop}' & wait`], here.instance.env);
  closing.push(() => process.kill(-parent.pid, 'SIGKILL'));
  const code = `
import json, sys
from labs_agent import processes
processes.HAS_PROC = False
print(json.dumps(processes.jupyter_cpu("", json.load(sys.stdin), {}, with_kernels=False)))
`;
  await vi.waitFor(
    async () => {
      const [cpu, used] = (await runAgentCode(code, parent.pid)) as [object, number];
      expect(Object.values(cpu)).toEqual([used]);
      expect(used).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 500 },
  );
});

test('the times of ps are read as it writes them', async () => {
  const code = `
import json, subprocess, sys
from labs_fit import ps
lines = json.load(sys.stdin)
class Said: stdout = "\\n".join(lines)
ps.subprocess.run = lambda *_, **__: Said
print(json.dumps([[process.pid, process.parent, process.cpu, process.command] for process in ps.listed()]))
`;
  const lines = [
    '    1     0  00:00:07 /sbin/init --x',
    '  501     1   0:12.34 /usr/bin/python3 -f a b',
    '   77   501 1-02:03:04 bash',
  ];
  expect(await runAgentCode(code, lines)).toEqual([
    [1, 0, 7, '/sbin/init --x'],
    [501, 1, 12.34, '/usr/bin/python3 -f a b'],
    [77, 501, 86_400 + 2 * 3600 + 184, 'bash'],
  ]);
});
