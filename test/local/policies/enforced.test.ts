import type { Tag } from '@aws-sdk/client-sagemaker';
import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeModelCommand,
  ListModelsCommand,
  ListTagsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../../lib/template.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { ifAllowed } from '../../../src/local/compute/if-allowed.ts';
import type { Intercept } from '../../../src/local/gateway/aws-calls.ts';
import type { Server } from '../server/server.ts';
import { account, refusal, region, startServer, startTimeout } from '../server/server.ts';
import { makeSandbox } from './sandbox.ts';

interface Sandbox {
  readonly role: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly sageMaker: SageMakerClient;
  readonly s3: S3Client;
}

let server: Server;
let kim: Sandbox;
let lee: Sandbox;

beforeAll(async () => {
  server = await startServer({ policies: 'enforced' });
  const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
  const template = JSON.parse(synthesizeTemplate(labs)) as object;
  kim = await makeClients('labs-kim', template);
  lee = await makeClients('labs-lee', template);
}, startTimeout);
afterAll(() => server.stop());

/** A sandbox, and clients with its role's credentials. */
async function makeClients(name: string, template: object): Promise<Sandbox> {
  const { role, bucket, credentials } = await makeSandbox(server, name, template);
  const config = { region, endpoint: server.endpoint, maxAttempts: 1, credentials };
  return {
    role,
    bucket,
    accessKeyId: credentials.accessKeyId,
    sageMaker: new SageMakerClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
  };
}

const ofKim: Tag = { Key: 'labs:sandbox', Value: 'labs-kim' };
const ofLee: Tag = { Key: 'labs:sandbox', Value: 'labs-lee' };

function model(name: string, Tags: Tag[] | undefined, ExecutionRoleArn = kim.role) {
  return new CreateModelCommand({ ModelName: name, ExecutionRoleArn, Tags });
}

test('a role does what its policies allow', async () => {
  await kim.sageMaker.send(model('mine', [ofKim]));
  const found = await kim.sageMaker.send(new DescribeModelCommand({ ModelName: 'mine' }));
  expect(found.ExecutionRoleArn).toBe(kim.role);
  await kim.sageMaker.send(new DeleteModelCommand({ ModelName: 'mine' }));
  const where = { Bucket: kim.bucket, Key: 'data/train.csv' };
  await kim.s3.send(new PutObjectCommand({ ...where, Body: '1' }));
});

test('a role is refused what its policies do not allow, in the words of AWS', async () => {
  const session = `arn:aws:sts::${account}:assumed-role/${kim.role.split('/').at(-1)}/SageMaker`;
  expect(await refusal(kim.sageMaker.send(model('untagged', undefined)))).toEqual({
    name: 'AccessDeniedException',
    message:
      `User: ${session} is not authorized to perform: sagemaker:CreateModel on resource: ` +
      `arn:aws:sagemaker:${region}:${account}:model/untagged because no identity-based policy ` +
      'allows the sagemaker:CreateModel action',
  });
});

test('a role cannot make for a neighbour, pass another role, or touch what is not its own', async () => {
  await lee.sageMaker.send(model('of-lee', [ofLee], lee.role));
  const theirs = `arn:aws:sagemaker:${region}:${account}:model/of-lee`;
  const refused: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['for a neighbour', () => kim.sageMaker.send(model('x', [ofLee]))],
    [
      'in capitals',
      () => kim.sageMaker.send(model('x', [{ Key: 'Labs:Sandbox', Value: 'labs-kim' }])),
    ],
    ["with a neighbour's role", () => kim.sageMaker.send(model('x', [ofKim], lee.role))],
    ['a read', () => kim.sageMaker.send(new DescribeModelCommand({ ModelName: 'of-lee' }))],
    ['a removal', () => kim.sageMaker.send(new DeleteModelCommand({ ModelName: 'of-lee' }))],
    [
      'a claim',
      () => kim.sageMaker.send(new AddTagsCommand({ ResourceArn: theirs, Tags: [ofKim] })),
    ],
    ['a list of all', () => kim.sageMaker.send(new ListModelsCommand({}))],
    [
      'an instance that no lab declares',
      () =>
        kim.sageMaker.send(
          new CreateEndpointConfigCommand({
            EndpointConfigName: 'dear',
            ProductionVariants: [
              {
                VariantName: 'v',
                ModelName: 'mine',
                InstanceType: 'ml.p4d.24xlarge',
                InitialInstanceCount: 1,
              },
            ],
            Tags: [ofKim],
          }),
        ),
    ],
    ['an object', () => kim.s3.send(new GetObjectCommand({ Bucket: lee.bucket, Key: 'x' }))],
  ];
  for (const [what, ask] of refused) {
    const { name } = await refusal(ask());
    expect(`${what}: ${name}`).toMatch(/: AccessDenied(Exception)?$/);
  }
});

