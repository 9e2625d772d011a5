import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Host, HostEvent } from '../../host/host.ts';
import { packageRoot } from '../../paths.ts';
import { pythonOnly } from '../../find-python.ts';
import { noProxy } from '../instance/no-proxy.ts';
import { bytecodeOf, pythonEnvironment } from '../python-env/python.ts';

/** The Python package that computes, and what it needs. */
const computeFolder = join(packageRoot, 'src', 'python', 'compute');

/** What the Python that computes needs. */
export const computeRequirements = join(computeFolder, 'requirements.txt');

/** How the processes that compute are started. */
export interface ComputePython {
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The Python that computes, made when the first job or endpoint needs it: who never trains does
 * not wait for it and has no room taken.
 *
 * @param serverPython of the local AWS's own environment, whose SDK is used
 * @returns asks for it; `say` hears once that it takes a while
 */
export function createComputeEnvironment(
  serverPython: string,
): (say: (line: string) => void, signal: AbortSignal) => Promise<ComputePython> {
  return async (say, signal) => {
    const python = await pythonEnvironment(sayingHost(say), signal, computeRequirements);
    const env = {
      ...(withoutAws(pythonOnly()) as Record<string, string>),
      ...noProxy(process.env),
      PYTHONPATH: [computeFolder, await sitePackages(serverPython)].join(delimiter),
      PYTHONPYCACHEPREFIX: bytecodeOf(python),
      PYTHONUNBUFFERED: '1',
    };
    return { python, env };
  };
}

/** Where the packages of an environment are. */
export async function sitePackages(python: string): Promise<string> {
  const lib = join(dirname(dirname(python)), 'lib');
  const version = (await readdir(lib)).find((name) => name.startsWith('python3.')) ?? '';
  return join(lib, version, 'site-packages');
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

/** Tells a job's log that its environment is being made; nobody can be asked there. */
function sayingHost(say: (line: string) => void): Host {
  let said = false;
  return {
    notify(event: HostEvent) {
      if (said) return;
      said = true;
      say(
        event.type === 'task'
          ? 'labs: fetching the Python packages that compute, about 100 MB, once only'
          : 'labs: waiting for the Python packages that compute',
      );
    },
    show: () => undefined,
    confirm: () => Promise.resolve(false),
    settle: () => undefined,
    enter: () => Promise.resolve(''),
  };
}
