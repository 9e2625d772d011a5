import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  ListNotebookInstancesCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxView } from '../../src/provision/view.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { runCli } from './cli.ts';
import type { MortalProxy } from './mortal-proxy.ts';
import { openMortalProxy } from './mortal-proxy.ts';
import type { TestHome } from './test-home.ts';
import { testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;
let proxy: MortalProxy;
let environment: NodeJS.ProcessEnv;
let aws: ReturnType<typeof clients>;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
  await runCli(['local', 'up'], home);
  const { stdout } = await runCli(['local', 'env', '--json'], home);
  ({ environment } = JSON.parse(stdout) as { environment: NodeJS.ProcessEnv });
  proxy = await openMortalProxy(environment['AWS_ENDPOINT_URL'] ?? '');
  aws = clients();
}, 600_000);

afterAll(async () => {
  for (const client of Object.values(aws)) client.destroy();
  await proxy.close();
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

/** Clients of the account beside the process that dies. */
function clients() {
  const config = {
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    region: 'us-east-1',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  };
  return {
    stacks: new CloudFormationClient(config),
    sageMaker: new SageMakerClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    iam: new IAMClient(config),
    logs: new CloudWatchLogsClient(config),
  };
}

type Command = 'start' | 'down';

/** Runs the CLI against the account behind the proxy, as against any other endpoint. */
function labs(command: Command, owner: string, onBegin?: Parameters<typeof runCli>[1]['onBegin']) {
  const words = command === 'start' ? ['start', 'trees'] : ['down'];
  return runCli([...words, '--owner', owner, '--labs-dir', workshops.labsDir, '--yes', '--json'], {
    env: { ...home.env, ...environment, AWS_ENDPOINT_URL: proxy.endpoint },
    ...(onBegin === undefined ? {} : { onBegin }),
  });
}

interface Ended<T> {
  /** The call at which it was killed; absent where it came to its end before. */
  readonly at?: string;
  /** What it printed; absent where it was killed. */
  readonly printed?: T;
}

/** Runs a command that is killed at a call, if it gets that far. */
async function killed<T>(command: Command, owner: string, call: number): Promise<Ended<T>> {
  let at: string | undefined;
  const { code, stdout } = await labs(command, owner, (child) =>
    proxy.arm({
      call,
      kill: (said) => {
        at = said;
        child.kill('SIGKILL');
      },
    }),
  );
  expect({ command, at, code }).toEqual({ command, at, code: at === undefined ? 0 : null });
  return at === undefined ? { printed: JSON.parse(stdout) as T } : { at };
}

/** Runs a command to its end, once more where it was killed before. */
async function whole<T>(command: Command, owner: string, { at, printed }: Ended<T>): Promise<T> {
  if (printed !== undefined) return printed;
  proxy.arm();
  const { code, stdout, stderr } = await labs(command, owner);
  expect({ at, code, stderr: code === 0 ? '' : stderr }).toEqual({ at, code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

/** What a notebook of the sandbox makes. */
async function use({ name, role, bucket }: SandboxView): Promise<void> {
  const { sageMaker } = aws;
  const Tags = [{ Key: 'labs:sandbox', Value: name }];
  const ExecutionRoleArn = role ?? '';
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn,
      PrimaryContainer: { Image: 'image' },
      Tags,
    }),
  );
  const variant = { ModelName: name, VariantName: 'all', InstanceType: 'ml.m5.large' } as const;
  const ProductionVariants = [{ ...variant, InitialInstanceCount: 1 }];
  await sageMaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants, Tags }),
  );
  await sageMaker.send(
    new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name, Tags }),
  );
  await sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: ExecutionRoleArn,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: `s3://${bucket}/out` },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
      StoppingCondition: { MaxRuntimeInSeconds: 600 },
      Tags,
    }),
  );
}

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}

