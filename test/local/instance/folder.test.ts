import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instanceFolder, makeAnew } from '../../../src/local/instance/folder.ts';
import { tempFolder } from '../temp.ts';

test('only the SageMaker folder outlives a stop', async () => {
  const folder = instanceFolder(join(await tempFolder(), 'lab'));
  const notebook = { arn: 'arn:aws:sagemaker:us-east-1:1:notebook-instance/lab', name: 'lab' };
  await makeAnew(folder, notebook);
  await writeFile(join(folder.sagemaker, 'mine.ipynb'), 'work');
  await writeFile(join(folder.systemd, 'a.timer'), '');
  await writeFile(join(folder.home, '.bashrc'), '');
  await mkdir(join(folder.root, 'home', 'other'));
  await makeAnew(folder, notebook);
  expect(await readFile(join(folder.sagemaker, 'mine.ipynb'), 'utf8')).toBe('work');
  for (const gone of [join(folder.systemd, 'a.timer'), join(folder.home, '.bashrc')]) {
    expect(existsSync(gone)).toBe(false);
  }
  expect(existsSync(join(folder.root, 'home', 'other'))).toBe(false);
  expect(existsSync(folder.systemd) && existsSync(folder.xdg) && existsSync(folder.log)).toBe(true);
  expect(JSON.parse(await readFile(folder.metadata, 'utf8'))).toEqual({
    ResourceArn: notebook.arn,
    ResourceName: 'lab',
  });
});
