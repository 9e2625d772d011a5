import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DescribeNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { recordingHost } from '../../src/host/recording-host.ts';
import { localHome } from '../../src/home.ts';
import { markedProcesses } from '../../src/local/instance/processes.ts';
import {
  findLocalAws,
  localEnvironment,
  notebookHome,
  startLocalAws,
  stopLocalAws,
} from '../../src/local/index.ts';
import { isAlive } from '../../src/process.ts';
import { localPython } from '../python.ts';
import { clientConfig, createStack, notebookStack } from './stack.ts';
import { tempFolder } from './temp.ts';

const { signal } = new AbortController();
const options = { times: 'instant', rates: 'none', policies: 'ignored' } as const;
const keepPython = { keepPython: true } as const;

beforeAll(async () => void (await localPython()), 600_000);

beforeEach(async () => {
  vi.stubEnv('LABS_HOME', join(await tempFolder(), 'home'));
});

afterEach(async () => {
  await stopLocalAws(recordingHost(), keepPython);
  const { dir } = localHome();
  const left = await markedProcesses(dir);
  vi.unstubAllEnvs();
  expect(left).toEqual([]);
}, 60_000);

test(
  'none runs at first; two starts at once are one; down leaves nothing',
  { timeout: 60_000 },
  async () => {
    expect(await findLocalAws()).toBeUndefined();
    expect(await stopLocalAws(recordingHost(), keepPython)).toBe(false);
    expect(existsSync(process.env['LABS_HOME'] ?? '')).toBe(false);

    const hosts = [recordingHost(), recordingHost()] as const;
    const [aws, same] = await Promise.all([
      startLocalAws(hosts[0], options, signal),
      startLocalAws(hosts[1], options, signal),
    ]);
    expect(same).toEqual(aws);
    expect(await findLocalAws()).toEqual(aws);
    expect(aws.pid).not.toBe(process.pid);
    const said = hosts.flatMap(({ events }) => events.map((event) => event.message.code));
    expect(said.filter((code) => code === 'local.ready')).toHaveLength(1);
    const { mode } = statSync(localHome().daemonFile);
    expect(mode & 0o077).toBe(0);

    const sts = new STSClient(clientConfig(aws));
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toMatch(/^\d{12}$/);

    expect(await stopLocalAws(recordingHost(), keepPython)).toBe(true);
    expect(isAlive(aws.pid)).toBe(false);
    expect(existsSync(process.env['LABS_HOME'] ?? '')).toBe(false);
    expect(await findLocalAws()).toBeUndefined();
  },
);

test(
  'a pid file of a dead daemon, or of a stranger, is cleaned up',
  { timeout: 60_000 },
  async () => {
    const { dir, daemonFile } = localHome();
    const { pid } = spawnSync('true');
    for (const stale of [pid, process.pid]) {
      await mkdir(dir, { recursive: true });
      const aws = {
        endpoint: 'http://127.0.0.1:9',
        region: 'us-east-1',
        accessKeyId: 'A',
        secretAccessKey: 'B',
        rates: 'none',
        policies: 'ignored',
        pid: stale,
      };
      await writeFile(daemonFile, JSON.stringify(aws));
      expect(await findLocalAws()).toBeUndefined();
      const started = await startLocalAws(recordingHost(), options, signal);
      expect(started.pid).not.toBe(stale);
      await stopLocalAws(recordingHost(), keepPython);
    }
  },
);

test(
  'a daemon that was killed: nothing of it runs on, work is kept aside',
  { timeout: 90_000 },
  async () => {
    const aws = await startLocalAws(recordingHost(), options, signal);
    const onStart = 'echo work > "$LABS_SAGEMAKER/mine.ipynb"; nohup sleep 300 >/dev/null 2>&1 &';
    const { status, notebook } = await createStack(aws, 'lab', notebookStack({ onStart }));
    expect(status).toBe('CREATE_COMPLETE');
    const home = notebookHome(aws, notebook);
    expect(await readFile(join(home, 'mine.ipynb'), 'utf8')).toBe('work\n');
    process.kill(aws.pid, 'SIGKILL');
    await expect.poll(() => isAlive(aws.pid)).toBe(false);
    expect(await findLocalAws()).toBeUndefined();
    expect(await markedProcesses(aws.dataDir)).not.toEqual([]);

    const host = recordingHost();
    const again = await startLocalAws(host, options, signal);
    const warning = host.events.find(({ type }) => type === 'warning');
    expect(warning?.message.code).toBe('local.saved');
    const { path } = (warning?.message.params ?? {}) as { readonly path?: string };
    const saved = path ?? '';
    expect(await readFile(join(saved, notebook, 'mine.ipynb'), 'utf8')).toBe('work\n');
    expect(await markedProcesses(join(aws.dataDir, 'instances'))).toEqual([]);
    const sageMaker = new SageMakerClient(clientConfig(again));
    const describe = new DescribeNotebookInstanceCommand({ NotebookInstanceName: notebook });
    await expect(sageMaker.send(describe)).rejects.toThrow('RecordNotFound');
  },
);

test('with its Python server the daemon ends too, and says why', { timeout: 60_000 }, async () => {
  const aws = await startLocalAws(recordingHost(), options, signal);
  const [server] = (await markedProcesses(aws.dataDir)).filter((pid) => pid !== aws.pid);
  process.kill(server ?? 0, 'SIGKILL');
  await expect.poll(() => isAlive(aws.pid), { timeout: 15_000 }).toBe(false);
  const log = await readFile(localHome().daemonLog, 'utf8');
  expect(log).toMatch(/stopping: the Python server: it ended with SIGKILL/);
  expect(existsSync(localHome().daemonFile)).toBe(false);
});

test('an interrupted start leaves nothing running', { timeout: 60_000 }, async () => {
  const stop = new AbortController();
  const starting = startLocalAws(recordingHost(), options, stop.signal);
  await expect.poll(() => markedProcesses(localHome().dir), { interval: 10 }).not.toEqual([]);
  stop.abort();
  await expect(starting).rejects.toThrow(/abort/i);
  await expect.poll(() => markedProcesses(localHome().dir), { timeout: 10_000 }).toEqual([]);
});

test(
  'the Python environment goes only where it was not asked to stay',
  { timeout: 60_000 },
  async () => {
    const python = join(await tempFolder(), 'python');
    vi.stubEnv('LABS_PYTHON_HOME', python);
    await mkdir(join(python, '0123456789abcdef'), { recursive: true });
    await mkdir(join(python, '0123456789abcdef.4711', 'bin'), { recursive: true });
    await mkdir(join(python, 'of somebody else'));
    await mkdir(localHome().dir, { recursive: true });
    await stopLocalAws(recordingHost(), { keepPython: true });
    expect(await readdir(python)).toHaveLength(3);
    await stopLocalAws(recordingHost(), { keepPython: false });
    expect(await readdir(python)).toEqual(['of somebody else']);
  },
);

test('what the AWS CLI and the SDKs need', () => {
  vi.stubEnv('HTTP_PROXY', 'http://proxy:3128');
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('NO_PROXY', 'intranet');
  const environment = localEnvironment({
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    accessKeyId: 'A',
    secretAccessKey: 'B',
    rates: 'none',
    policies: 'ignored',
    dataDir: '/d',
    pid: 1,
  });
  expect(environment).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'A',
    AWS_SECRET_ACCESS_KEY: 'B',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: 'intranet,127.0.0.1,localhost',
  });
});
