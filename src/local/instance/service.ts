import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstanceFolder } from './folder.ts';
import type { Processes } from './processes.ts';
import type { ServiceUnit } from './systemd/units.ts';

/** A journal is begun anew past this size, in bytes. */
const largestJournal = 1_000_000;

/** Runs the command of a service; its output goes to the instance's log. Gives its exit code. */
export async function runService(options: {
  readonly service: ServiceUnit;
  readonly folder: InstanceFolder;
  readonly env: Readonly<Record<string, string>>;
  readonly processes: Processes;
}): Promise<number> {
  const { service, folder, env, processes } = options;
  const [program, ...args] = service.command;
  const journal = await openJournal(folder, service.name);
  try {
    return await new Promise((resolve, reject) => {
      const stdio = ['ignore', journal.fd, journal.fd] as const;
      const child = processes.start(folder.root, program, args, {
        cwd: folder.root,
        env,
        stdio: [...stdio],
      });
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await journal.close();
  }
}

async function openJournal(folder: InstanceFolder, name: string): Promise<FileHandle> {
  await mkdir(folder.log, { recursive: true });
  const path = join(folder.log, `${name}.log`);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return open(path, size > largestJournal ? 'w' : 'a');
}
