import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { disk, judge } from '../../../src/preflight/checks/disk.ts';
import { git } from '../../../src/preflight/checks/git.ts';
import { platform } from '../../../src/preflight/checks/platform.ts';
import { python } from '../../../src/preflight/checks/python.ts';
import { only, patient, read, readKorean } from '../patient.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'labs-doctor-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true });
});

/** A PATH on which there is only what a test puts there. */
async function command(name: string, says: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, name), `#!/bin/sh\nprintf '${says}'\n`);
  await chmod(join(dir, name), 0o755);
}

describe('git', () => {
  test('that is there', async () => {
    await command('git', 'git version 2.39.5\\n');
    const finding = await only(git, patient({ env: { PATH: dir } }));
    expect(read(finding)).toEqual(['ok', 'git 2.39.5 is here.']);
  });

  test.each([
    [false, 'warning'],
    [true, 'problem'],
  ] as const)('that is missing, with --local %s: a %s', async (local, is) => {
    const finding = await only(git, patient({ local, env: { PATH: dir } }));
    expect(read(finding)).toEqual([
      is,
      'git is not installed; the local AWS (--local) clones with it.',
      'Debian, Ubuntu: sudo apt install git; macOS: xcode-select --install',
    ]);
    expect(readKorean(finding)).toEqual([
      'git 이 없습니다. 로컬 AWS(--local)가 저장소를 복제할 때 필요합니다.',
      'Debian, Ubuntu: sudo apt install git, macOS: xcode-select --install',
    ]);
  });
});

describe('Python', () => {
  test('that is new enough', async () => {
    await command('python3', '3.12\\n/usr/bin/python3\\n');
    vi.stubEnv('PATH', dir);
    expect(read(await only(python, patient()))).toEqual([
      'ok',
      'Python 3.12 is here, for --local.',
    ]);
  });

  test.each([
    [false, 'warning'],
    [true, 'problem'],
  ] as const)('that is missing, with --local %s: a %s', async (local, is) => {
    vi.stubEnv('PATH', dir);
    const finding = await only(python, patient({ local }));
    expect(read(finding)).toEqual([
      is,
      'The local AWS needs Python 3.10 or newer, and none was found on the PATH.',
      expect.stringContaining('sudo apt install python3 python3-venv'),
    ]);
    expect(readKorean(finding)).toEqual([
      '로컬 AWS에는 파이썬 3.10 이상이 필요하지만 PATH에서 찾지 못했습니다.',
      expect.stringContaining('sudo apt install python3 python3-venv'),
    ]);
  });

  test('that is too old', async () => {
    await command('python3', '3.8\\n/usr/bin/python3\\n');
    vi.stubEnv('PATH', dir);
    const finding = await only(python, patient({ local: true }));
    expect(read(finding)[1]).toBe(
      'The local AWS needs Python 3.10 or newer; this machine has 3.8.',
    );
    expect(readKorean(finding)[0]).toBe(
      '로컬 AWS에는 파이썬 3.10 이상이 필요합니다. 이 컴퓨터에 있는 버전: 3.8',
    );
  });
});

describe('the operating system', () => {
  test.each(['linux', 'darwin'] as const)('%s runs the local AWS', async (name) => {
    expect(read(await only(platform, patient({ platform: name })))[0]).toBe('ok');
  });

  test.each([
    [false, 'warning'],
    [true, 'problem'],
  ] as const)('Windows, with --local %s: a %s', async (local, is) => {
    const finding = await only(platform, patient({ local, platform: 'win32' }));
    expect(read(finding)).toEqual([
      is,
      'The local AWS (--local) does not run on win32.',
      'On Windows use it inside WSL 2: wsl --install; everything else works here too.',
    ]);
    expect(readKorean(finding)).toEqual([
      '이 시스템(win32)에서는 로컬 AWS(--local)를 쓸 수 없습니다.',
      'Windows 라면 WSL 2 안에서 쓰세요: wsl --install. 나머지 명령은 그대로 동작합니다.',
    ]);
  });
});

describe('the disk', () => {
  test('is measured where the local AWS would be, which need not exist yet', async () => {
    const env = { LABS_HOME: join(dir, 'a', 'b'), LABS_PYTHON_HOME: join(dir, 'c') };
    expect(['ok', 'warning']).toContain(read(await only(disk, patient({ env })))[0]);
  });

  test('with room', () => {
    expect(read(judge({ path: '/data', mebibytes: 20_480 }, { local: true }))).toEqual([
      'ok',
      '20 GiB are free, enough for --local.',
    ]);
  });

  test.each([
    [false, 'warning'],
    [true, 'problem'],
  ] as const)('without, with --local %s: a %s', (local, is) => {
    const finding = judge({ path: '/data', mebibytes: 300 }, { local });
    expect(read(finding)).toEqual([
      is,
      'Only 300 MiB are free for /data; --local needs about 1500.',
      'Free some, or choose another disk with LABS_PYTHON_HOME and LABS_HOME.',
    ]);
    expect(readKorean(finding)).toEqual([
      '/data 에 쓸 여유가 300 MiB 뿐입니다. --local 에는 약 1500 MiB 가 필요합니다.',
      '공간을 비우거나 LABS_PYTHON_HOME, LABS_HOME 으로 다른 디스크를 지정하세요.',
    ]);
  });
});
