import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { packageRoot } from '../../src/paths.ts';
import { makeSandbox } from '../local/policies/sandbox.ts';
import type { Server } from '../local/server/server.ts';
import { region, startServer, startTimeout } from '../local/server/server.ts';
import { sdkEnvironment } from './environment.ts';

const run = promisify(execFile);

let server: Server;
let kim: Awaited<ReturnType<typeof makeSandbox>>;
let folder: string;

beforeAll(async () => {
  server = await startServer({ policies: 'enforced' });
  const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
  kim = await makeSandbox(server, 'labs-kim', JSON.parse(synthesizeTemplate(labs)) as object);
  folder = await mkdtemp(join(tmpdir(), 'labs-sdks-'));
  // As the hook of an instance writes it, for the SDKs that read it.
  await mkdir(join(folder, 'xdg', 'sagemaker'), { recursive: true });
  const config = `SchemaVersion: '1.0'
SageMaker:
  PythonSDK:
    Modules:
      Session:
        DefaultS3Bucket: ${kim.bucket}
`;
  await writeFile(join(folder, 'xdg', 'sagemaker', 'config.yaml'), config);
}, startTimeout);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const sdks = [
  ['1.72.1', '3.8', '1.72.txt', '1'],
  ['2.142.0', '3.10', '2.142.txt', '2'],
  ['2.257.7, the last of 2.x', '3.10', '2.257.txt', '2'],
  ['3.27 (its packages core and train)', '3.12', '3.txt', '3'],
] as const;

/** Runs the script of a notebook; with `{}` in place of the sandbox's settings nothing is tagged. */
async function use(
  python: string,
  generation: string,
  word: string,
  settings: Readonly<Record<string, string>>,
): Promise<unknown> {
  const { PATH } = process.env;
  const { accessKeyId, secretAccessKey, sessionToken } = kim.credentials;
  const script = join(packageRoot, 'test', 'sdks', 'use.py');
  const { stdout } = await run(python, [script, generation, kim.role, word], {
    maxBuffer: 1 << 26,
    cwd: folder,
    env: {
      PATH,
      HOME: folder,
      XDG_CONFIG_DIRS: join(folder, 'xdg'),
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...settings,
    },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** ARNs of what there is of the types that the script makes, by the beginning of their names. */
async function made(word: string): Promise<readonly string[]> {
  const { sageMaker } = server;
  const [jobs, models, configs, endpoints] = await Promise.all([
    sageMaker.send(new ListTrainingJobsCommand({})),
    sageMaker.send(new ListModelsCommand({})),
    sageMaker.send(new ListEndpointConfigsCommand({})),
    sageMaker.send(new ListEndpointsCommand({})),
  ]);
  return [
    ...(jobs.TrainingJobSummaries ?? []).map(({ TrainingJobArn }) => TrainingJobArn),
    ...(models.Models ?? []).map(({ ModelArn }) => ModelArn),
    ...(configs.EndpointConfigs ?? []).map(({ EndpointConfigArn }) => EndpointConfigArn),
    ...(endpoints.Endpoints ?? []).map(({ EndpointArn }) => EndpointArn),
  ].flatMap((arn) => (arn?.includes(`/${word}`) ? [arn] : []));
}

test.each(sdks)(
  'SDK %s: what it makes carries the tag, its bucket is the sandbox’s, untagged it is refused',
  async (_, version, requirements, generation) => {
    const python = await sdkEnvironment(version, requirements);
    const word = `sdk-${requirements.replace('.txt', '').replace('.', '-')}`;

    const bare = { LABS_BUCKET: kim.bucket };
    expect(await use(python, generation, `un-${word}`, bare)).toEqual({
      refused: 'AccessDeniedException',
    });
    expect(await made(`un-${word}`)).toEqual([]);

    const settings = { LABS_SANDBOX: 'labs-kim', LABS_BUCKET: kim.bucket };
    expect(await use(python, generation, word, settings)).toEqual({ bucket: kim.bucket });
    const arns = await made(word);
    expect(arns.map((arn) => arn.split(':')[5]?.split('/')[0])).toEqual([
      'training-job',
      'model',
      'endpoint-config',
      'endpoint',
    ]);
    for (const arn of arns) {
      const { Tags } = await server.sageMaker.send(new ListTagsCommand({ ResourceArn: arn }));
      expect(Tags).toContainEqual({ Key: 'labs:sandbox', Value: 'labs-kim' });
    }
    const model = await server.sageMaker.send(
      new DescribeModelCommand({ ModelName: `${word}-model` }),
    );
    expect(model.ExecutionRoleArn).toBe(kim.role);
  },
  1_800_000,
);
