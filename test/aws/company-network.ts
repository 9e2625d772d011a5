import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** A name that no DNS server knows: only a proxy can lead there. */
export const awsHost = 'sts.us-east-1.example.test';

/** Listens on a free port of this machine until the test ends. */
export async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that tunnels every CONNECT to one port of this machine. */
export interface ConnectProxy {
  readonly port: number;
  /** `host:port` of every CONNECT, in order. */
  readonly connects: string[];
  readonly logins: (string | undefined)[];
}

export async function connectProxy(
  to: number,
  answer: 'tunnel' | { readonly status: number; readonly body: string } = 'tunnel',
): Promise<ConnectProxy> {
  const connects: string[] = [];
  const logins: (string | undefined)[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    connects.push(request.url ?? '');
    logins.push(request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (answer !== 'tunnel') {
      const { status, body } = answer;
      socket.end(
        `HTTP/1.1 ${status} No\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      return;
    }
    const aws = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(aws).pipe(socket);
    });
    aws.on('error', () => socket.destroy());
  });
  return { port: await listen(server), connects, logins };
}

/** A certificate of {@link awsHost} that no one trusts who is not told to. */
export function companyCa(): {
  readonly file: string;
  readonly key: string;
  readonly cert: string;
} {
  const dir = mkdtempSync(join(tmpdir(), 'labs-ca-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const [keyFile, file] = [join(dir, 'key.pem'), join(dir, 'ca.pem')];
  const making = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1';
  const name = ['-subj', '/CN=example.test', '-addext', `subjectAltName=DNS:${awsHost}`];
  execFileSync('openssl', [...making.split(' '), '-keyout', keyFile, '-out', file, ...name], {
    stdio: 'ignore',
  });
  return { file, key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8') };
}

const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>U</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** STS over TLS on this machine, under the certificate of {@link companyCa}. */
export async function tlsSts(ca: { readonly key: string; readonly cert: string }): Promise<number> {
  const server = createTlsServer(ca, (request, response) => {
    request.resume();
    response
      .writeHead(200, {
        'content-type': 'text/xml',
        'x-amzn-requestid': 'r-1',
        date: 'Mon, 30 Nov 2026 12:00:00 GMT',
      })
      .end(identity);
  });
  return listen(server);
}

/** The proxy variables of the process, for a test; those that are not given are unset. */
export function proxyVariables(variables: Readonly<Record<string, string>>): void {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, variables[name] ?? undefined);
    vi.stubEnv(name.toLowerCase(), variables[name.toLowerCase()] ?? undefined);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}
