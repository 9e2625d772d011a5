import { createServer } from 'node:http';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { HttpRequest } from '@smithy/core/protocols';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAws } from '../../src/aws/clients.ts';
import { readClocks } from '../../src/aws/clock.ts';
import { explainAwsError } from '../../src/aws/errors.ts';
import { createTransport } from '../../src/aws/transport.ts';
import {
  awsHost,
  companyCa,
  connectProxy,
  listen,
  proxyVariables,
  tlsSts,
} from './company-network.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const endpoint = `https://${awsHost}`;

beforeEach(() => proxyVariables({}));

/** Who calls, or the error that a person sees. */
async function whoAmI(to: string, caBundle?: string): Promise<unknown> {
  const transport = createTransport(caBundle === undefined ? {} : { caBundle });
  const aws = createAws({ credentials, endpoint: to, transport, gate: async () => undefined });
  const sts = await aws.client('sts', 'us-east-1');
  // One attempt: what is tried again is the SDK's matter.
  sts.config.maxAttempts = async () => 1;
  return sts.send(new GetCallerIdentityCommand({})).then(
    ({ Arn }) => Arn,
    (error: unknown) => explainAwsError(error, undefined),
  );
}

async function plainServer(status: number, headers: object, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { ...headers }).end(body);
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

describe('through a proxy', () => {
  test.each([
    ['HTTPS_PROXY', 'http://'],
    ['https_proxy', 'http://'],
    ['https_proxy', ''],
    ['ALL_PROXY', 'http://'],
  ])('every call goes that %s (%j) names', async (name, scheme) => {
    const ca = companyCa();
    const proxy = await connectProxy(await tlsSts(ca));
    proxyVariables({ [name]: `${scheme}127.0.0.1:${proxy.port}` });
    expect(await whoAmI(endpoint, ca.file)).toBe('arn:aws:iam::111122223333:user/kim');
    expect(proxy.connects).toEqual([`${awsHost}:443`]);
  });

  test('with its user and password, decoded', async () => {
    const ca = companyCa();
    const proxy = await connectProxy(await tlsSts(ca));
    proxyVariables({ HTTPS_PROXY: `http://kim:p%40ss@127.0.0.1:${proxy.port}` });
    await whoAmI(endpoint, ca.file);
    expect(proxy.logins).toEqual([`Basic ${Buffer.from('kim:p@ss').toString('base64')}`]);
  });

  test('the clock of AWS is read through it too', async () => {
    const ca = companyCa();
    const proxy = await connectProxy(await tlsSts(ca));
    proxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const clocks = await readClocks({
      endpoint,
      transport: createTransport({ caBundle: ca.file }),
      now: () => new Date(),
      signal: new AbortController().signal,
    });
    expect(clocks?.theirs).toEqual(new Date('2026-11-30T12:00:00Z'));
    expect(proxy.connects).toEqual([`${awsHost}:443`]);
  });

  test.each([awsHost, '.example.test', '*.example.test', 'x.test,.example.test', '*'])(
    'not where NO_PROXY is %s',
    async (noProxy) => {
      const proxy = await connectProxy(9);
      proxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: noProxy });
      const request = new HttpRequest({ protocol: 'https:', hostname: awsHost, path: '/' });
      // Nothing else than the proxy knows the name.
      await expect(createTransport().handle(request)).rejects.toThrow(awsHost);
      expect(proxy.connects).toEqual([]);
    },
  );

  test('never to this machine itself', async () => {
    const proxy = await connectProxy(9);
    const address = `http://127.0.0.1:${proxy.port}`;
    proxyVariables({ HTTPS_PROXY: address, HTTP_PROXY: address, ALL_PROXY: address });
    const local = await plainServer(200, {}, '');
    await whoAmI(local);
    await whoAmI(local.replace('127.0.0.1', 'localhost'));
    expect(proxy.connects).toEqual([]);
  });

  test('one that asks for a login is named, and how to give it', async () => {
    const proxy = await connectProxy(9, { status: 407, body: '<h1>Login</h1>' });
    const address = `127.0.0.1:${proxy.port}`;
    proxyVariables({ HTTPS_PROXY: `http://${address}` });
    expect(await whoAmI(endpoint)).toMatchObject({
      code: 'aws.proxy-login',
      params: { proxy: address, hadLogin: false },
    });
    proxyVariables({ HTTPS_PROXY: `http://kim:secret@${address}` });
    const refused = await whoAmI(endpoint);
    expect(refused).toMatchObject({ params: { proxy: address, hadLogin: true } });
    expect((refused as Error).message).not.toContain('secret');
  });

  test('one that is down is named', async () => {
    const { port } = await connectProxy(9);
    const down = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        const free = typeof address === 'object' && address !== null ? address.port : port;
        server.close(() => resolve(free));
      });
    });
    proxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${down}` });
    expect(await whoAmI(endpoint)).toMatchObject({
      code: 'aws.proxy-unreachable',
      params: { proxy: `127.0.0.1:${down}`, call: 'STS GetCallerIdentity (us-east-1)' },
    });
  });

  test('one that refuses the name says so in its own words', async () => {
    const body = '<html><style>p{}</style><p>Blocked by policy</p></html>';
    const proxy = await connectProxy(9, { status: 403, body });
    proxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(await whoAmI(endpoint)).toMatchObject({
      code: 'aws.foreign-answer',
      params: { host: awsHost, status: 403, text: 'Blocked by policy' },
    });
  });

  test.each([
    'socks5://127.0.0.1:1080',
    'http://kim:p@ss/w@127.0.0.1:1',
    'http://k%:x@127.0.0.1:1',
  ])('%s is refused without its password', async (address) => {
    proxyVariables({ https_proxy: address });
    const error = await whoAmI(endpoint);
    expect(error).toMatchObject({ code: 'aws.proxy-unusable', params: { name: 'HTTPS_PROXY' } });
  });
});

describe('certificates', () => {
  test('of an issuer that is not trusted name the variable to set', async () => {
    const proxy = await connectProxy(await tlsSts(companyCa()));
    proxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(await whoAmI(endpoint)).toMatchObject({
      code: 'aws.untrusted-certificate',
      params: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
  });

  test('in a bundle that cannot be read name the file', async () => {
    expect(await whoAmI(endpoint, '/nowhere/ca.pem')).toMatchObject({
      code: 'aws.ca-bundle',
      params: { file: '/nowhere/ca.pem' },
    });
  });

  test('in a bundle are trusted without a proxy too', async () => {
    const ca = companyCa();
    const port = await tlsSts(ca);
    // The address is this machine's, which the certificate does not name.
    expect(await whoAmI(`https://127.0.0.1:${port}`, ca.file)).toMatchObject({
      code: 'aws.untrusted-certificate',
      params: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });
});

