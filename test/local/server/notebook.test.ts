import {
  _InstanceType,
  CreateNotebookInstanceCommand,
  type CreateNotebookInstanceCommandInput,
  CreateNotebookInstanceLifecycleConfigCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteNotebookInstanceCommand,
  DeleteNotebookInstanceLifecycleConfigCommand,
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  ListNotebookInstancesCommand,
  type ListNotebookInstancesCommandInput,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
  UpdateNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';
import { endNotebook } from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

const role = `arn:aws:iam::${account}:role/labs/x/role`;
const arnOf = (name: string) => `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`;
const validation = (message: string) => ({ name: 'ValidationException', message });

function create(
  NotebookInstanceName: string,
  more: Partial<CreateNotebookInstanceCommandInput> = {},
) {
  return server.sageMaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName,
      InstanceType: 'ml.t3.medium',
      RoleArn: role,
      ...more,
    }),
  );
}

const name = (NotebookInstanceName: string) => ({ NotebookInstanceName });
const start = (of: string) => server.sageMaker.send(new StartNotebookInstanceCommand(name(of)));
const stop = (of: string) => server.sageMaker.send(new StopNotebookInstanceCommand(name(of)));
const remove = (of: string) => server.sageMaker.send(new DeleteNotebookInstanceCommand(name(of)));
const describe = (of: string) =>
  server.sageMaker.send(new DescribeNotebookInstanceCommand(name(of)));
const presign = (of: string) =>
  server.sageMaker.send(new CreatePresignedNotebookInstanceUrlCommand(name(of)));
const list = (filter: ListNotebookInstancesCommandInput = {}) =>
  server.sageMaker.send(new ListNotebookInstancesCommand(filter));
const namesIn = async (filter: ListNotebookInstancesCommandInput) =>
  ((await list(filter)).NotebookInstances ?? []).map((one) => one.NotebookInstanceName);

test('a notebook goes through Pending, InService, Stopping, Stopped, Updating and Deleting', async () => {
  const statusOf = async () => (await describe('walk')).NotebookInstanceStatus;
  await create('walk');
  expect(await statusOf()).toBe('Pending');
  await endNotebook(server, 'walk', 'InService');
  expect(await statusOf()).toBe('InService');
  await stop('walk');
  expect(await statusOf()).toBe('Stopping');
  await endNotebook(server, 'walk', 'Stopped');
  expect(await statusOf()).toBe('Stopped');
  await server.sageMaker.send(
    new UpdateNotebookInstanceCommand({ ...name('walk'), InstanceType: 'ml.t3.large' }),
  );
  expect(await statusOf()).toBe('Updating');
  await endNotebook(server, 'walk', 'Stopped');
  expect((await describe('walk')).InstanceType).toBe('ml.t3.large');
  await start('walk');
  expect(await statusOf()).toBe('Pending');
  await endNotebook(server, 'walk', 'Failed', 'the hook failed');
  expect(await describe('walk')).toMatchObject({
    NotebookInstanceStatus: 'Failed',
    FailureReason: 'the hook failed',
  });
  await remove('walk');
  expect(await statusOf()).toBe('Deleting');
  await endNotebook(server, 'walk', 'Gone');
  expect(await refusal(describe('walk'))).toEqual(validation('RecordNotFound'));
});

test("what a status does not allow is refused in AWS's words", async () => {
  await create('refused');
  const refused = (from: string, allowed: string, to: string) =>
    validation(
      `Status (${from}) not in ([${allowed}]). Unable to transition to (${to}) ` +
        `for Notebook Instance (${arnOf('refused')})`,
    );
  expect(await refusal(stop('refused'))).toEqual(refused('Pending', 'InService', 'Stopping'));
  expect(await refusal(remove('refused'))).toEqual(
    refused('Pending', 'Stopped, Failed', 'Deleting'),
  );
  await endNotebook(server, 'refused', 'InService');
  expect(await refusal(start('refused'))).toEqual(
    refused('InService', 'Stopped, Failed', 'Pending'),
  );
  expect(await refusal(remove('refused'))).toEqual(
    refused('InService', 'Stopped, Failed', 'Deleting'),
  );
  const update = new UpdateNotebookInstanceCommand({ ...name('refused'), VolumeSizeInGB: 10 });
  expect(await refusal(server.sageMaker.send(update))).toEqual(
    refused('InService', 'Stopped, Failed', 'Updating'),
  );
});

