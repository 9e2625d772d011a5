import * as z from 'zod';
import { LocalServerError } from './server-call.ts';

const notebook = z.object({
  region: z.string(),
  account: z.string(),
  name: z.string(),
  arn: z.string(),
  status: z.string(),
  roleArn: z.string(),
  /** Hook as base64, as it was given. */
  onCreate: z.string().nullable(),
  onStart: z.string().nullable(),
  firstStart: z.boolean(),
  since: z.string(),
});

const schedule = z.object({
  region: z.string(),
  name: z.string(),
  group: z.string(),
  expression: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  state: z.string(),
  targetArn: z.string(),
  input: z.string().nullable(),
  roleArn: z.string(),
  /** Minutes in which it may fire after its time; 0 without a window. */
  windowMinutes: z.number(),
  retryAttempts: z.number(),
  /** Seconds after the first attempt in which it may be retried. */
  retrySeconds: z.number(),
});

const passing = z.object({
  region: z.string(),
  name: z.string(),
  status: z.string(),
  since: z.string(),
});

const state = z.object({
  serial: z.number(),
  notebooks: z.array(notebook),
  schedules: z.array(schedule),
  endpoints: z.array(passing),
  jobs: z.array(passing.extend({ type: z.string() })),
});

export type ServerState = z.infer<typeof state>;
export type ServerNotebook = z.infer<typeof notebook>;
export type ServerSchedule = z.infer<typeof schedule>;

/** The server's own API, through which the gateway sees and drives what it holds. */
export interface Control {
  state(signal: AbortSignal): Promise<ServerState>;
  /** Waits until something changed after a serial number, at most some 25 seconds. */
  changed(after: number, signal: AbortSignal): Promise<void>;
  /**
   * Ends the state under way.
   *
   * @param path such as `notebooks/us-east-1/lab`
   * @returns false where no such state is under way any more
   */
  end(path: string, status: string, failureReason?: string): Promise<boolean>;
  /** Any call below /_labs/, as it is. */
  call(method: string, path: string, body?: string, signal?: AbortSignal): Promise<Response>;
}

/** @param port loopback port of the server */
export function createControl(port: number, token: string): Control {
  async function call(
    method: string,
    path: string,
    body?: string,
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`http://127.0.0.1:${port}/_labs/${path}`, {
      method,
      headers: { 'x-labs-control': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  return {
    call,
    async state(signal) {
      return state.parse(await (await call('GET', 'state', undefined, signal)).json());
    },
    async changed(after, signal) {
      const response = await call('GET', `changes?after=${after}&wait=25`, undefined, signal);
      await response.arrayBuffer();
    },
    async end(path, status, failureReason) {
      const body = JSON.stringify({
        status,
        ...(failureReason === undefined ? {} : { failureReason }),
      });
      const response = await call('POST', path, body);
      const said = await response.text();
      if (response.ok) return true;
      if (response.status === 409 || response.status === 404) return false;
      throw new LocalServerError('control', path, response.status, said);
    },
  };
}
