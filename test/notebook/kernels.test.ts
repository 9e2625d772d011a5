import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

import { basePython, makeEnvironment, sitePackages } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

function packages(): string {
  return sitePackages(join(dirname(here.instance.python), '..'));
}

/** Installs a kernel: where Jupyter looks for it, and what it starts. */
function addKernel(share: string, name: string, argv: readonly string[]): void {
  const dir = join(share, 'jupyter/kernels', name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'kernel.json'), JSON.stringify({ argv, display_name: name }));
}

function pythonVersion(python: string): string {
  return execFileSync(python, ['-c', 'import platform; print(platform.python_version())'], {
    encoding: 'utf8',
  }).trim();
}

test('every kernel gets the hook, once, and its versions are in the report', async () => {
  const { instance } = here;
  addKernel(join(instance.home, '.local/share'), 'mine', [instance.python, '-m', 'ipykernel']);
  addKernel(join(instance.root, 'usr/local/share'), 'ir', ['R', '--slave']);
  addKernel(join(instance.root, 'usr/share'), 'gone', ['/nowhere/bin/python3', '-m', 'ipykernel']);
  await here.boot();
  const { versions, problems } = instance.report();
  const python = pythonVersion(instance.python);
  const boto3 = versions?.['conda_python3 boto3'];
  expect(boto3).toMatch(/^\d+\.\d+\.\d+$/);
  expect(versions).toEqual({
    'conda_python3 python': python,
    'conda_python3 boto3': boto3,
    'mine python': python,
    'mine boto3': boto3,
  });
  expect(problems).toEqual([]);

  const files = ['labs_tags.py', 'labs_tags.pth'].map((name) => join(packages(), name));
  const before = files.map((file) => statSync(file).ino);
  await instance.tick();
  await instance.tick();
  expect(files.map((file) => statSync(file).ino)).toEqual(before);

  writeFileSync(files[0]!, 'something else');
  utimesSync(packages(), new Date(), new Date());
  await instance.tick();
  expect(readFileSync(files[0]!, 'utf8')).toContain('labs:sandbox');
});

test('Jupyter is asked for its kernels once after each start, for that is slow', async () => {
  const { instance } = here;
  const asked = join(instance.root, 'asked');
  const spec = { argv: [instance.python, '-m', 'ipykernel'], display_name: 'x' };
  const list = { kernelspecs: { far: { resource_dir: '/far', spec } } };
  const shim = join(instance.root, 'shims/jupyter');
  const say = `#!/bin/sh\necho "$*" >>'${asked}'\necho '${JSON.stringify(list)}'\n`;
  writeFileSync(shim, say, { mode: 0o755 });
  await here.boot();
  await instance.tick();
  expect(instance.report().versions).toHaveProperty(['far python']);
  expect(readFileSync(asked, 'utf8')).toBe('kernelspec list --json\n');
  await instance.start();
  await instance.tick();
  expect(readFileSync(asked, 'utf8')).toBe('kernelspec list --json\n'.repeat(2));
});

test('a package that is installed shows in the next report', async () => {
  await here.boot();
  const info = join(packages(), 'sagemaker-2.257.6.dist-info');
  mkdirSync(info);
  writeFileSync(
    join(info, 'METADATA'),
    'Metadata-Version: 2.1\nName: sagemaker\nVersion: 2.257.6\n',
  );
  await here.instance.tick();
  expect(here.instance.report().versions).toMatchObject({
    'conda_python3 sagemaker': '2.257.6',
  });
});

test("a Python that is not the instance's own is asked, not changed", async () => {
  const { instance } = here;
  const elsewhere = join(instance.root, 'elsewhere');
  const python = makeEnvironment(elsewhere, await basePython());
  // Only Jupyter itself knows of this one, and of a kernel beside it by a bare name.
  const share = join(elsewhere, 'share/jupyter/kernels');
  const specs = {
    theirs: { resource_dir: join(share, 'theirs'), spec: { argv: [python, '-m', 'ipykernel'] } },
    bare: { resource_dir: join(share, 'bare'), spec: { argv: ['python', '-m', 'ipykernel'] } },
  };
  writeFileSync(
    join(instance.root, 'shims/jupyter'),
    `#!/bin/sh\n[ "$*" = 'kernelspec list --json' ] && echo '${JSON.stringify({ kernelspecs: specs })}'\n`,
    { mode: 0o755 },
  );
  await here.boot();
  expect(instance.report().versions).toMatchObject({
    'theirs python': pythonVersion(python),
    'bare python': pythonVersion(python),
  });
  expect(existsSync(join(sitePackages(elsewhere), 'labs_tags.py'))).toBe(false);
  expect(existsSync(join(packages(), 'labs_tags.py'))).toBe(true);
});

test('a kernel that cannot get the hook, or does not run, is a line in the report', async () => {
  const { instance } = here;
  mkdirSync(join(packages(), 'labs_tags.py'));
  const broken = join(instance.home, 'broken/bin/python');
  mkdirSync(dirname(broken), { recursive: true });
  writeFileSync(broken, '#!/bin/sh\nexit 7\n', { mode: 0o755 });
  addKernel(join(instance.home, '.local/share'), 'broken', [broken]);
  await here.boot();
  expect(instance.report().problems).toEqual([
    expect.stringMatching(/^kernel broken: .* returned non-zero exit status 7/),
    expect.stringMatching(/^kernel conda_python3: calls are not tagged: .*Is a directory/),
  ]);
  rmSync(join(packages(), 'labs_tags.py'), { recursive: true });
  await instance.tick();
  expect(instance.report().problems).toHaveLength(1);
});
