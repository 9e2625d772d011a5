import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Daemon, runDaemon } from '../../src/local/daemon/daemon-run.ts';
import { homeAt } from '../../src/home.ts';
import { markedProcesses } from '../../src/local/instance/processes.ts';
import type { LocalAws } from '../../src/local/index.ts';
import { localPython } from '../python.ts';
import { clientConfig } from './stack.ts';

/** The local AWS of a test file. */
export interface TestDaemon {
  readonly aws: LocalAws;
  readonly sageMaker: SageMakerClient;
  /** Python of the local AWS. */
  readonly python: string;
  /** A folder that goes with it. */
  readonly folder: string;
  readonly log: readonly string[];
  /** A call of its own API, with the token. */
  readonly own: (method: string, path: string, body?: unknown) => Promise<Response>;
}

/**
 * Runs a local AWS for the tests of a file: instant times, no rates.
 *
 * Afterwards no process and no file of it may be left.
 */
export function useDaemon(): () => TestDaemon {
  const log: string[] = [];
  let daemon: Daemon;
  let made: TestDaemon;

  beforeAll(async () => {
    const python = await localPython();
    const folder = await mkdtemp(join(tmpdir(), 'labs daemon-'));
    const home = homeAt(join(folder, 'local'));
    const say = (line: string) => void log.push(line);
    daemon = await runDaemon({
      home,
      python,
      times: 'instant',
      rates: 'none',
      policies: 'ignored',
      log: say,
    });
    const { aws } = daemon;
    const own = (method: string, path: string, body?: unknown) =>
      fetch(`${aws.endpoint}/_labs/${path}`, {
        method,
        headers: { 'x-labs-token': aws.accessKeyId },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    made = { aws, sageMaker: new SageMakerClient(clientConfig(aws)), python, folder, log, own };
  }, 600_000);

  afterAll(async () => {
    await daemon.stop('the tests are over', { files: true });
    const left = await markedProcesses(made.folder);
    const files = existsSync(daemon.aws.dataDir);
    await rm(made.folder, { recursive: true, force: true });
    expect({ left, files }).toEqual({ left: [], files: false });
  }, 60_000);

  return () => made;
}
