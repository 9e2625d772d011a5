import { SearchCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

test('an operation that is not modelled says so, and is not retried', async () => {
  const refused = await refusal(
    server.sageMaker.send(new SearchCommand({ Resource: 'TrainingJob' })),
  );
  expect(refused).toEqual({
    name: 'NotImplemented',
    message: 'The local AWS does not model this: Search',
  });
});

test('a service that is not modelled says so', async () => {
  const json = { 'content-type': 'application/json' };
  const invoke = await server.raw('sagemaker', {
    path: '/endpoints/digits/invocations',
    headers: json,
    body: '[1]',
  });
  expect(invoke.status).toBe(501);
  expect(JSON.parse(invoke.text)).toMatchObject({
    __type: 'NotImplemented',
    message: 'The local AWS does not model this: /endpoints/digits/invocations',
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const instances = await server.raw('ec2', {
    headers: form,
    body: 'Action=DescribeInstances&Version=2016-11-15',
  });
  expect(instances.status).toBe(501);
  expect(instances.text).toContain('<Message>The local AWS does not model this: ec2</Message>');

  const reset = await server.raw('moto', { path: '/moto-api/reset' });
  expect(reset.status).toBe(501);
});
