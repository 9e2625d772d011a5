import { type FileHandle, mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from './systemd/services.ts';
import {
  expandWords,
  parseEnvironmentFile,
  type ServiceUnit,
  type UnitCommand,
} from './systemd/units.ts';
import type { InstanceFolder } from './folder.ts';
import type { Processes } from './processes.ts';

type Variables = Readonly<Record<string, string>>;

/** A journal is begun anew past this size, in bytes. */
const largestJournal = 1_000_000;

/** Runs the commands of a service one after the other; its output goes to the instance's log. */
export function runService(options: {
  readonly service: ServiceUnit;
  readonly folder: InstanceFolder;
  readonly env: Variables;
  readonly processes: Processes;
}): Running {
  const { service, folder, processes } = options;
  let stopped = false;
  let endCurrent: (() => void) | undefined;

  function runCommand(command: UnitCommand, env: Variables, journal: FileHandle): Promise<number> {
    const [program = '', ...args] = expandWords(command.words, env);
    return new Promise((resolve, reject) => {
      const child = processes.start(folder.root, program, args, {
        cwd: workingDirectory(service, folder),
        env,
        stdio: ['ignore', journal.fd, journal.fd],
      });
      endCurrent = () => child.kill('SIGTERM');
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  }

  async function runAll(): Promise<number> {
    const env = { ...options.env, ...service.environment, ...(await environmentFiles(service)) };
    const journal = await openJournal(folder, service.name);
    try {
      for (const command of service.commands) {
        if (stopped) return 0;
        const code = await runCommand(command, env, journal);
        if (code !== 0 && !command.mayFail) return stopped ? 0 : code;
      }
      return 0;
    } finally {
      await journal.close();
    }
  }

  return {
    end: runAll(),
    stop() {
      stopped = true;
      endCurrent?.();
    },
  };
}

async function environmentFiles(service: ServiceUnit): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const { path, mayMiss } of service.environmentFiles) {
    try {
      Object.assign(all, parseEnvironmentFile(await readFile(path, 'utf8')));
    } catch (error) {
      if (!mayMiss) throw error;
    }
  }
  return all;
}

function workingDirectory(
  { workingDirectory: given }: ServiceUnit,
  folder: InstanceFolder,
): string {
  if (given === undefined) return folder.root;
  const path = given.replace(/^-/, '');
  return path === '~' ? folder.home : path;
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
