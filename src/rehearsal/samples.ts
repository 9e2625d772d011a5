import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { builtInLabs } from '../catalog/manifests.ts';
import type { Host } from '../host/host.ts';
import type { Inside, LocalAws } from '../local/index.ts';
import {
  computeRequirements,
  localEnvironment,
  pythonEnvironment,
  sitePackages,
} from '../local/index.ts';
import { message } from '../messages/message.ts';
import { rehearsalFolder } from './run-notebook.ts';

const run = promisify(execFile);

/**
 * Puts stand-ins for AWS's public sample data into the local AWS, under the names that notebooks
 * read them by. There only: `labs_rehearse` gets the local AWS's endpoint and keys and no others.
 */
export async function putSamples(
  host: Host,
  local: LocalAws,
  { python }: Inside,
  region: string,
  signal: AbortSignal,
): Promise<void> {
  const computing = await pythonEnvironment(host, signal, computeRequirements);
  const label = message('rehearse.samples');
  host.notify({ type: 'task', id: 'samples', state: 'running', message: label });
  await run(computing, ['-m', 'labs_rehearse.samples', builtInLabs, region], {
    env: {
      ...process.env,
      ...localEnvironment(local),
      PYTHONPATH: [rehearsalFolder, await sitePackages(python)].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    signal,
  });
  host.notify({ type: 'task', id: 'samples', state: 'done', message: label });
}
