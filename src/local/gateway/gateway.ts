import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorText } from '../../process.ts';
import type { AwsCalls } from './aws-calls.ts';
import { answer } from './http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export interface Gateway {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Cuts every connection. */
  close(): Promise<void>;
}

const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Opens the gateway on a free loopback port.
 *
 * @param awsCalls answers what is for AWS
 * @param ownApi answers what is below /_labs/
 * @param log hears of defects; their caller loses the connection
 */
export async function openGateway(
  awsCalls: AwsCalls,
  ownApi: Handler,
  log: (line: string) => void,
): Promise<Gateway> {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page whose name was pointed at this machine brings its own name (DNS rebinding).
    if (!loopback.test(request.headers.host ?? '')) {
      answer(response, { status: 403, headers: {}, body: 'only loopback names are answered\n' });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/_labs/')) await ownApi(request, response, url);
    else await awsCalls.handle(request, response, url);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A caller that left is no defect.
      if (!request.destroyed || request.complete) log(`gateway: ${errorText(error)}`);
      response.destroy();
    });
  });
  // Longer than the SDKs keep an unused connection, so that they never meet one being closed.
  server.keepAliveTimeout = 75_000;
  server.requestTimeout = 0;
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      awsCalls.close();
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
