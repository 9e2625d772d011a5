import { connect } from 'node:net';
import {
  CreateNotebookInstanceCommand,
  ListNotebookInstancesCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, region, type Server, startServer, startTimeout } from './server.ts';
import { smallTemplate } from './stack-template.ts';
import { createStack, describeStack, endNotebook } from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

const create = (NotebookInstanceName: string) =>
  server.sageMaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName,
      InstanceType: 'ml.t3.medium',
      RoleArn: `arn:aws:iam::${account}:role/r`,
    }),
  );

test('the control API asks for its token', async () => {
  for (const headers of [{}, { 'x-labs-control': 'wrong' }]) {
    const response = await fetch(`${server.endpoint}/_labs/state`, { headers });
    expect(response.status).toBe(403);
  }
  expect((await server.control('GET', 'state')).status).toBe(200);
});

test('the state tells everything that the gateway needs of a notebook', async () => {
  await create('told');
  const { notebooks } = await server.state();
  expect(notebooks).toEqual([
    {
      region,
      account,
      name: 'told',
      arn: `arn:aws:sagemaker:${region}:${account}:notebook-instance/told`,
      status: 'Pending',
      roleArn: `arn:aws:iam::${account}:role/r`,
      instanceType: 'ml.t3.medium',
      volumeGiB: 5,
      onCreate: null,
      onStart: null,
      firstStart: true,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
  ]);
});

test('a transition that is not under way cannot be ended', async () => {
  expect(await endNotebook(server, 'told', 'Stopped')).toBe(409);
  expect(await endNotebook(server, 'told', 'InService')).toBe(200);
  expect(await endNotebook(server, 'told', 'InService')).toBe(409);
  expect(await endNotebook(server, 'nobody', 'InService')).toBe(404);
});

test('a long poll answers at once after a change, and else when its time is over', async () => {
  const { serial } = await server.state();
  const waiting = server.control('GET', `changes?after=${serial}&wait=20`);
  const started = Date.now();
  await create('news');
  const { body } = await waiting;
  expect((body as { serial: number }).serial).toBeGreaterThan(serial);
  expect(Date.now() - started).toBeLessThan(10_000);
  const now = await server.state();
  const quiet = await server.control('GET', `changes?after=${now.serial}&wait=0.2`);
  expect(quiet.body).toEqual({ serial: now.serial });
});

test('many requests at once are all answered', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `crowd-${index}`);
  const ids = await Promise.all(
    names.map((name) => createStack(server, name, { template: smallTemplate })),
  );
  expect(new Set(ids).size).toBe(names.length);
  for (const name of names.slice(0, 5)) {
    expect((await describeStack(server, name)).StackStatus).toBe('CREATE_COMPLETE');
  }
  expect((await server.counts())['cloudformation:stack']).toBe(120);
}, 60_000);

test('a client that sends its body slowly holds nobody up', async () => {
  const { port } = new URL(server.endpoint);
  const slow = connect(Number(port), '127.0.0.1');
  slow.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
  const answer = await server.sageMaker.send(new ListNotebookInstancesCommand({}));
  expect(answer.NotebookInstances).toHaveLength(2);
  slow.destroy();
});

test(
  'with hooks none every transition ends at once',
  async () => {
    const instant = await startServer({ hooks: 'none' });
    await instant.sageMaker.send(
      new CreateNotebookInstanceCommand({
        NotebookInstanceName: 'quick',
        InstanceType: 'ml.t3.medium',
        RoleArn: `arn:aws:iam::${account}:role/r`,
      }),
    );
    expect((await instant.state()).notebooks).toMatchObject([{ status: 'InService' }]);
    expect(await instant.stop()).toBe(0);
  },
  startTimeout,
);

test(
  'the server ends when its standard input closes, whatever it is doing',
  async () => {
    const other = await startServer();
    const waiting = fetch(`${other.endpoint}/_labs/changes?after=999&wait=30`).catch(
      () => undefined,
    );
    expect(await other.stop()).toBe(0);
    await waiting;
    await expect(fetch(other.endpoint)).rejects.toThrow('fetch failed');
  },
  startTimeout,
);
