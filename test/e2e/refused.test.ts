import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './cli.ts';
import type { LocalControl } from './local-control.ts';
import { localControl } from './local-control.ts';
import type { TestHome } from './test-home.ts';
import { awsCli, testHome } from './test-home.ts';

let home: TestHome;
let control: LocalControl;
let aws: Awaited<ReturnType<typeof awsCli>>;

beforeAll(async () => {
  home = await testHome();
  await runCli(['local', 'up'], home);
  control = await localControl(home);
  aws = await awsCli(home);
}, 600_000);

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

/** Runs a command that must be refused, and gives the calls that could have made something. */
async function refused(...args: readonly string[]) {
  const mark = await control.mark();
  const result = await runCli([...args, '--local', '--yes'], home);
  const made = (await control.callsSince(mark)).filter(({ operation }) =>
    /^(Create|Put|Update|Delete|Start|Stop)/.test(operation),
  );
  return { ...result, made };
}

describe('a refused command says two lines and makes nothing', () => {
  test.each([
    ['an unknown lab', ['start', 'xgbost'], 2, /no lab "xgbost".*Did you mean xgboost/s],
    [
      'a region outside the list',
      ['start', 'xgboost', '--region', 'ap-northeast-2'],
      2,
      /does not run in ap-northeast-2.*us-east-1/s,
    ],
    ['a duration that is none', ['start', 'xgboost', '--for', 'long'], 2, /"long" is not a length/],
    [
      'an owner that slugs to nothing',
      ['start', 'xgboost', '--owner', '문'],
      2,
      /"문" has no Latin/,
    ],
    ['a name that is too long', ['start', 'xgboost', '--owner', 'a'.repeat(60)], 2, /characters/],
    [
      'an unknown option',
      ['start', 'xgboost', '--fro', '4h'],
      2,
      /unknown option.*labs start --help/s,
    ],
    ['an unknown command', ['strat'], 2, /unknown command.*start/s],
    ['nothing to open', ['open'], 1, /no sandbox.*labs start/s],
  ])('%s', async (_, args, code, text) => {
    const result = await refused(...args);
    expect(result.stderr).toMatch(text);
    expect(result).toMatchObject({ code, made: [] });
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  test('a wrong manifest, with its file and line', async () => {
    const { mkdir } = await import('node:fs/promises');
    const dir = join(home.dir, 'own-labs', 'mine');
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'lab.yaml'), 'id: mine\nminuts: 5\n');
    const result = await refused('start', 'mine', '--labs-dir', join(home.dir, 'own-labs'));
    expect(result.stderr).toMatch(/lab\.yaml:2: unknown key "minuts"/);
    expect(result).toMatchObject({ code: 2, made: [] });
  });

  test('a quota that is full, with its code and the request to file', async () => {
    await control.quotas({ 'L-E17566B7': 0 });
    const result = await refused('start', 'xgboost');
    await control.quotas({ 'L-E17566B7': 10 });
    expect(result.stderr).toMatch(/L-E17566B7.*request-service-quota-increase/s);
    expect(result).toMatchObject({ code: 1, made: [] });
  });

  test('a stack of that name that is not ours', async () => {
    const template = join(home.dir, 'stack.json');
    const body = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
    await writeFile(template, JSON.stringify(body));
    const args = ['--stack-name', 'labs-taken', '--template-body', `file://${template}`];
    await aws('cloudformation', 'create-stack', ...args);
    const result = await refused('start', 'xgboost', '--owner', 'taken');
    expect(result.stderr).toMatch(/labs-taken .*labs did not make/);
    expect(result).toMatchObject({ code: 1, made: [] });
  });

  test('a call that is denied, with the action that is missing', async () => {
    const fault = {
      service: 'sagemaker',
      operation: 'ListNotebookInstances',
      kind: 'accessDenied',
    };
    await control.fault({ ...fault, times: 1 });
    const result = await refused('start', 'xgboost');
    expect(result.stderr).toMatch(/not allowed sagemaker:ListNotebookInstances/);
    expect(result).toMatchObject({ code: 1, made: [] });
  });

  test('expired credentials, with how to sign in again', async () => {
    const fault = { service: 'sts', operation: 'GetCallerIdentity', kind: 'expiredToken' };
    await control.fault({ ...fault, times: 1 });
    const result = await refused('start', 'xgboost');
    expect(result.stderr).toMatch(/expired.*aws sso login/s);
    expect(result).toMatchObject({ code: 1, made: [] });
  });
});

test('no credentials at all points to --local', async () => {
  const { code, stderr } = await runCli(['status'], home);
  expect(stderr).toMatch(/No AWS credentials.*--local/s);
  expect(code).toBe(1);
});

test('without a terminal and without --yes nothing is guessed', async () => {
  const { code, stderr } = await runCli(['start', 'xgboost', '--local'], home);
  expect(stderr).toMatch(/no terminal.*--yes/s);
  expect(code).toBe(2);
});

test('Korean comes by locale and by option', async () => {
  const { LABS_LANG: _, ...env } = home.env;
  const byLocale = await runCli(['show', 'nolab'], { env: { ...env, LANG: 'ko_KR.UTF-8' } });
  expect(byLocale.stderr).toMatch(/^오류: "nolab" 실습이 없습니다/);
  const byOption = await runCli(['show', 'nolab', '--lang', 'ko'], home);
  // What is printed to be typed next leads to the same language again.
  expect(byOption.stderr.replace('labs list --lang ko', 'labs list')).toBe(byLocale.stderr);
  expect(byOption.stderr).toContain('labs list --lang ko');
});
