import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { LabsError } from '../../errors.ts';
import type { Source } from '../open.ts';
import { dirOf } from '../open.ts';
import { httpsOf } from '../target.ts';

const run = promisify(execFile);

/** The repository that a folder is, or lies in. */
export interface FolderSource extends Source {
  /** The folder's path in the repository, with a slash at its end; empty at its root. */
  readonly inside: string;
}

/**
 * Reads which repository and commit a folder is a clone of.
 *
 * @throws LabsError `check.no-repository`
 */
export async function sourceOfFolder(folder: string): Promise<FolderSource> {
  const git = async (...args: readonly string[]) => {
    const options = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
    const { stdout } = await run('git', [...options, ...args], { cwd: folder });
    return stdout.replace(/\n$/, '');
  };
  try {
    // As it is written in the configuration: `insteadOf` is this machine's own matter.
    const [written, commit, inside] = await Promise.all([
      git('config', '--get', 'remote.origin.url'),
      git('rev-parse', '--verify', 'HEAD^{commit}'),
      git('rev-parse', '--show-prefix'),
    ]);
    const url = written.startsWith('https://') ? written : httpsOf(written);
    if (url === undefined) throw new LabsError('check.no-repository', { folder });
    return { url: url.replace(/\/\/[^/@]+@/, '//'), commit, dir: dirOf(url), inside };
  } catch (error) {
    if (error instanceof LabsError) throw error;
    throw new LabsError('check.no-repository', { folder: basename(folder) }, { cause: error });
  }
}
