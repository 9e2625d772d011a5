import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';
import { hostname } from 'node:os';
import { createSecureContext } from 'node:tls';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { LabsError } from '../../errors.ts';

/** Where the door listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
}

/** A certificate with its chain, and its key, both PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** A door that is open. */
export interface Serving {
  /** The address that students open. */
  readonly url: string;
  close(): Promise<void>;
}

export const loopback: ListenAddress = { host: '127.0.0.1', port: 0 };

/**
 * Reads an address: `0.0.0.0:8443`, `[::]:8443`, `door.example.ac.kr:443`, or a port alone for this
 * machine.
 *
 * @throws LabsError `door.listen-invalid`
 */
export function parseListen(given: string): ListenAddress {
  const [, bracketed, named, port = ''] =
    /^(?:(?:\[([0-9a-f:.]+)\]|([^\s:[\]/]+)):)?(\d{1,5})$/i.exec(given.trim()) ?? [];
  const host = bracketed ?? named ?? loopback.host;
  const isValid =
    port !== '' && Number(port) <= 65_535 && (bracketed === undefined || isIPv6(host));
  if (!isValid) throw new LabsError('door.listen-invalid', { given });
  return { host, port: Number(port) };
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Reads a certificate and its key.
 *
 * @throws LabsError `door.tls-unusable`
 */
export async function readTls(certFile: string, keyFile: string): Promise<Tls> {
  const tls = { cert: await readPem(certFile), key: await readPem(keyFile) };
  try {
    createSecureContext(tls);
    return tls;
  } catch (error) {
    throw unusable(certFile, error);
  }
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, cause: unknown): LabsError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new LabsError('door.tls-unusable', { file, why }, { cause });
}

/**
 * Serves an app until it is closed.
 *
 * @throws LabsError `door.cannot-listen`
 */
export async function serve(
  app: Hono,
  { host, port }: ListenAddress,
  tls: Tls | undefined,
): Promise<Serving> {
  const { fetch } = app;
  const server =
    tls === undefined
      ? createAdaptorServer({ fetch })
      : createAdaptorServer({ fetch, createServer, serverOptions: tls });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabsError(
      'door.cannot-listen',
      { address: `${host}:${port}`, why },
      { cause: error },
    );
  }
  const scheme = tls === undefined ? 'http' : 'https';
  const open = (server.address() as AddressInfo).port;
  return {
    url: new URL(`${scheme}://${shownHost(host, tls)}:${open}/`).href,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // Its type also says HTTP/2, which it is not.
      (server as Server).closeAllConnections();
      await closed;
    },
  };
}

/** The name by which others reach it: the certificate's, else this machine's. */
function shownHost(host: string, tls: Tls | undefined): string {
  const names = tls && new X509Certificate(tls.cert).subjectAltName;
  const certified = /DNS:([^*,\s][^,\s]*)/.exec(names ?? '')?.[1];
  if (certified !== undefined) return certified;
  if (host === '0.0.0.0' || host === '::') return hostname();
  return isIPv6(host) ? `[${host}]` : host;
}