test('tags are seen by policies, by ListTags and by the index after delays of their own, by the clock', async () => {
  const ResourceArn = `arn:aws:sagemaker:${region}:${account}:model/late`;
  const seen = async () => {
    const { Tags } = await server.sageMaker.send(new ListTagsCommand({ ResourceArn }));
    const { ResourceTagMappingList } = await server.tagging.send(
      new GetResourcesCommand({ TagFilters: [{ Key: 'labs:sandbox', Values: ['labs-kim'] }] }),
    );
    const described = await kim.sageMaker
      .send(new DescribeModelCommand({ ModelName: 'late' }))
      .then(() => 'described')
      .catch((error: Error) => error.name);
    const indexed = ResourceTagMappingList?.some(({ ResourceARN }) => ResourceARN === ResourceArn);
    return [described, Tags?.length, indexed];
  };
  const set = (delays: object) => server.control('PUT', 'delays', delays);
  await set({ policyTags: 100, listedTags: 200, indexedTags: 300 });
  await kim.sageMaker.send(model('late', [ofKim]));
  expect(await seen()).toEqual(['AccessDeniedException', 0, false]);
  await set({ ahead: 150 });
  expect(await seen()).toEqual(['described', 0, false]);
  await set({ ahead: 250 });
  expect(await seen()).toEqual(['described', 1, false]);
  await set({ ahead: 350 });
  expect(await seen()).toEqual(['described', 1, true]);

  // What is taken away is seen for as long.
  await server.sageMaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['labs:sandbox'] }));
  expect(await seen()).toEqual(['described', 1, true]);
  await set({ ahead: 700 });
  expect(await seen()).toEqual(['AccessDeniedException', 0, false]);

  expect(await set({ nothing: 1 })).toMatchObject({ status: 400 });
  await set({ policyTags: 0, listedTags: 0, indexedTags: 0, ahead: 0 });
});

test('an endpoint answers only whom its policies allow', async () => {
  const EndpointConfigName = 'asked';
  const variant = { VariantName: 'v', ModelName: 'of-endpoint', InitialInstanceCount: 1 };
  await kim.sageMaker.send(model('of-endpoint', [ofKim]));
  await kim.sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ProductionVariants: [{ ...variant, InstanceType: 'ml.m4.xlarge' }],
      Tags: [ofKim],
    }),
  );
  await kim.sageMaker.send(
    new CreateEndpointCommand({ EndpointName: 'asked', EndpointConfigName, Tags: [ofKim] }),
  );
  const answer: Intercept = () => Promise.resolve({ status: 200, headers: {}, body: 'answered' });
  const ask = async (accessKeyId: string) => {
    const call = { service: 'sagemaker', region, operation: 'InvokeEndpoint', principal: 'any' };
    const scope = `${accessKeyId}/20260101/${region}/sagemaker/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const request = { url: '/endpoints/asked/invocations', headers: { authorization } };
    const port = Number(new URL(server.endpoint).port);
    return ifAllowed(port, answer)(call, Buffer.from('1'), request);
  };
  expect(await ask(kim.accessKeyId)).toMatchObject({ status: 200, body: 'answered' });
  const refused = await ask(lee.accessKeyId);
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('not authorized to perform: sagemaker:InvokeEndpoint');
});

test('the user of the local account is not checked', async () => {
  await server.sageMaker.send(model('of-the-user', undefined));
  const { Models } = await server.sageMaker.send(new ListModelsCommand({}));
  expect(Models?.map(({ ModelName }) => ModelName)).toContain('of-the-user');
});
