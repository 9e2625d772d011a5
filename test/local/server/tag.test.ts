import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateBucketCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';
import { smallTemplate } from './stack-template.ts';
import { createStack } from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

const arn = (name: string) => `arn:aws:sagemaker:${region}:${account}:model/${name}`;
const sandbox = (Value: string) => [{ Key: 'labs:sandbox', Value }];

async function model(name: string, value: string): Promise<string> {
  await server.sageMaker.send(new CreateModelCommand({ ModelName: name, Tags: sandbox(value) }));
  return arn(name);
}

const tagsOf = async (ResourceArn: string) =>
  (await server.sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags;

async function find(filter: GetResourcesCommandInput): Promise<(string | undefined)[]> {
  const answer = await server.tagging.send(new GetResourcesCommand(filter));
  return (answer.ResourceTagMappingList ?? []).map((resource) => resource.ResourceARN);
}

const of = (value: string) => [{ Key: 'labs:sandbox', Values: [value] }];

test('tags are given at creation, added, replaced, taken away and listed', async () => {
  const ResourceArn = await model('tags', 'a');
  expect(await tagsOf(ResourceArn)).toEqual(sandbox('a'));
  const Tags = [...sandbox('b'), { Key: 'other', Value: 'x' }];
  await server.sageMaker.send(new AddTagsCommand({ ResourceArn, Tags }));
  expect(await tagsOf(ResourceArn)).toEqual(Tags);
  await server.sageMaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['labs:sandbox'] }));
  expect(await tagsOf(ResourceArn)).toEqual([{ Key: 'other', Value: 'x' }]);
});

test('tags of something that is not there, or of AWS, are refused', async () => {
  expect((await refusal(tagsOf(arn('nobody')))).name).toBe('ValidationException');
  const ResourceArn = await model('reserved', 'a');
  const add = new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'aws:mine', Value: 'x' }] });
  expect((await refusal(server.sageMaker.send(add))).name).toBe('ValidationException');
  await server.sageMaker.send(new DeleteModelCommand({ ModelName: 'reserved' }));
  expect((await refusal(tagsOf(ResourceArn))).name).toBe('ValidationException');
});

test('GetResources finds by tag and type, SageMaker, buckets and stacks, and no roles', async () => {
  const Tags = sandbox('mine');
  const one = await model('mine', 'mine');
  await model('theirs', 'theirs');
  await server.sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: 'job',
      RoleArn: `arn:aws:iam::${account}:role/r`,
      OutputDataConfig: { S3OutputPath: 's3://b/o' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
      Tags,
    }),
  );
  await server.s3.send(new CreateBucketCommand({ Bucket: 'tagged-bucket' }));
  await server.s3.send(
    new PutBucketTaggingCommand({ Bucket: 'tagged-bucket', Tagging: { TagSet: Tags } }),
  );
  await server.logs.send(
    new CreateLogGroupCommand({ logGroupName: 'g', tags: { 'labs:sandbox': 'mine' } }),
  );
  const stack = await createStack(server, 'tagged', { template: smallTemplate, Tags });
  const job = `arn:aws:sagemaker:${region}:${account}:training-job/job`;
  const group = `arn:aws:logs:${region}:${account}:log-group:g`;
  const all = await find({ TagFilters: of('mine') });
  expect(all).toEqual(
    expect.arrayContaining([one, job, 'arn:aws:s3:::tagged-bucket', stack, group]),
  );
  expect(all.some((found) => found?.includes(':role/'))).toBe(false);
  expect(all).not.toContain(arn('theirs'));
  expect(
    await find({ TagFilters: of('mine'), ResourceTypeFilters: ['sagemaker:training-job'] }),
  ).toEqual([job]);
  expect(await find({ TagFilters: of('mine'), ResourceTypeFilters: ['sagemaker'] })).toEqual([
    one,
    job,
  ]);
  const both = [{ Key: 'labs:sandbox' }, { Key: 'other' }];
  expect(await find({ TagFilters: both })).toEqual([]);
  const either = [{ Key: 'labs:sandbox', Values: ['mine', 'theirs'] }];
  expect(await find({ TagFilters: either, ResourceTypeFilters: ['sagemaker:model'] })).toHaveLength(
    2,
  );
});

test('GetResources answers in pages, the last with an empty token', async () => {
  for (let index = 0; index < 5; index += 1) await model(`page-${index}`, 'pages');
  const request = { TagFilters: of('pages'), ResourcesPerPage: 2 };
  const found: unknown[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await server.tagging.send(
      new GetResourcesCommand({ ...request, ...(token && { PaginationToken: token }) }),
    );
    found.push(...(page.ResourceTagMappingList ?? []));
    token = page.PaginationToken;
    pages += 1;
  } while (token);
  expect([found.length, pages, token]).toEqual([5, 3, '']);
});
