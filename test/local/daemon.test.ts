import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackEventsCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreatePresignedNotebookInstanceUrlCommand,
  DescribeNotebookInstanceCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { Call } from '../../src/local/gateway/call-log.ts';
import { markedProcesses } from '../../src/local/instance/processes.ts';
import { notebookHome } from '../../src/local/index.ts';
import { clientConfig, createStack, notebookStack, stackEnd } from './stack.ts';
import { useDaemon } from './use-daemon.ts';

const daemon = useDaemon();

async function statusOf(NotebookInstanceName: string): Promise<string | undefined> {
  const found = await daemon().sageMaker.send(
    new DescribeNotebookInstanceCommand({ NotebookInstanceName }),
  );
  return found.NotebookInstanceStatus;
}

async function streamOf(name: string): Promise<string[]> {
  const logs = new CloudWatchLogsClient(clientConfig(daemon().aws));
  const found = await logs.send(
    new GetLogEventsCommand({
      logGroupName: '/aws/sagemaker/NotebookInstances',
      logStreamName: name,
    }),
  );
  return (found.events ?? []).map(({ message }) => message ?? '');
}

async function presign(NotebookInstanceName: string): Promise<URL> {
  const { AuthorizedUrl } = await daemon().sageMaker.send(
    new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName }),
  );
  return new URL(AuthorizedUrl ?? '');
}

