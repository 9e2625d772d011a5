import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isLabsError } from '../../src/errors.ts';
import { saveError, saveFolder } from '../../src/saved/save-folder.ts';
import { folder } from './tar.ts';

/** Why a folder is refused; the folder where it is not. */
async function refusal(typed: string): Promise<string> {
  try {
    return await saveFolder(typed);
  } catch (error) {
    if (!isLabsError(error, 'save.no-folder')) throw error;
    return error.params.why;
  }
}

test('a folder that is there or can be made is taken, and nothing is made yet', async () => {
  const parent = folder();
  expect(await refusal(parent)).toBe(parent);
  expect(await refusal(join(parent, 'a/b'))).toBe(join(parent, 'a/b'));
  expect(existsSync(join(parent, 'a'))).toBe(false);
  expect(await refusal(relative('.', parent))).toBe(resolve(parent));
});

test('what is no folder, or cannot be one, is refused', async () => {
  const parent = folder();
  const file = join(parent, 'afile');
  writeFileSync(file, '');
  expect(await refusal(file)).toBe('file');
  expect(await refusal(join(file, 'below'))).toBe('file');
  expect(await refusal('/dev/full')).toBe('file');
  expect(await refusal('')).toBe('empty');
  expect(await refusal(' ')).toBe('empty');
  expect(await refusal(join(parent, 'x'.repeat(300)))).toBe('too-long');
  expect(readdirSync(parent)).toEqual(['afile']);
});

test.each([
  ['ENOSPC', 'save.disk-full'],
  ['EDQUOT', 'save.disk-full'],
  ['EACCES', 'save.no-folder'],
  ['EROFS', 'save.no-folder'],
] as const)('%s is told as %s', (code, told) => {
  const cause = Object.assign(new Error(code), { code });
  expect(saveError(cause, '/there')).toMatchObject({
    code: told,
    params: { dir: '/there' },
    cause,
  });
});

test('any other failure is not explained away', () => {
  const failure = new Error('something else');
  expect(saveError(failure, '/there')).toBe(failure);
});