describe('an answer that is not of AWS', () => {
  test.each([
    [200, { 'content-type': 'text/html; charset=utf-8' }, '<title>Sign in</title>', 'Sign in'],
    [302, { location: 'http://portal.test/' }, '', ''],
    [400, {}, '', ''],
    [400, {}, '{"error": "Unsupported service"}', '{"error": "Unsupported service"}'],
    [502, { 'content-type': 'text/html' }, `\u001b[31m${'x y '.repeat(200)}`, 'x y '.repeat(50)],
    [403, {}, 'token=abcdef, bearer AKIAIOSFODNN7EXAMPLE', 'token=…, bearer …'],
  ])('HTTP %i %j is shown with its text', async (status, headers, body, text) => {
    expect(await whoAmI(await plainServer(status, headers, body))).toMatchObject({
      code: 'aws.foreign-answer',
      params: { host: '127.0.0.1', status, text },
    });
  });

  test.each([
    [
      {},
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>m</Message></Error></ErrorResponse>',
      'aws.access-denied',
    ],
    [{ 'x-amzn-requestid': 'r' }, '', 'aws.failed'],
  ])('an error of AWS stays one (%j)', async (headers, body, code) => {
    expect(await whoAmI(await plainServer(403, headers, body))).toMatchObject({ code });
  });

  test('200 in another format than the client reads', async () => {
    const to = await plainServer(
      200,
      { 'content-type': 'text/plain' },
      'Welcome to the guest network',
    );
    const aws = createAws({ credentials, endpoint: to, gate: async () => undefined });
    const error = await (
      await aws.client('sageMaker', 'us-east-1')
    )
      .send(new ListModelsCommand({}))
      .catch((thrown: unknown) => explainAwsError(thrown, undefined));
    expect(error).toMatchObject({
      code: 'aws.foreign-answer',
      params: { status: 200, text: 'Welcome to the guest network' },
    });
  });

  test('is tried again where its status asks for it', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 503 : 200, {
        'content-type': asked === 1 ? 'text/html' : 'text/xml',
      });
      response.end('<html>busy</html>');
    });
    const to = `http://127.0.0.1:${await listen(server)}`;
    const aws = createAws({ credentials, endpoint: to, gate: async () => undefined });
    const sts = await aws.client('sts', 'us-east-1');
    await sts.send(new GetCallerIdentityCommand({})).catch(() => undefined);
    expect(asked).toBe(2);
  });
});
