import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../paths.ts';

/** What this project is compiled into; a copy of its own runs beside the instances. */
export const builtFolder = join(packageRoot, 'dist', 'src', 'local');

/** Puts the commands that stand for parts of the instance's system into a folder. */
export async function installShims(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'systemctl.mjs');
  await copyFile(join(builtFolder, 'instance', 'systemd', 'systemctl.js'), program);
  const script = `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(program)} "$@"\n`;
  await writeFile(join(folder, 'systemctl'), script, { mode: 0o755 });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