/** What a cell prints that asks AWS who it is, in the kernel of a connection file. */
async function runInKernel(connectionFile: string): Promise<string> {
  const program = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels(hb=False)
client.wait_for_ready(timeout=30)
cell = 'import boto3; print(boto3.client("sts").get_caller_identity()["Arn"])'
client.execute_interactive(cell, timeout=30)
`;
  const { stdout } = await promisify(execFile)(daemon().python, ['-c', program, connectionFile]);
  return stdout.trim();
}

const onCreate = `#!/bin/bash
set -e
echo "created" >> "$LABS_SAGEMAKER/history"
`;

/** As our own hook does: a oneshot service, and a timer that runs it again and again. */
const onStart = `#!/bin/bash
set -e
echo "started as $LABS_USER in $PWD" >> "$LABS_SAGEMAKER/history"
python -c 'import boto3; print(boto3.client("sts").get_caller_identity()["Arn"])'
cat > "$LABS_SYSTEMD/tick.service" <<END
[Service]
Type=oneshot
User=ec2-user
ExecStart=/bin/sh -c "echo tick >> '$LABS_SAGEMAKER/ticks'; aws=\\$AWS_ACCESS_KEY_ID; test -n \\"\\$aws\\""
END
cat > "$LABS_SYSTEMD/tick.timer" <<END
[Timer]
OnActiveSec=0
OnUnitInactiveSec=20
END
systemctl daemon-reload
systemctl enable --now tick.timer
systemctl is-active tick.timer
nohup sleep 300 >/dev/null 2>&1 &
`;

test('the life of a notebook', { timeout: 90_000 }, async () => {
  const { aws, log } = daemon();
  const stopsAt = new Date(Date.now() + 4 * 3_600_000);
  const template = notebookStack({ onCreate, onStart, stopsAt });
  const { status, notebook } = await createStack(aws, 'life', template);
  expect(log.filter((line) => /failed/.test(line))).toEqual([]);
  expect(status).toBe('CREATE_COMPLETE');
  expect(await statusOf(notebook)).toBe('InService');
  const home = notebookHome(aws, notebook);
  const root = join(home, '..', '..', '..');

  // The hooks ran, as the role, and their timer runs on.
  const history = () => readFile(join(home, 'history'), 'utf8');
  expect(await history()).toMatch(/^created\nstarted as \S+ in .*\n$/);
  expect(await history()).toContain(root);
  const said = await streamOf(`${notebook}/LifecycleConfigOnStart`);
  expect(said[0]).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/life-Role-\w+\/SageMaker$/);
  expect(said).toContain('active');
  const ticks = async () => (await readFile(join(home, 'ticks'), 'utf8')).split('\n').length - 1;
  await expect.poll(ticks, { timeout: 15_000 }).toBeGreaterThan(2);
  const metadata = join(root, 'opt', 'ml', 'metadata', 'resource-metadata.json');
  expect(JSON.parse(await readFile(metadata, 'utf8'))).toMatchObject({ ResourceName: notebook });

  // Its JupyterLab is a real one, on the SageMaker folder, with the kernel of the labs.
  const [url, same] = await Promise.all([presign(notebook), presign(notebook)]);
  expect(same.href).toBe(url.href);
  expect(url.hostname).toBe('127.0.0.1');
  const headers = { authorization: `token ${url.searchParams.get('token')}` };
  const api = async (path: string) =>
    (await fetch(`${url.origin}${path}`, { headers })).json() as Promise<Record<string, unknown>>;
  const { content } = await api('/api/contents');
  expect((content as { name: string }[]).map(({ name }) => name)).toContain('history');
  expect(await api('/api/kernelspecs')).toMatchObject({
    default: 'conda_python3',
    kernelspecs: { conda_python3: {} },
  });
  // What a lab brings later is offered, too; the kernels of this machine are not.
  const kernels = join(home, '..', '.local', 'share', 'jupyter', 'kernels');
  await cp(join(kernels, 'conda_python3'), join(kernels, 'labs-trees'), { recursive: true });
  const offered = (await api('/api/kernelspecs'))['kernelspecs'] as object;
  expect(Object.keys(offered).sort()).toEqual(['conda_python3', 'labs-trees']);
  const started = await fetch(`${url.origin}/api/kernels`, { method: 'POST', headers });
  const { id } = (await started.json()) as { id: string };
  const share = join(home, '..', '.local', 'share', 'jupyter');
  const inKernel = await runInKernel(join(share, 'runtime', `kernel-${id}.json`));
  expect(inKernel).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/life-Role-\w+\/SageMaker$/);
  expect((await fetch(`${url.origin}/api/contents`)).status).toBe(403);
  const settings = await api('/lab/api/settings/@jupyterlab/apputils-extension:notification');
  expect(settings['settings']).toMatchObject({ fetchNews: 'false' });

  // The schedule stops it when its time has come; nothing runs on, only its work stays.
  expect(await markedProcesses(root)).not.toEqual([]);
  await daemon().own('POST', 'clock', { advance: 4 * 3_600 + 1 });
  await expect.poll(() => statusOf(notebook), { timeout: 15_000 }).toBe('Stopped');
  expect(await markedProcesses(root)).toEqual([]);
  expect(await history()).toContain('created');
  await expect(presign(notebook)).rejects.toThrow(/Stopped/);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  const output = await streamOf(`${notebook}/jupyter.log`);
  expect(output.join('\n')).toContain('Jupyter Server');
  expect(output.join('\n')).not.toContain(url.searchParams.get('token'));

  // Started again it runs OnStart, not OnCreate.
  await daemon().sageMaker.send(
    new StartNotebookInstanceCommand({ NotebookInstanceName: notebook }),
  );
  await expect.poll(() => statusOf(notebook), { timeout: 15_000 }).toBe('InService');
  expect(await history()).toMatch(/^created\nstarted .*\nstarted .*\n$/);
  await daemon().sageMaker.send(
    new StopNotebookInstanceCommand({ NotebookInstanceName: notebook }),
  );

  const cloudFormation = new CloudFormationClient(clientConfig(daemon().aws));
  await cloudFormation.send(new DeleteStackCommand({ StackName: 'life' }));
  expect(await stackEnd(cloudFormation, 'life')).toMatchObject({ status: undefined });
  expect(existsSync(root)).toBe(false);

  const calls = (await (await daemon().own('GET', 'calls')).text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Call);
  const stops = calls.filter(({ operation }) => operation === 'StopNotebookInstance');
  expect(stops[0]).toMatchObject({ service: 'sagemaker', status: 200 });
  expect(stops[0]?.principal).toMatch(/assumed-role\/life-Role-\w+\/life-Stop/);
  const identity = calls.find(({ principal }) => principal.endsWith('/SageMaker'));
  expect(identity).toMatchObject({ service: 'sts', operation: 'GetCallerIdentity', status: 200 });
});

test('a hook that fails: Failed with its reason, and the stack rolls back', async () => {
  const { aws, log } = daemon();
  const template = notebookStack({ onStart: 'echo "no disk for you" >&2; exit 7' });
  const { status } = await createStack(aws, 'failing', template);
  expect(status).toBe('ROLLBACK_COMPLETE');
  const cloudFormation = new CloudFormationClient(clientConfig(daemon().aws));
  const events = await cloudFormation.send(
    new DescribeStackEventsCommand({ StackName: 'failing' }),
  );
  const reasons = (events.StackEvents ?? []).map((event) => event.ResourceStatusReason ?? '');
  expect(reasons.join('\n')).toMatch(
    /Notebook Instance Lifecycle Config 'arn:aws:sagemaker:\S+:notebook-instance-lifecycle-config\/\S+' for Notebook Instance 'arn:\S+' failed\./,
  );
  const line = log.find((each) => each.includes('OnStart failed')) ?? '';
  const [notebook = ''] = line.split(':');
  expect(await streamOf(`${notebook}/LifecycleConfigOnStart`)).toEqual(['no disk for you']);
  await expect(statusOf(notebook)).rejects.toThrow('RecordNotFound');
  expect(existsSync(notebookHome(aws, notebook))).toBe(false);
});
