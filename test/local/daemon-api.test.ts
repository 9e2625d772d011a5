import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { createStack, notebookStack } from './stack.ts';
import { useDaemon } from './use-daemon.ts';

const daemon = useDaemon();

test('endpoints pass through their states', async () => {
  const { sageMaker } = daemon();
  const role = 'arn:aws:iam::123456789012:role/any';
  const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1';
  const ModelName = 'm';
  const EndpointConfigName = 'c';
  const EndpointName = 'e';
  await sageMaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: image },
    }),
  );
  const variant = { VariantName: 'v', ModelName, InstanceType: 'ml.m4.xlarge' as const };
  await sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ProductionVariants: [{ ...variant, InitialInstanceCount: 1 }],
    }),
  );
  await sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
  const describe = () =>
    sageMaker.send(new DescribeEndpointCommand({ EndpointName })).then(
      ({ EndpointStatus }) => EndpointStatus,
      (error: Error) => error.message,
    );
  await expect.poll(describe).toBe('InService');
  await sageMaker.send(new DeleteEndpointCommand({ EndpointName }));
  await expect.poll(describe).toContain('Could not find endpoint');
});

test('its own API is for who has the token', async () => {
  const { aws, own } = daemon();
  for (const token of ['', 'wrong', `${aws.accessKeyId}x`]) {
    const headers = { 'x-labs-token': token };
    const refused = await fetch(`${aws.endpoint}/_labs/calls`, { headers });
    expect(refused.status).toBe(403);
    const systemctl = await fetch(`${aws.endpoint}/_labs/systemctl`, {
      method: 'POST',
      headers,
      body: '{"args":["start","a"]}',
    });
    expect(systemctl.status).toBe(403);
  }
  expect(await (await own('GET', 'health')).json()).toEqual({ pid: process.pid });
  expect((await own('GET', 'nothing')).status).toBe(404);
  expect((await own('POST', 'faults', { service: 's3' })).status).toBe(400);
});

test('quotas are the server’s and are passed on', async () => {
  const { aws, own } = daemon();
  expect((await own('PUT', 'quotas', { 'L-04CE2E67': 0 })).status).toBe(200);
  const { status } = await createStack(aws, 'full', notebookStack({}));
  await own('PUT', 'quotas', { 'L-04CE2E67': 100 });
  expect(status).toBe('ROLLBACK_COMPLETE');
});