test('a notebook that failed can be started again, and not stopped', async () => {
  await create('failed');
  await endNotebook(server, 'failed', 'Failed');
  expect((await refusal(stop('failed'))).message).toContain(
    'Status (Failed) not in ([InService]). Unable to transition to (Stopping)',
  );
  await start('failed');
  expect((await describe('failed')).NotebookInstanceStatus).toBe('Pending');
});

test('Describe tells everything that was given', async () => {
  await server.sageMaker.send(
    new CreateNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: 'hooks',
      OnStart: [{ Content: Buffer.from('echo\n').toString('base64') }],
    }),
  );
  const given = {
    InstanceType: 'ml.g5.xlarge',
    RoleArn: role,
    VolumeSizeInGB: 25,
    DirectInternetAccess: 'Disabled',
    SubnetId: 'subnet-1',
    RootAccess: 'Disabled',
    PlatformIdentifier: 'notebook-al2023-v1',
    DefaultCodeRepository: 'https://github.com/aws/amazon-sagemaker-examples',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    IpAddressType: 'ipv4',
  } as const;
  await create('full', { ...given, SecurityGroupIds: ['sg-1'], LifecycleConfigName: 'hooks' });
  expect(await describe('full')).toMatchObject({
    ...given,
    SecurityGroups: ['sg-1'],
    NotebookInstanceLifecycleConfigName: 'hooks',
    NotebookInstanceArn: arnOf('full'),
    Url: `full.notebook.${region}.sagemaker.aws`,
    CreationTime: expect.any(Date),
  });
});

