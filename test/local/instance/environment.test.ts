import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import {
  hookEnvironment,
  instanceEnvironment,
  type InstanceEnvironmentOptions,
} from '../../../src/local/instance/environment.ts';
import { instanceFolder } from '../../../src/local/instance/folder.ts';
import { packageRoot } from '../../../src/paths.ts';
import { localPython } from '../../python.ts';

const run = promisify(execFile);

const options: InstanceEnvironmentOptions = {
  folder: instanceFolder('/data/instances/lab'),
  outside: {
    PATH: '/usr/bin',
    HOME: '/home/kim',
    AWS_PROFILE: 'work',
    AWS_SECRET_ACCESS_KEY: 'real',
    HTTPS_PROXY: 'http://proxy:3128',
    http_proxy: 'http://proxy:3128',
    NO_PROXY: 'intranet',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'a.b',
    GIT_CONFIG_VALUE_0: 'c',
    NPM_TOKEN: 'private',
  },
  endpoint: 'http://127.0.0.1:1',
  region: 'us-west-2',
  credentials: {
    accessKeyId: 'ASIA1',
    secretAccessKey: 's',
    sessionToken: 't',
    arn: 'arn:aws:sts::1:assumed-role/r/SageMaker',
  },
  path: ['/data/bin', '/python/bin'],
  gitObjects: '/data/git/objects',
  pipCache: '/data/pip',
  environments: '/cache/python',
  systemctl: { address: 'http://127.0.0.1:1/_labs/systemctl', token: 'x' },
};

test('the role, the endpoint and a home of its own; nothing of the user but network and git', () => {
  const env = instanceEnvironment(options);
  expect(env).toMatchObject({
    PATH: '/data/bin:/python/bin:/usr/bin',
    HOME: '/data/instances/lab/home/ec2-user',
    XDG_CONFIG_DIRS: '/data/instances/lab/etc/xdg',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'ASIA1',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_SESSION_TOKEN: 't',
    AWS_REGION: 'us-west-2',
    HTTPS_PROXY: 'http://proxy:3128',
    NO_PROXY: 'intranet,127.0.0.1,localhost',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'a.b',
    GIT_CONFIG_VALUE_0: 'c',
    GIT_TERMINAL_PROMPT: '0',
  });
  expect(Object.keys(env).filter((name) => /^LABS_S|^LABS_U/.test(name))).toEqual([]);
  for (const name of ['AWS_PROFILE', 'NPM_TOKEN']) expect(env).not.toHaveProperty(name);
});

test('hooks and units see the roots of the instance beside that', () => {
  expect(hookEnvironment(options)).toMatchObject({
    LABS_SYSTEMD: '/data/instances/lab/etc/systemd/system',
    LABS_SAGEMAKER: '/data/instances/lab/home/ec2-user/SageMaker',
    LABS_SYSTEMCTL: 'http://127.0.0.1:1/_labs/systemctl',
    GIT_ALTERNATE_OBJECT_DIRECTORIES: '/data/git/objects',
  });
});

test("hooks see the user's git settings, and Jupyter, which could change them, does not", async () => {
  const home = mkdtempSync(join(tmpdir(), 'labs-git-settings-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const ofUser = { ...options, outside: { HOME: home } };
  const { GIT_CONFIG_GLOBAL = '' } = hookEnvironment(ofUser);
  expect(GIT_CONFIG_GLOBAL).toBe(join(home, '.gitconfig'));
  const ask = () =>
    run('git', ['config', '--get', 'labs.mirror'], {
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL },
      cwd: home,
    });
  await expect(ask()).rejects.toMatchObject({ code: 1, stderr: '' });
  // What is set after the first clone failed counts for the next try of the same instance.
  writeFileSync(join(home, '.gitconfig'), '[labs]\n  mirror = here\n');
  expect((await ask()).stdout).toBe('here\n');
  mkdirSync(join(home, '.config', 'git'), { recursive: true });
  writeFileSync(join(home, '.config', 'git', 'config'), '');
  expect(hookEnvironment(ofUser)['GIT_CONFIG_GLOBAL']).toBe(join(home, '.gitconfig'));
  rmSync(join(home, '.gitconfig'));
  expect(hookEnvironment(ofUser)['GIT_CONFIG_GLOBAL']).toBe(join(home, '.config', 'git', 'config'));
  expect(instanceEnvironment(ofUser)).not.toHaveProperty('GIT_CONFIG_GLOBAL');
  const chosen = { ...ofUser, outside: { HOME: home, GIT_CONFIG_GLOBAL: '/mine' } };
  expect(hookEnvironment(chosen)['GIT_CONFIG_GLOBAL']).toBe('/mine');
});

test('a client made for an address of AWS itself goes to the local AWS, whoever hooks in beside', async () => {
  const env = { ...instanceEnvironment(options), PATH: process.env['PATH'] ?? '' };
  const tags = join(packageRoot, 'src', 'python', 'agent', 'labs_prepare');
  const program = `
import sys; sys.path.append(${JSON.stringify(tags)}); import labs_tags
import boto3
for address in ("https://sts.us-west-2.amazonaws.com", "https://sts.example.com"):
    print(boto3.client("sts", endpoint_url=address).meta.endpoint_url)
`;
  const { stdout } = await run(await localPython(), ['-c', program], { env });
  expect(stdout.split('\n').slice(0, 2)).toEqual([options.endpoint, 'https://sts.example.com']);
}, 600_000);
