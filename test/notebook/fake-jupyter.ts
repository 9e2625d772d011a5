import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Kernel {
  readonly id: string;
  execution_state: 'idle' | 'busy' | 'starting';
  last_activity: string;
  connections: number;
}

/** What Jupyter's REST API says, for states that a real server is hard to bring into. */
export interface FakeJupyter {
  readonly kernels: Kernel[];
  readonly terminals: { readonly name: string; last_activity: string }[];
  terminalsEnabled: boolean;
  close(): Promise<void>;
}

/**
 * Starts a Jupyter server that the agent finds by its runtime file.
 *
 * @param tls its key and certificate, where it speaks TLS as on an instance
 */
export async function fakeJupyter(
  home: string,
  tls?: { readonly key: string; readonly cert: string },
): Promise<FakeJupyter> {
  const jupyter = { kernels: [] as Kernel[], terminals: [], terminalsEnabled: true };
  const listener: RequestListener = (request, response) => {
    const allowed = request.headers.authorization === 'token secret';
    const answer = request.url?.endsWith('/base/api/kernels')
      ? jupyter.kernels
      : jupyter.terminalsEnabled && request.url?.endsWith('/base/api/terminals')
        ? jupyter.terminals
        : undefined;
    if (!allowed) response.writeHead(403).end();
    else if (answer === undefined) response.writeHead(404).end();
    else response.end(JSON.stringify(answer));
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const runtime = join(home, '.local/share/jupyter/runtime');
  mkdirSync(runtime, { recursive: true });
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}/base/`;
  writeFileSync(
    join(runtime, 'jpserver-4242.json'),
    JSON.stringify({ url, token: 'secret', pid: 4242, base_url: '/base/' }),
  );
  return Object.assign(jupyter, {
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
