import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { wishText } from '../../src/sandbox/wish.ts';
import { bucket, sandbox } from './instance.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function read(...path: readonly string[]): string {
  return readFileSync(join(...path), 'utf8');
}

test('the hooks leave wish, agent, settings, SDK defaults and units, and start the timer', async () => {
  const { instance } = here;
  const wish = { version: 1, repos: [] } as const;
  expect(await instance.create(wish)).toEqual({
    code: 0,
    output: `labs: wish of ${sandbox} is written\n`,
  });
  expect(readdirSync(instance.labs).sort()).toEqual(['prepare.pyz', 'wish.json']);
  expect(read(instance.labs, 'wish.json')).toBe(wishText(wish));
  expect(instance.systemctl()).toEqual([]);

  expect(await instance.start()).toEqual({
    code: 0,
    output: `labs: agent of ${sandbox} runs on ${instance.python}\n`,
  });
  expect(readdirSync(instance.labs).sort()).toEqual([
    'agent.json',
    'agent.pyz',
    'prepare.pyz',
    'wish.json',
  ]);
  expect(JSON.parse(read(instance.labs, 'agent.json'))).toEqual({
    version: 1,
    sandbox,
    region: 'us-east-1',
    bucket,
    idleMinutes: 60,
    stopsAt: '2099-01-01T00:00:00Z',
    keepEndpoints: false,
  });
  // additionalProperties is false everywhere in the SDK's schema, and an error breaks every Session.
  expect(parse(read(instance.root, 'etc/xdg/sagemaker/config.yaml'))).toEqual({
    SchemaVersion: '1.0',
    SageMaker: { PythonSDK: { Modules: { Session: { DefaultS3Bucket: bucket } } } },
  });
  expect(instance.systemctl()).toEqual(['daemon-reload', 'enable --now labs-agent.timer']);
  const units = instance.env['LABS_SYSTEMD']!;
  expect(read(units, 'labs-agent.service').split('\n')).toEqual(
    expect.arrayContaining([
      'Type=oneshot',
      `User=${instance.env['LABS_USER']}`,
      `ExecStart="${instance.python}" "${instance.labs}/agent.pyz" "${instance.root}/"`,
    ]),
  );
  expect(read(units, 'labs-agent.timer').split('\n')).toEqual(
    expect.arrayContaining(['OnActiveSec=0', 'OnUnitInactiveSec=20', 'WantedBy=timers.target']),
  );
});

test('without the variables the hooks use the folders and the user of an instance', async () => {
  const { instance } = here;
  for (const name of ['LABS_SYSTEMD', 'LABS_SAGEMAKER', 'LABS_USER']) delete instance.env[name];
  // The first thing that is done for ec2-user fails here, and shows who would do it, and where.
  writeFileSync(join(instance.root, 'shims/sudo'), '#!/bin/sh\necho "sudo $*" >&2\nexit 9\n', {
    mode: 0o755,
  });
  const { code, output } = await instance.start();
  expect(code).toBe(0);
  expect(output).toContain('sudo -Hu ec2-user -- bash -c');
  expect(output).toContain('/home/ec2-user/SageMaker/.labs/agent.pyz');
});

test('another start of the instance makes everything anew and keeps what is on the volume', async () => {
  const { instance } = here;
  await here.boot({ repos: [] }, { IdleMinutes: '30' });
  writeFileSync(join(instance.labs, 'agent.pyz'), 'broken');
  for (const dir of ['etc/systemd/system', 'etc/xdg']) {
    rmSync(join(instance.root, dir), { recursive: true });
  }
  expect(await instance.start({ IdleMinutes: '90' })).toMatchObject({ code: 0 });
  expect(await instance.tick()).toMatchObject({ code: 0 });
  expect(JSON.parse(read(instance.labs, 'agent.json'))).toMatchObject({ idleMinutes: 90 });
  expect(existsSync(join(instance.labs, 'wish.json'))).toBe(true);
});

test('a boot does not depend on a repository, the bucket, or anything on the network', async () => {
  const { instance, aws } = here;
  instance.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  await here.boot({
    repos: [{ lab: 'x', url: 'https://git.test/none', commit: 'a'.repeat(40), dir: 'x' }],
  });
  expect(aws.calls).toEqual([]);
  instance.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  await instance.tick();
  expect(instance.report().repos).toMatchObject([{ dir: 'x', state: 'failed' }]);
});

test('where no Python has botocore the notebook opens all the same, and the log says why', async () => {
  const { instance } = here;
  rmSync(join(instance.home, 'anaconda3'), { recursive: true });
  const shim = join(instance.root, 'shims/python3');
  const isolated = '#!/bin/sh\nexec /usr/bin/env -i "$BASE" -I -S "$@"\n';
  writeFileSync(shim, isolated.replace('$BASE', basePythonPath()), { mode: 0o755 });
  const { code, output } = await instance.start();
  expect(code).toBe(0);
  expect(output).toContain(
    `labs: no Python 3.9 with botocore below ${instance.home}/anaconda3 or on PATH`,
  );
  expect(instance.systemctl()).toEqual([]);
});

test.each([
  ['python3', 'exit 127'],
  ['systemctl', 'echo "Failed to connect to bus" >&2; exit 1'],
])(
  'where %s does not work the notebook opens all the same, and the log says why',
  async (name, does) => {
    const { instance } = here;
    writeFileSync(join(instance.root, 'shims', name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    for (const { code, output } of [
      ...(name === 'python3' ? [await instance.create({ version: 1, repos: [] })] : []),
      await instance.start(),
    ]) {
      expect(code).toBe(0);
      expect(output).toMatch(/labs: this hook ended with \d+; the notebook opens without it/);
    }
  },
);

test('a link of the learner does not make a hook write elsewhere', async () => {
  const { instance } = here;
  const victim = join(instance.root, 'victim');
  writeFileSync(victim, 'as it was');
  mkdirSync(instance.labs);
  for (const name of ['agent.json', 'agent.pyz', 'wish.json']) {
    symlinkSync(victim, join(instance.labs, name));
  }
  await here.boot();
  expect(read(victim)).toBe('as it was');
});

function basePythonPath(): string {
  return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8',
  }).trim();
}
