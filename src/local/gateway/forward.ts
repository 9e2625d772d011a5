import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import { errorCode } from '../../process.ts';

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers without those of the connection they came by. */
export function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}

export interface Forwarder {
  /**
   * Sends a request on.
   *
   * @param response where its answer will go: a caller who leaves ends the request
   * @param body what was read of it already; where absent it is streamed from the request
   * @returns the server's answer, its body still to be read
   */
  send(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | undefined,
  ): Promise<IncomingMessage>;
  close(): void;
}

/** Sends requests to the server on a loopback port, over connections that are kept. */
export function createForwarder(port: number): Forwarder {
  // Unused connections are given up well before the server would close them.
  const agent = new Agent({ keepAlive: true, timeout: 60_000 });

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | undefined,
  ): Promise<IncomingMessage> {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: endToEnd(request.headers),
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
    });
    response.once('close', () => {
      if (!response.writableFinished) outgoing.destroy();
    });
    if (body === undefined) request.pipe(outgoing);
    else outgoing.end(body);
    try {
      return await answer;
    } catch (error) {
      // The server closed a kept connection while we took it up again: it has not seen the request.
      const unseen = outgoing.reusedSocket && errorCode(error) === 'ECONNRESET';
      if (unseen && body !== undefined && !response.destroyed) return send(request, response, body);
      throw error;
    }
  }

  return { send, close: () => agent.destroy() };
}
