import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/paths.ts';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate } from './stack-template.ts';
import { describeStack, outputsOf } from './stacks.ts';

const run = promisify(execFile);
const name = 'by-cdk';

let server: Server;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'labs-cdk-'));
}, startTimeout);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a cloud assembly, as `cdk synth` leaves it, with one stack in it. */
async function assemble(properties: object = {}): Promise<void> {
  const manifest = {
    version: '36.0.0',
    artifacts: {
      [name]: {
        type: 'aws:cloudformation:stack',
        environment: `aws://${account}/${region}`,
        properties: { templateFile: 'template.json', stackName: name, ...properties },
      },
    },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'template.json'), JSON.stringify(sandboxTemplate));
}

function cdk(...args: readonly string[]) {
  return run(
    process.execPath,
    [join(packageRoot, 'node_modules/aws-cdk/bin/cdk'), ...args, '--app', folder, '--no-notices'],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_ENDPOINT_URL: server.endpoint,
        AWS_ACCESS_KEY_ID: 'AKIALABSLABSLABSLABS',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_REGION: region,
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
    },
  );
}

const deploy = (...more: readonly string[]) =>
  cdk('deploy', '--require-approval', 'never', ...more);

test('cdk deploy makes a stack, changes it, and sees when there is nothing to change', async () => {
  await assemble();
  await deploy();
  const stack = await describeStack(server, name);
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  expect(Object.keys(outputsOf(stack))).toContain('NotebookName');
  await deploy('--parameters', 'Size=30');
  expect((await describeStack(server, name)).StackStatus).toBe('UPDATE_COMPLETE');
  expect((await server.state()).notebooks).toMatchObject([{ volumeGiB: 30 }]);
  const same = await deploy();
  expect(same.stderr).toContain('no changes');
}, 180_000);

test('cdk destroy fails on a full bucket, and then deletes the stack', async () => {
  const bucket = outputsOf(await describeStack(server, name))['Bucket'];
  await server.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'work', Body: 'x' }));
  const failed = await refusal(cdk('destroy', '--force'));
  expect(failed.message).toContain('DELETE_FAILED');
  expect((await describeStack(server, name)).StackStatus).toBe('DELETE_FAILED');
  await server.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'work' }));
  await cdk('destroy', '--force');
  const counts = await server.counts();
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
}, 180_000);

test('cdk deploy with roles of a bootstrap that is not there is refused, as on AWS', async () => {
  await assemble({
    cloudFormationExecutionRoleArn: `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role`,
  });
  const refused = await refusal(deploy());
  expect(refused.message).toContain('is invalid or cannot be assumed');
}, 180_000);
