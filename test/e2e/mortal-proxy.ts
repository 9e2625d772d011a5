import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where a process is killed: when its n-th call has been carried out, before it has the answer. */
export interface Death {
  readonly call: number;
  /** Ends the process; told which call it was. */
  readonly kill: (call: string) => void;
}

/** Stands between a process and AWS, and ends the process at a call. */
export interface MortalProxy {
  readonly endpoint: string;
  /** Counts calls from now on; without a death only that. */
  arm(death?: Death): void;
  close(): Promise<void>;
}

/**
 * Opens a proxy on a loopback port. From the death on, calls are neither made nor answered: those
 * that were under way are carried out, as they are when a process ends.
 */
export async function openMortalProxy(upstream: string): Promise<MortalProxy> {
  const { hostname, port } = new URL(upstream);
  const agent = new Agent({ keepAlive: true });
  let death: Death | undefined;
  let count = 0;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    count += 1;
    const own = count;
    const mine = death;
    const body = await buffer(request);
    const isDead = mine !== undefined && own > mine.call;
    if (isDead) {
      request.destroy();
      return;
    }
    const answer = await forward(request, body);
    const whole = await buffer(answer);
    if (own === mine?.call) {
      mine.kill(operationOf(request, body));
      request.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(whole);
  }

  function forward(request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { method = 'GET', url = '/', headers } = request;
    const { 'transfer-encoding': _, ...sent } = headers;
    return new Promise((resolve, reject) => {
      httpRequest({ agent, hostname, port, method, path: url, headers: sent }, resolve)
        .on('error', reject)
        .end(body);
    });
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm: (next) => {
      death = next;
      count = 0;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** What a call asks for, as far as a person needs to know: by its protocol, or S3's path. */
function operationOf({ method, url = '', headers }: IncomingMessage, body: Buffer): string {
  const target = [headers['x-amz-target']].flat().join(' ');
  const action = new URLSearchParams(body.toString('utf8')).get('Action');
  return target || action || `${method} ${url.replace(/\?.*$/, '')}`;
}