/** Everything in the account, by kind and name. */
async function everything(): Promise<readonly string[]> {
  const { stacks, sageMaker, s3, iam, logs } = aws;
  const [found, notebooks, hooks, endpoints, configs, models, jobs, buckets, roles, groups] =
    await Promise.all([
      stacks.send(new DescribeStacksCommand({})),
      sageMaker.send(new ListNotebookInstancesCommand({})),
      sageMaker.send(new ListNotebookInstanceLifecycleConfigsCommand({})),
      sageMaker.send(new ListEndpointsCommand({})),
      sageMaker.send(new ListEndpointConfigsCommand({})),
      sageMaker.send(new ListModelsCommand({})),
      sageMaker.send(new ListTrainingJobsCommand({})),
      s3.send(new ListBucketsCommand({})),
      iam.send(new ListRolesCommand({ PathPrefix: '/labs/' })),
      logs.send(new DescribeLogGroupsCommand({})),
    ]);
  const streams = await Promise.all(
    (groups.logGroups ?? []).map(({ logGroupName }) =>
      logs.send(new DescribeLogStreamsCommand({ logGroupName })),
    ),
  );
  const all: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['stack', (found.Stacks ?? []).map(({ StackName }) => StackName)],
    ['notebook', (notebooks.NotebookInstances ?? []).map(({ NotebookInstanceName: name }) => name)],
    [
      'hooks',
      (hooks.NotebookInstanceLifecycleConfigs ?? []).map(
        ({ NotebookInstanceLifecycleConfigName: name }) => name,
      ),
    ],
    ['endpoint', (endpoints.Endpoints ?? []).map(({ EndpointName }) => EndpointName)],
    ['config', (configs.EndpointConfigs ?? []).map((one) => one.EndpointConfigName)],
    ['model', (models.Models ?? []).map(({ ModelName }) => ModelName)],
    ['job', (jobs.TrainingJobSummaries ?? []).map(({ TrainingJobName }) => TrainingJobName)],
    ['bucket', (buckets.Buckets ?? []).map(({ Name }) => Name)],
    ['role', (roles.Roles ?? []).map(({ RoleName }) => RoleName)],
    ['logs', streams.flatMap((one) => (one.logStreams ?? []).map((log) => log.logStreamName))],
  ];
  return all.flatMap(([kind, names]) => names.map((name) => `${kind} ${name}`)).toSorted(byName);
}

/** What a sandbox has of its own, each once. */
const parts = ['bucket', 'hooks', 'notebook', 'role', 'stack'];

/** Kills a `start` and a `down` at the same call; at what each of them was, if it got that far. */
async function liveThrough(call: number) {
  const owner = `call-${call}`;
  const begun = await killed<{ sandboxes: SandboxView[] }>('start', owner, call);
  const { sandboxes } = await whole('start', owner, begun);
  const kinds = (await everything()).map((one) => one.replace(/ .*/, ''));
  expect({ at: begun.at, kinds: kinds.filter((kind) => kind !== 'logs') }).toEqual({
    at: begun.at,
    kinds: parts,
  });
  await use(sandboxes[0]!);
  const ended = await killed<{ receipts: Receipt[] }>('down', owner, call);
  const { receipts } = await whole('down', owner, ended);
  expect(receipts.flatMap(({ left, unknown, kept }) => [...left, ...unknown, ...kept])).toEqual([]);
  expect({ at: ended.at, left: await everything() }).toEqual({ at: ended.at, left: [] });
  return { start: begun.at, down: ended.at };
}

test(
  'a process that is killed at a call is made good by the next one: nothing twice, nothing left',
  async () => {
    const deaths: { readonly start: string[]; readonly down: string[] } = { start: [], down: [] };
    for (let call = 1; ; call += 1) {
      const { start, down } = await liveThrough(call);
      if (start !== undefined) deaths.start.push(start);
      if (down !== undefined) deaths.down.push(down);
      process.stdout.write(`${call}: ${start ?? '-'}, ${down ?? '-'}\n`);
      if (start === undefined && down === undefined) break;
    }
    expect(deaths.start.length).toBeGreaterThanOrEqual(15);
    expect(deaths.down.length).toBeGreaterThanOrEqual(40);
  },
  3 * 3_600_000,
);
