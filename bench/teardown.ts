// A sweep of 50 sandboxes and what their notebooks left, among things that are not theirs: calls and
// seconds of plan and run, on the local AWS's server without state times. AWS's rates are left out,
// so the seconds are those of this machine; the calls are what counts.
// Run: npm run build && node dist/bench/teardown.js
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateExperimentCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { paginateListServiceQuotas } from '@aws-sdk/client-service-quotas';
import PQueue from 'p-queue';
import { synthesizeTemplate } from '../lib/template.ts';
import type { Aws } from '../src/aws/clients.ts';
import { createAws } from '../src/aws/clients.ts';
import { listSandboxesIn } from '../src/aws/sandboxes.ts';
import { loadCatalog } from '../src/catalog/load.ts';
import { recordingHost } from '../src/host/recording-host.ts';
import { pythonEnvironment, serverFolder } from '../src/local/python-env/python.ts';
import { planTeardown } from '../src/teardown/plan.ts';
import { runTeardown } from '../src/teardown/run.ts';
import { publish } from './measure.ts';

const region = 'us-east-1';
const account = '123456789012';
const host = recordingHost();
const never = new AbortController().signal;

interface World {
  readonly aws: Aws;
  readonly calls: () => number;
  readonly stop: () => Promise<void>;
}

/** A server of the local AWS, and clients whose calls are counted. */
async function openWorld(): Promise<World> {
  const python = await pythonEnvironment(host, never);
  const token = randomBytes(16).toString('hex');
  const child = spawn(python, ['-m', 'labs_moto', '--hooks', 'none'], {
    env: {
      ...process.env,
      PYTHONPATH: serverFolder,
      LABS_CONTROL_TOKEN: token,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  let calls = 0;
  const aws = createAws({
    credentials: { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' },
    endpoint: `http://127.0.0.1:${port}`,
    gate: async () => void (calls += 1),
  });
  await liftQuotas(aws, `http://127.0.0.1:${port}/_labs/quotas`, token);
  return {
    aws,
    calls: () => calls,
    stop: async () => {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}

/** A new account's quotas are far below a class with its leftovers. */
async function liftQuotas(aws: Aws, url: string, token: string): Promise<void> {
  const client = await aws.client('quotas', region);
  const lifted: Record<string, number> = {};
  const pages = paginateListServiceQuotas({ client }, { ServiceCode: 'sagemaker' });
  for await (const page of pages) {
    for (const { QuotaCode } of page.Quotas ?? []) if (QuotaCode) lifted[QuotaCode] = 100_000;
  }
  const body = JSON.stringify(lifted);
  const answer = await fetch(url, { method: 'PUT', headers: { 'x-labs-control': token }, body });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Makes ten things: four models, two configurations and endpoints, a job and an experiment. */
async function makeTen(aws: Aws, name: string, role: string, tag: string | undefined) {
  const client = await aws.client('sageMaker', region);
  const Tags = tag === undefined ? [] : [{ Key: 'labs:sandbox', Value: tag }];
  for (const nth of [1, 2, 3, 4]) {
    const ModelName = `${name}-${nth}`;
    await client.send(new CreateModelCommand({ ModelName, ExecutionRoleArn: role, Tags }));
  }
  for (const nth of [1, 2]) {
    const own = `${name}-${nth}`;
    const variant = { VariantName: 'v', ModelName: own, InstanceType: 'ml.m4.xlarge' } as const;
    await client.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: own,
        ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
        Tags,
      }),
    );
    const EndpointName = own;
    await client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: own, Tags }));
  }
  await client.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      RoleArn: role,
      OutputDataConfig: { S3OutputPath: 's3://out' },
      ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Tags,
    }),
  );
  await client.send(new CreateExperimentCommand({ ExperimentName: name, Tags }));
}

async function makeSandbox(aws: Aws, name: string, template: string): Promise<void> {
  const client = await aws.client('cloudFormation', region);
  const values = {
    Owner: name,
    StopsAt: '2040-01-01T00:00:00Z',
    RemovedAfter: '2040-01-08T00:00:00Z',
    InstanceType: 'ml.t3.medium',
    VolumeGiB: '10',
  };
  await client.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: template,
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: [{ Key: 'labs:sandbox', Value: name }],
    }),
  );
}

/** Fills an account and sweeps its 50 sandboxes; tens of things, all theirs or all others'. */
async function measure(template: string, leftTens: number, foreignTens: number) {
  const { aws, calls, stop } = await openWorld();
  const queue = new PQueue({ concurrency: 8 });
  try {
    const stranger = `arn:aws:iam::${account}:role/Stranger`;
    for (let nth = 0; nth < foreignTens; nth += 1) {
      // A half from before the class, a half that another sandbox's notebooks tagged.
      const tag = nth % 2 === 0 ? undefined : 'labs-of-others';
      void queue.add(() => makeTen(aws, `foreign-${nth}`, stranger, tag));
    }
    await queue.onIdle();
    // The bound of the lists has a margin of a minute.
    await new Promise((resolve) => void setTimeout(resolve, 61_000));
    const names = Array.from({ length: 50 }, (_, nth) => `labs-ml101-s${nth}`);
    for (const name of names) void queue.add(() => makeSandbox(aws, name, template));
    await queue.onIdle();
    for (let nth = 0; nth < leftTens; nth += 1) {
      const name = names[nth % names.length] ?? '';
      const role = `arn:aws:iam::${account}:role/labs/${name}/x`;
      void queue.add(() => makeTen(aws, `${name}-${nth}`, role, name));
    }
    await queue.onIdle();
    const stacks = await listSandboxesIn(aws, [region], (_, error) => {
      throw error;
    });
    const targets = stacks.map((stack) => ({ name: stack.name, account, region, stack }));

    const before = calls();
    const started = performance.now();
    const plan = await planTeardown(aws, targets);
    const planned = calls();
    const plannedAt = performance.now();
    const receipts = await runTeardown(aws, host, plan, {
      signal: never,
      now: () => new Date(),
    });
    const ended = performance.now();
    const deleted = receipts.flatMap((receipt) => receipt.deleted).length;
    const open = receipts.flatMap(({ left, unknown, kept }) => [...left, ...unknown, ...kept]);
    if (open.length > 0) throw new Error(`not clean: ${JSON.stringify(open.slice(0, 3))}`);
    return {
      leftovers: leftTens * 10,
      foreign: foreignTens * 10,
      'plan, calls': planned - before,
      'plan, s': Number(((plannedAt - started) / 1000).toFixed(1)),
      'run, calls': calls() - planned,
      'run, s': Number(((ended - plannedAt) / 1000).toFixed(1)),
      deleted,
    };
  } finally {
    await stop();
  }
}

const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
const template = synthesizeTemplate(labs);
const rows = [];
for (const [left, foreign] of [
  [50, 50],
  [50, 500],
  [200, 50],
  [200, 500],
] as const) {
  rows.push(await measure(template, left, foreign));
  console.log(rows.at(-1));
}
publish('teardown', rows);
