import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import { runCli, runProgram } from './cli.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';

let home: TestHome;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  home = await testHome();
  await runCli(['local', 'up'], home);
  const { stdout } = await runCli(['local', 'env', '--json'], home);
  env = { ...home.env, ...(JSON.parse(stdout) as { environment: NodeJS.ProcessEnv }).environment };
}, 600_000);

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

function cdk(...args: readonly string[]) {
  const program = join(packageRoot, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const context = ['-c', 'lab=xgboost', '-c', 'owner=kim', '-c', 'for=2h'];
  const output = ['--output', join(home.dir, 'cdk.out')];
  return runProgram(process.execPath, [program, ...args, ...context, ...output], {
    env,
    cwd: packageRoot,
  });
}

async function statusOfKim(): Promise<readonly SandboxView[]> {
  const { stdout } = await runCli(['status', '--owner', 'kim', '--local', '--json'], home);
  return (JSON.parse(stdout) as { sandboxes: SandboxView[] }).sandboxes;
}

test('cdk deploy makes a sandbox that labs manages like its own', async () => {
  const deployed = await cdk('deploy', '--require-approval', 'never');
  expect(deployed.code).toBe(0);
  expect(deployed.stderr + deployed.stdout).toMatch(/Teardown = npx labs down --owner kim/);
  expect(await statusOfKim()).toMatchObject([
    { name: 'labs-kim', owner: 'kim', labs: ['xgboost'], notebook: { status: 'InService' } },
  ]);
  const extended = await runCli(['extend', '1h', '--owner', 'kim', '--local', '--yes'], home);
  expect(extended.code).toBe(0);
});

test('cdk destroy fails on the full bucket, as on AWS, and labs down finishes', async () => {
  const destroyed = await cdk('destroy', '--force');
  expect(destroyed.code).not.toBe(0);
  expect(await statusOfKim()).toMatchObject([{ stackStatus: 'DELETE_FAILED' }]);

  const down = await runCli(['down', '--owner', 'kim', '--local', '--yes', '--json'], home);
  expect(down.code).toBe(0);
  expect(JSON.parse(down.stdout).receipts).toMatchObject([{ left: [], unknown: [] }]);
  const aws = await awsCli(home);
  expect(await aws('cloudformation', 'describe-stacks', '--query', 'Stacks')).toEqual([]);
  expect(await aws('s3api', 'list-buckets', '--query', 'Buckets')).toEqual([]);
});
