import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { faultSchema } from '../../../src/local/gateway/faults.ts';
import { gatewayBefore, rootKey, signedBy } from './upstream.ts';

const json = { 'content-type': 'application/x-amz-json-1.1' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const describe = { ...json, 'x-amz-target': 'SageMaker.DescribeEndpoint' };

test('passes a call on as it came, and its answer back', async () => {
  const gateway = await gatewayBefore((_, response) =>
    response.writeHead(201, { 'x-amzn-requestid': 'r1' }).end('{"a":1}'),
  );
  const response = await fetch(`${gateway.endpoint}/?x=1%202`, {
    method: 'POST',
    headers: { ...describe, ...signedBy(rootKey, 'sagemaker') },
    body: '{"EndpointName":"e"}',
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-amzn-requestid')).toBe('r1');
  expect(await response.text()).toBe('{"a":1}');
  const [received] = gateway.received;
  expect(received?.url).toBe('/?x=1%202');
  expect(received?.headers['x-amz-target']).toBe('SageMaker.DescribeEndpoint');
  expect(received?.headers['host']).toBe(new URL(gateway.endpoint).host);
  expect(received?.body.toString()).toBe('{"EndpointName":"e"}');
});

test('streams large bodies both ways', async () => {
  const body = randomBytes(3_000_000);
  const gateway = await gatewayBefore((received, response) => response.end(received.body));
  const response = await fetch(`${gateway.endpoint}/bucket/key`, {
    method: 'PUT',
    headers: signedBy(rootKey, 's3'),
    body,
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
});

test('the log has service, operation, region, status and caller, and nothing secret', async () => {
  const gateway = await gatewayBefore();
  await fetch(`${gateway.endpoint}/`, {
    method: 'POST',
    headers: { ...form, ...signedBy(rootKey, 'cloudformation', 'us-west-2') },
    body: 'Action=CreateStack&TemplateBody=private',
  });
  const credential = encodeURIComponent(`${rootKey}/20261123/us-east-1/s3/aws4_request`);
  await fetch(`${gateway.endpoint}/bucket/key?X-Amz-Credential=${credential}&X-Amz-Signature=abc`);
  const calls = await gateway.calls();
  const principal = 'arn:aws:iam::123456789012:user/me';
  expect(calls).toMatchObject([
    {
      service: 'cloudformation',
      operation: 'CreateStack',
      region: 'us-west-2',
      status: 200,
      principal,
    },
    { service: 's3', operation: 'GetObject', region: 'us-east-1', status: 200, principal },
  ]);
  expect(calls[0]?.time).toMatch(/^\d{4}-.*Z$/);
  const text = JSON.stringify(calls);
  for (const secret of ['private', 'Signature', 'abc', rootKey]) expect(text).not.toContain(secret);
});

test.each([
  ['sagemaker', 400, '"__type":"UnrecognizedClientException"'],
  ['cloudformation', 403, '<Code>InvalidClientTokenId</Code>'],
  ['sts', 403, '<Code>InvalidClientTokenId</Code>'],
  ['scheduler', 403, 'The security token included in the request is invalid.'],
  ['s3', 403, '<Code>InvalidAccessKeyId</Code>'],
])('a key that was not issued is refused as %s does', async (service, status, text) => {
  const gateway = await gatewayBefore();
  const response = await fetch(gateway.endpoint, { headers: signedBy('AKIAOTHER', service) });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(text);
  expect(gateway.received).toEqual([]);
  expect(await gateway.calls()).toMatchObject([{ service, status, principal: 'unknown' }]);
});

test('an unsigned request is refused', async () => {
  const gateway = await gatewayBefore();
  const response = await fetch(`${gateway.endpoint}/bucket/key`);
  expect(response.status).toBe(403);
  expect(gateway.received).toEqual([]);
});

test('keys that STS hands out are answered, as their role', async () => {
  const gateway = await gatewayBefore((_, response) =>
    response.end(
      '<AssumeRoleResponse><Arn>arn:aws:sts::1:assumed-role/r/s</Arn><AccessKeyId>ASIA1</AccessKeyId></AssumeRoleResponse>',
    ),
  );
  const before = await fetch(gateway.endpoint, { headers: signedBy('ASIA1', 'sagemaker') });
  expect(before.status).toBe(400);
  const assumed = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: { ...form, ...signedBy(rootKey, 'sts') },
    body: 'Action=AssumeRole&RoleArn=r',
  });
  expect(await assumed.text()).toContain('ASIA1');
  const after = await fetch(gateway.endpoint, { headers: signedBy('ASIA1', 'sagemaker') });
  expect(after.status).toBe(200);
  expect((await gateway.calls()).at(-1)?.principal).toBe('arn:aws:sts::1:assumed-role/r/s');
});

test('only names of this machine are answered', async () => {
  const gateway = await gatewayBefore();
  const { port } = new URL(gateway.endpoint);
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host, ...signedBy(rootKey, 'sagemaker') };
      request({ host: '127.0.0.1', port, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
  expect(await status(`127.0.0.1:${port}`)).toBe(200);
  expect(await status(`localhost:${port}`)).toBe(200);
  expect(await status('attacker.example')).toBe(403);
  expect(await status(`127.0.0.1.attacker.example:${port}`)).toBe(403);
  expect(gateway.received).toHaveLength(2);
});

test.each([
  ['throttle', 'sagemaker', 400, 'ThrottlingException'],
  ['throttle', 'cloudformation', 400, '<Code>Throttling</Code>'],
  ['throttle', 's3', 503, '<Code>SlowDown</Code>'],
  ['throttle', 'scheduler', 429, 'Rate exceeded'],
  ['error500', 'sagemaker', 500, 'InternalFailure'],
  ['accessDenied', 'cloudformation', 403, 'user/me is not authorized to perform: cloudformation:'],
  ['expiredToken', 'sts', 403, '<Code>ExpiredToken</Code>'],
])('fault %s of %s', async (kind, service, status, text) => {
  const gateway = await gatewayBefore();
  gateway.faults.add(faultSchema.parse({ service, operation: '*', kind, times: 1 }));
  const response = await fetch(gateway.endpoint, { headers: signedBy(rootKey, service) });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(text);
  expect(gateway.received).toEqual([]);
  expect(await gateway.calls()).toMatchObject([{ status, fault: kind }]);
  const next = await fetch(gateway.endpoint, { headers: signedBy(rootKey, service) });
  expect(next.status).toBe(200);
});

test('a lost response: the request is executed, the caller hears nothing', async () => {
  const gateway = await gatewayBefore();
  const fault = { service: 'sagemaker', operation: 'DescribeEndpoint', kind: 'lostResponse' };
  gateway.faults.add(faultSchema.parse({ ...fault, times: 1 }));
  const send = () =>
    fetch(gateway.endpoint, {
      method: 'POST',
      headers: { ...describe, ...signedBy(rootKey, 'sagemaker') },
      body: '{}',
    });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(gateway.received).toHaveLength(1);
  expect(await gateway.calls()).toMatchObject([{ status: 0, fault: 'lostResponse' }]);
  expect((await send()).status).toBe(200);
});

test('a call that hangs ends with its caller', async () => {
  const gateway = await gatewayBefore();
  gateway.faults.add(faultSchema.parse({ service: '*', operation: '*', kind: 'hang' }));
  const headers = signedBy(rootKey, 'sagemaker');
  const hanging = fetch(gateway.endpoint, { headers, signal: AbortSignal.timeout(200) });
  await expect(hanging).rejects.toThrow(/timeout/i);
  await expect.poll(() => gateway.calls()).toMatchObject([{ status: 0, fault: 'hang' }]);
  expect(gateway.received).toEqual([]);
});

test('above its rate a call is throttled before the server hears of it', async () => {
  const gateway = await gatewayBefore(undefined, { rateLimit: () => false });
  const response = await fetch(gateway.endpoint, { headers: signedBy(rootKey, 'sagemaker') });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    __type: 'ThrottlingException',
    message: 'Rate exceeded',
  });
  expect(gateway.received).toEqual([]);
});

test('a server that does not answer is a service that is unavailable', async () => {
  const gateway = await gatewayBefore((_, response) => response.destroy());
  const response = await fetch(gateway.endpoint, { headers: signedBy(rootKey, 'sts') });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('<Code>ServiceUnavailable</Code>');
});

test('what is below /_labs/ is not a call', async () => {
  const gateway = await gatewayBefore();
  expect(await (await fetch(`${gateway.endpoint}/_labs/x`)).text()).toBe('own');
  expect(await gateway.calls()).toEqual([]);
});
