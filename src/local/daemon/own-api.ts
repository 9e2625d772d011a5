import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Control } from '../server/control.ts';
import { delaysSchema } from '../gateway/delays.ts';
import type { CallLog } from '../gateway/call-log.ts';
import { type Faults, faultSchema } from '../gateway/faults.ts';
import { answer, readAll } from '../gateway/http.ts';
import type { Instances } from '../instance/instances.ts';
import type { Scheduler } from '../schedule/scheduler.ts';

export interface OwnApiOptions {
  /** The daemon's token, in the header x-labs-token. */
  readonly token: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly scheduler: Scheduler;
  readonly control: Control;
  readonly instances: Instances;
  /** Python of our own environment. */
  readonly python: string;
  readonly shutdown: () => void;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

type Route = (body: string) => Promise<Reply> | Reply;

const clockBody = z.strictObject({ advance: z.number().min(0) });
const instanceBody = z.strictObject({ region: z.string(), name: z.string() });
const systemctlBody = z.strictObject({ args: z.array(z.string()) });

/**
 * What is below /_labs/ on the gateway: health, calls, clock, delays, faults, how to run something in an
 * instance, shutdown; quotas, counts and state are the server's and are passed on. An instance's systemctl has a token of its own.
 */
export function createOwnApi(options: OwnApiOptions) {
  const routes = routesOf(options);

  async function systemctl(token: string, body: string): Promise<Reply> {
    const instance = options.instances.ofSystemctl(token);
    if (instance === undefined) return json({ error: 'no such instance' }, 403);
    return json(instance.systemd.command(systemctlBody.parse(JSON.parse(body)).args));
  }

  async function reply(request: IncomingMessage, url: URL): Promise<Reply> {
    const token = String(request.headers['x-labs-token'] ?? '');
    const body = (await readAll(request)).toString('utf8');
    const name = `${request.method} ${url.pathname.slice('/_labs/'.length)}`;
    if (name === 'POST systemctl') return systemctl(token, body);
    if (!same(token, options.token)) {
      return json({ error: 'the token in x-labs-token is missing or wrong' }, 403);
    }
    return routes[name]?.(body) ?? json({ error: `no ${name}` }, 404);
  }

  return async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const { status, type, body } = await reply(request, url).catch((error: unknown) =>
      json({ error: String(error) }, error instanceof z.ZodError ? 400 : 500),
    );
    answer(response, { status, headers: { 'content-type': type }, body });
  };
}

function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function routesOf(options: OwnApiOptions): Readonly<Record<string, Route>> {
  const { calls, faults, scheduler, control } = options;

  async function passOn(method: string, path: string, body?: string): Promise<Reply> {
    const response = await control.call(method, path, body);
    return { status: response.status, type: 'application/json', body: await response.text() };
  }

  return {
    'GET health': () => json({ pid: process.pid }),
    'GET calls': async () => ({
      status: 200,
      type: 'application/x-ndjson',
      body: await calls.text(),
    }),
    'GET clock': () => json({ now: new Date(scheduler.now()).toISOString() }),
    'POST clock': async (body) => {
      const { advance } = clockBody.parse(JSON.parse(body));
      // The server first: what falls due meets an AWS whose clock shows the same.
      const ahead = (scheduler.now() - Date.now()) / 1000 + advance;
      await control.call('PUT', 'delays', JSON.stringify({ ahead }));
      scheduler.advance(advance * 1000);
      return json({ now: new Date(scheduler.now()).toISOString() });
    },
    'PUT delays': (body) =>
      passOn('PUT', 'delays', JSON.stringify(delaysSchema.parse(JSON.parse(body)))),
    'POST faults': (body) => {
      faults.add(faultSchema.parse(JSON.parse(body)));
      return json({});
    },
    'DELETE faults': () => {
      faults.clear();
      return json({});
    },
    'POST instance': (body) => {
      const { region, name } = instanceBody.parse(JSON.parse(body));
      const instance = options.instances.find(region, name);
      if (instance === undefined) return json({ error: `${name} does not run` }, 404);
      const { environment, folder } = instance;
      return json({ python: options.python, home: folder.sagemaker, environment });
    },
    'POST shutdown': () => {
      setImmediate(options.shutdown);
      return json({ pid: process.pid });
    },
    'PUT quotas': (body) => passOn('PUT', 'quotas', body),
    'GET counts': () => passOn('GET', 'counts'),
    'GET state': () => passOn('GET', 'state'),
  };
}
