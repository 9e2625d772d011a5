import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLoopback, parseListen, readTls, serve } from '../../../src/classroom/door/serve.ts';

let dir: string;
let cert: string;
let key: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'labs-door-'));
  cert = join(dir, 'cert.pem');
  key = join(dir, 'key.pem');
  const subject = ['-subj', '/CN=door', '-addext', 'subjectAltName=DNS:door.example.ac.kr'];
  const making = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', [...making, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
});

afterAll(() => rm(dir, { recursive: true, force: true }));

test.each([
  ['0.0.0.0:8443', { host: '0.0.0.0', port: 8443 }],
  ['[::]:8443', { host: '::', port: 8443 }],
  ['door.example.ac.kr:443', { host: 'door.example.ac.kr', port: 443 }],
  ['8080', { host: '127.0.0.1', port: 8080 }],
])('"%s" is an address to listen on', (given, address) => {
  expect(parseListen(given)).toEqual(address);
});

test.each(['', 'door', '0.0.0.0:', '0.0.0.0:99999', 'a b:1', 'http://x:1', '[nonsense]:1', ':::1'])(
  '"%s" is none',
  (given) => {
    expect(() => parseListen(given)).toThrow(/no address to listen on/);
  },
);

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['127.0.0.1.example.com', false],
  ['192.168.0.2', false],
])('%s is this machine alone: %s', (host, isOwn) => {
  expect(isLoopback(host)).toBe(isOwn);
});

describe('a door that is served', () => {
  const app = new Hono().get('/', (context) => context.text('here'));

  test('over HTTP answers until it is closed, even to who holds on', async () => {
    const serving = await serve(app, { host: '127.0.0.1', port: 0 }, undefined);
    expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(serving.url)).text()).toBe('here');
    await serving.close();
    await expect(fetch(serving.url)).rejects.toThrow('fetch failed');
  });

  test('over TLS is shown by the name of its certificate', async () => {
    const serving = await serve(app, { host: '127.0.0.1', port: 0 }, await readTls(cert, key));
    try {
      const { port, host } = new URL(serving.url);
      expect(host).toBe(`door.example.ac.kr:${port}`);
      const ca = await readFile(cert, 'utf8');
      const servername = 'door.example.ac.kr';
      const status = await new Promise((resolve, reject) => {
        get({ host: '127.0.0.1', port, ca, servername }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
      expect(status).toBe(200);
    } finally {
      await serving.close();
    }
  });

  test('says which port is taken', async () => {
    const first = await serve(app, { host: '127.0.0.1', port: 0 }, undefined);
    const port = Number(new URL(first.url).port);
    await expect(serve(app, { host: '127.0.0.1', port }, undefined)).rejects.toThrow(
      new RegExp(`Cannot listen on 127.0.0.1:${port}`),
    );
    await first.close();
  });
});

test('files that are no certificate and key are said before anything listens', async () => {
  await expect(readTls(join(dir, 'none.pem'), key)).rejects.toThrow(/none\.pem cannot be used/);
  const other = join(dir, 'other.pem');
  await writeFile(other, 'no key');
  await expect(readTls(cert, other)).rejects.toThrow(/cert\.pem cannot be used/);
});
