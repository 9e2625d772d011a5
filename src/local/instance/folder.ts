import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The disk of a notebook instance, below one folder that stands for its root. */
export interface InstanceFolder {
  readonly root: string;
  readonly systemd: string;
  readonly xdg: string;
  /** Home of the notebook's user. */
  readonly home: string;
  /** The only part that outlives a stop. */
  readonly sagemaker: string;
  readonly metadata: string;
  readonly log: string;
  /** Where hooks lie while they run. */
  readonly tmp: string;
}

/** The layout of an instance, as on AWS where our hooks can see it. */
export function instanceFolder(root: string): InstanceFolder {
  const home = join(root, 'home', 'ec2-user');
  return {
    root,
    systemd: join(root, 'etc', 'systemd', 'system'),
    xdg: join(root, 'etc', 'xdg'),
    home,
    sagemaker: join(home, 'SageMaker'),
    metadata: join(root, 'opt', 'ml', 'metadata', 'resource-metadata.json'),
    log: join(root, 'log'),
    tmp: join(root, 'tmp'),
  };
}

/**
 * Makes the disk of an instance that starts: all of it anew but the SageMaker folder.
 *
 * Sources: "Notebook instance lifecycle" (only /home/ec2-user/SageMaker persists) and "Get
 * notebook instance metadata", Amazon SageMaker Developer Guide.
 */
export async function makeAnew(
  folder: InstanceFolder,
  notebook: { readonly arn: string; readonly name: string },
): Promise<void> {
  await empty(folder.root, ['home']);
  await empty(join(folder.root, 'home'), ['ec2-user']);
  await empty(folder.home, ['SageMaker']);
  const dirs = [folder.systemd, folder.xdg, folder.sagemaker, folder.log, folder.tmp];
  await Promise.all(dirs.map((dir) => mkdir(dir, { recursive: true })));
  await mkdir(join(folder.metadata, '..'), { recursive: true });
  const metadata = { ResourceArn: notebook.arn, ResourceName: notebook.name };
  await writeFile(folder.metadata, JSON.stringify(metadata));
}

async function empty(dir: string, keep: readonly string[]): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const old = names.filter((name) => !keep.includes(name));
  await Promise.all(old.map((name) => rm(join(dir, name), { recursive: true, force: true })));
}
