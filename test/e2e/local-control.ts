import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from './cli.ts';
import type { TestHome } from './test-home.ts';

/** One call in the local AWS's log. */
export interface LoggedCall {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly principal: string;
}

/** Sets quotas, injects faults and reads the call log of the local AWS of a home. */
export interface LocalControl {
  quotas(values: Readonly<Record<string, number>>): Promise<void>;
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  /** Moves the clock of leases and schedules on, by seconds. */
  advance(seconds: number): Promise<void>;
  clearFaults(): Promise<void>;
  /**
   * The calls of the person, or those of roles (instances and schedules), since a mark; see
   * {@link LocalControl.mark}.
   */
  callsSince(mark: number, of?: 'person' | 'roles'): Promise<readonly LoggedCall[]>;
  mark(): Promise<number>;
}

/** The control of a local AWS that runs. */
export async function localControl(home: TestHome): Promise<LocalControl> {
  const { stdout } = await runCli(['local', 'env', '--json'], home);
  const { environment } = JSON.parse(stdout) as { environment: Record<string, string> };
  const endpoint = environment['AWS_ENDPOINT_URL'] ?? '';
  const headers = {
    'x-labs-token': environment['AWS_ACCESS_KEY_ID'] ?? '',
    'content-type': 'application/json',
  };
  async function send(method: string, path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${endpoint}/_labs/${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
  const log = join(home.labsHome, 'local', 'calls.ndjson');
  const lines = async () => (await readFile(log, 'utf8')).trim().split('\n');
  return {
    quotas: (values) => send('PUT', 'quotas', values),
    fault: (fault) => send('POST', 'faults', fault),
    clearFaults: () => send('DELETE', 'faults', undefined),
    advance: (seconds) => send('POST', 'clock', { advance: seconds }),
    mark: async () => (await lines()).length,
    callsSince: async (mark, of = 'person') =>
      (await lines())
        .slice(mark)
        .map((line) => JSON.parse(line) as LoggedCall)
        .filter(({ principal }) => principal.includes('assumed-role/') === (of === 'roles')),
  };
}