test("every instance type of AWS's model can be asked for, but not p2 and p3 on this platform", async () => {
  const unsupported = /^ml\.(p2|p3|p3dn|inf1|g3)\./;
  const types = Object.values(_InstanceType);
  expect(types.length).toBeGreaterThan(150);
  for (const InstanceType of types.filter((type) => !unsupported.test(type))) {
    const of = InstanceType.replaceAll('.', '-');
    await create(of, { InstanceType });
    await endNotebook(server, of, 'Failed');
    await remove(of);
    await endNotebook(server, of, 'Gone');
  }
  for (const InstanceType of types.filter((type) => unsupported.test(type))) {
    expect((await refusal(create('never', { InstanceType }))).message).toContain(
      'is not supported with the platform identifier notebook-al2023-v1',
    );
  }
  const odd = create('never', { InstanceType: 'ml.t9.huge' as _InstanceType });
  expect((await refusal(odd)).message).toMatch(
    /^1 validation error detected: Value 'ml\.t9\.huge' at 'instanceType' failed to satisfy constraint: Member must satisfy enum value set: \[ml\.t2\.medium, /,
  );
});

test('only notebook-al2023-v1 can be created', async () => {
  for (const PlatformIdentifier of ['notebook-al2-v2', 'notebook-al2-v3', 'notebook-al1-v1']) {
    expect((await refusal(create('old', { PlatformIdentifier }))).name).toBe('ValidationException');
  }
  await create('young');
  expect((await describe('young')).PlatformIdentifier).toBe('notebook-al2023-v1');
});

test('a name is unique, and of the form that AWS wants', async () => {
  await create('twice');
  expect(await refusal(create('twice'))).toEqual(
    validation(`Cannot create a duplicate Notebook Instance (${arnOf('twice')})`),
  );
  expect((await refusal(create('under_score'))).message).toContain(
    "Value 'under_score' at 'notebookInstanceName' failed to satisfy constraint: " +
      'Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9])*',
  );
  expect((await refusal(create('a'.repeat(64)))).message).toContain(
    'Member must have length less than or equal to 63',
  );
  expect((await refusal(create('tiny', { VolumeSizeInGB: 4 }))).message).toContain(
    'Member must have value greater than or equal to 5',
  );
});

test('a volume can grow and not shrink', async () => {
  await create('volume', { VolumeSizeInGB: 20 });
  await endNotebook(server, 'volume', 'Failed');
  const resize = (VolumeSizeInGB: number) =>
    server.sageMaker.send(new UpdateNotebookInstanceCommand({ ...name('volume'), VolumeSizeInGB }));
  expect((await refusal(resize(10))).message).toContain('cannot be decreased');
  await resize(30);
  await endNotebook(server, 'volume', 'Stopped');
  expect((await describe('volume')).VolumeSizeInGB).toBe(30);
});

test('a presigned URL is given of a notebook in service only', async () => {
  await create('signed');
  expect((await refusal(presign('signed'))).message).toContain(
    'Status (Pending) not in ([InService])',
  );
  await endNotebook(server, 'signed', 'InService');
  expect((await presign('signed')).AuthorizedUrl).toMatch(
    new RegExp(`^https://signed\\.notebook\\.${region}\\.sagemaker\\.aws\\?authToken=`),
  );
});

test('lists of notebooks are filtered, sorted and cut into pages', async () => {
  const west = server.sageMakerIn('us-west-2');
  expect((await west.send(new ListNotebookInstancesCommand({}))).NotebookInstances).toEqual([]);
  for (const of of ['list-b', 'list-a', 'list-c']) await create(of);
  await endNotebook(server, 'list-b', 'InService');
  expect(await namesIn({ NameContains: 'list-' })).toEqual(['list-a', 'list-b', 'list-c']);
  expect(await namesIn({ NameContains: 'list-', SortOrder: 'Descending' })).toEqual([
    'list-c',
    'list-b',
    'list-a',
  ]);
  expect(await namesIn({ NameContains: 'list-', SortBy: 'CreationTime' })).toEqual([
    'list-b',
    'list-a',
    'list-c',
  ]);
  expect(await namesIn({ NameContains: 'list-', StatusEquals: 'InService' })).toEqual(['list-b']);
  const middle = (await describe('list-a')).CreationTime;
  expect(await namesIn({ NameContains: 'list-', CreationTimeAfter: middle })).toEqual(['list-c']);
  expect(await namesIn({ NameContains: 'list-', CreationTimeBefore: middle })).toEqual(['list-b']);
  const first = await list({ NameContains: 'list-', MaxResults: 2 });
  expect(first.NotebookInstances).toHaveLength(2);
  const second = await list({ NameContains: 'list-', MaxResults: 2, NextToken: first.NextToken });
  expect(second.NotebookInstances?.map((one) => one.NotebookInstanceName)).toEqual(['list-c']);
  expect(second.NextToken).toBeUndefined();
  expect(await namesIn({ NotebookInstanceLifecycleConfigNameContains: 'hook' })).toEqual(['full']);
});

test('a list without MaxResults has pages of ten', async () => {
  for (let index = 0; index < 11; index += 1) await create(`page-${index}`);
  const first = await list({ NameContains: 'page-' });
  expect(first.NotebookInstances).toHaveLength(10);
  expect(first.NextToken).toBeDefined();
});

test('a lifecycle configuration is made, listed, updated for the next start, and deleted', async () => {
  const config = { NotebookInstanceLifecycleConfigName: 'config' };
  const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }];
  await server.sageMaker.send(
    new CreateNotebookInstanceLifecycleConfigCommand({ ...config, OnCreate: script('one\n') }),
  );
  await create('configured', { LifecycleConfigName: 'config' });
  const seen = async () =>
    (await server.state()).notebooks.find((notebook) => notebook.name === 'configured');
  expect((await seen())?.onCreate).toBe(script('one\n')[0]?.Content);
  await server.sageMaker.send(
    new UpdateNotebookInstanceLifecycleConfigCommand({ ...config, OnStart: script('two\n') }),
  );
  expect((await seen())?.onStart).toBe(script('two\n')[0]?.Content);
  const listed = await server.sageMaker.send(
    new ListNotebookInstanceLifecycleConfigsCommand({ NameContains: 'config' }),
  );
  expect(listed.NotebookInstanceLifecycleConfigs).toHaveLength(1);
  await server.sageMaker.send(new DeleteNotebookInstanceLifecycleConfigCommand(config));
  const gone = server.sageMaker.send(new DescribeNotebookInstanceLifecycleConfigCommand(config));
  expect((await refusal(gone)).message).toContain(
    '(Details: Notebook Instance Lifecycle Config does not exist.)',
  );
});

test('a hook of more than 16,384 characters, or that is not base64, is refused', async () => {
  const make = (Content: string) =>
    server.sageMaker.send(
      new CreateNotebookInstanceLifecycleConfigCommand({
        NotebookInstanceLifecycleConfigName: 'bad',
        OnStart: [{ Content }],
      }),
    );
  expect((await refusal(make('A'.repeat(16_388)))).message).toContain(
    'Member must have length less than or equal to 16384',
  );
  expect((await refusal(make('not base64!'))).name).toBe('ValidationException');
  await expect(make('A'.repeat(16_384))).resolves.toBeDefined();
});

test('a lifecycle configuration that is not there is refused', async () => {
  expect((await refusal(create('lost', { LifecycleConfigName: 'nobody' }))).name).toBe(
    'ValidationException',
  );
});
