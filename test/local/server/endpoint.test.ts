import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  await server.sageMaker.send(
    new CreateModelCommand({
      ModelName: 'model',
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: 'image' },
    }),
  );
  await configure('config');
}, startTimeout);
afterAll(() => server.stop());

const role = `arn:aws:iam::${account}:role/labs/x/role`;
const arn = (type: string, name: string) =>
  `arn:aws:sagemaker:${region}:${account}:${type}/${name}`;
const validation = (message: string) => ({ name: 'ValidationException', message });
const inProgress = (name: string) =>
  validation(`Cannot update in-progress endpoint "${arn('endpoint', name)}".`);

function configure(EndpointConfigName: string, ModelName = 'model') {
  return server.sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ProductionVariants: [
        { VariantName: 'v', ModelName, InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
      ],
    }),
  );
}

const create = (EndpointName: string, EndpointConfigName = 'config') =>
  server.sageMaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
const remove = (EndpointName: string) =>
  server.sageMaker.send(new DeleteEndpointCommand({ EndpointName }));
const describe = (EndpointName: string) =>
  server.sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
const end = (name: string, status: string) =>
  server.control('POST', `endpoints/${region}/${name}`, { status });

test('an endpoint goes through Creating, InService and Deleting, and cannot be deleted before', async () => {
  await create('walk');
  expect(await describe('walk')).toMatchObject({
    EndpointStatus: 'Creating',
    EndpointConfigName: 'config',
    ProductionVariants: [{ VariantName: 'v', DesiredInstanceCount: 2 }],
  });
  expect((await server.state()).endpoints).toMatchObject([
    { region, name: 'walk', status: 'Creating' },
  ]);
  expect(await refusal(remove('walk'))).toEqual(inProgress('walk'));
  expect((await end('walk', 'InService')).status).toBe(200);
  expect((await describe('walk')).EndpointStatus).toBe('InService');
  await remove('walk');
  expect((await describe('walk')).EndpointStatus).toBe('Deleting');
  expect(await refusal(remove('walk'))).toEqual(inProgress('walk'));
  expect((await end('walk', 'Gone')).status).toBe(200);
  expect(await refusal(describe('walk'))).toEqual(
    validation(`Could not find endpoint "${arn('endpoint', 'walk')}".`),
  );
});

test('an endpoint that failed can only be deleted', async () => {
  await create('failed');
  await end('failed', 'Failed');
  const update = new UpdateEndpointCommand({
    EndpointName: 'failed',
    EndpointConfigName: 'config',
  });
  expect((await refusal(server.sageMaker.send(update))).name).toBe('ValidationException');
  await remove('failed');
  await end('failed', 'Gone');
});

test('an endpoint takes another configuration while it is in service', async () => {
  await configure('other');
  await create('updated');
  const update = () =>
    server.sageMaker.send(
      new UpdateEndpointCommand({ EndpointName: 'updated', EndpointConfigName: 'other' }),
    );
  expect(await refusal(update())).toEqual(inProgress('updated'));
  await end('updated', 'InService');
  await update();
  expect(await describe('updated')).toMatchObject({
    EndpointStatus: 'Updating',
    EndpointConfigName: 'other',
  });
  await end('updated', 'InService');
});

test('what is not there, or is there already, is refused with its ARN', async () => {
  const send = server.sageMaker.send.bind(server.sageMaker);
  expect(await refusal(remove('nobody'))).toEqual(
    validation(`Could not find endpoint "${arn('endpoint', 'nobody')}".`),
  );
  expect(await refusal(create('x', 'nobody'))).toEqual(
    validation(`Could not find endpoint configuration "${arn('endpoint-config', 'nobody')}".`),
  );
  expect(await refusal(configure('y', 'nobody'))).toEqual(
    validation(`Could not find model "${arn('model', 'nobody')}".`),
  );
  expect(await refusal(send(new DeleteModelCommand({ ModelName: 'nobody' })))).toEqual(
    validation(`Could not find model "${arn('model', 'nobody')}".`),
  );
  expect(await refusal(create('updated'))).toEqual(
    validation(`Cannot create already existing endpoint "${arn('endpoint', 'updated')}".`),
  );
  expect(await refusal(configure('config'))).toEqual(
    validation(
      `Cannot create already existing endpoint configuration "${arn('endpoint-config', 'config')}".`,
    ),
  );
});

test('models, configurations and endpoints are listed, newest first, and deleted', async () => {
  const send = server.sageMaker.send.bind(server.sageMaker);
  const configs = await send(new ListEndpointConfigsCommand({}));
  expect(configs.EndpointConfigs?.map((config) => config.EndpointConfigName)).toEqual([
    'other',
    'config',
  ]);
  const endpoints = await send(new ListEndpointsCommand({ StatusEquals: 'InService' }));
  expect(endpoints.Endpoints?.map((endpoint) => endpoint.EndpointName)).toEqual(['updated']);
  const models = await send(new ListModelsCommand({ NameContains: 'mod' }));
  expect(models.Models).toHaveLength(1);
  expect(
    await send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'config' })),
  ).toMatchObject({ ProductionVariants: [{ ModelName: 'model', InstanceType: 'ml.m5.xlarge' }] });
  expect(await send(new DescribeModelCommand({ ModelName: 'model' }))).toMatchObject({
    ExecutionRoleArn: role,
    PrimaryContainer: { Image: 'image' },
  });
  for (const EndpointConfigName of ['config', 'other']) {
    await send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
  }
  await send(new DeleteModelCommand({ ModelName: 'model' }));
  expect(await server.counts()).toMatchObject({
    'sagemaker:model': 0,
    'sagemaker:endpoint-config': 0,
  });
});
