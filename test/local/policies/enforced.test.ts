import type { Tag } from '@aws-sdk/client-sagemaker';
import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesizeTemplate } from '../../../lib/template.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import type { Server } from '../server/server.ts';
import { account, refusal, region, startServer, startTimeout } from '../server/server.ts';
import { makeSandbox } from './sandbox.ts';

interface Sandbox {
  readonly role: string;
  readonly bucket: string;
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

test('the user of the local account is not checked', async () => {
  await server.sageMaker.send(model('of-the-user', undefined));
  const { Models } = await server.sageMaker.send(new ListModelsCommand({}));
  expect(Models?.map(({ ModelName }) => ModelName)).toContain('of-the-user');
});
