import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { expect, onTestFinished, test } from 'vitest';
import { callOf, createAws } from '../../src/aws/clients.ts';
import { createRateGate } from '../../src/aws/rates.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** A server that answers every call with a status and a body. */
async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a client is built once for a service and region', async () => {
  const aws = createAws({ credentials, gate: async () => undefined });
  expect(await aws.client('sts', 'us-east-1')).toBe(await aws.client('sts', 'us-east-1'));
  expect(await aws.client('sts', 'us-east-1')).not.toBe(await aws.client('sts', 'us-west-2'));
});

test('every call passes the gate with its region, service and operation', async () => {
  const passed: string[] = [];
  const endpoint = await answering(200, '{"Models":[]}');
  const aws = createAws({
    credentials,
    endpoint,
    gate: async (...call) => void passed.push(call.join(' ')),
  });
  const client = await aws.client('sageMaker', 'eu-west-1');
  await client.send(new ListModelsCommand({}));
  expect(passed).toEqual(['eu-west-1 SageMaker ListModels']);
});

test('an error remembers its call', async () => {
  const endpoint = await answering(400, '{"__type":"ValidationException","message":"no"}');
  const aws = createAws({ credentials, endpoint, gate: async () => undefined });
  const client = await aws.client('sageMaker', 'us-east-1');
  const error = await client.send(new ListModelsCommand({})).catch((thrown: unknown) => thrown);
  expect(callOf(error as Error)).toEqual({
    service: 'SageMaker',
    operation: 'ListModels',
    region: 'us-east-1',
  });
});

test('a retry passes the gate again', async () => {
  let passed = 0;
  const endpoint = await answering(500, '<ErrorResponse/>');
  const aws = createAws({ credentials, endpoint, gate: async () => void (passed += 1) });
  const client = await aws.client('sts', 'us-east-1');
  await client.send(new GetCallerIdentityCommand({})).catch(() => undefined);
  expect(passed).toBeGreaterThan(1);
});

test('calls with a published limit are spread, others pass at once', async () => {
  const gate = createRateGate();
  const started = Date.now();
  await Promise.all([1, 2].map(() => gate('us-east-1', 'SageMaker', 'DeleteModel')));
  expect(Date.now() - started).toBeGreaterThanOrEqual(990);
  const free = Date.now();
  await Promise.all(Array.from({ length: 50 }, () => gate('us-east-1', 'S3', 'GetObject')));
  expect(Date.now() - free).toBeLessThan(500);
});

test('regions have budgets of their own', async () => {
  const gate = createRateGate();
  const started = Date.now();
  await Promise.all(
    ['us-east-1', 'us-west-2'].map((region) => gate(region, 'SageMaker', 'DeleteModel')),
  );
  expect(Date.now() - started).toBeLessThan(500);
});
