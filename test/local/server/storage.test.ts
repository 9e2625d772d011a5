import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type Server, startServer, startTimeout } from './server.ts';

let server: Server;
let s3: Server['s3']['send'];
let logs: Server['logs']['send'];

beforeAll(async () => {
  server = await startServer();
  s3 = server.s3.send.bind(server.s3);
  logs = server.logs.send.bind(server.logs);
}, startTimeout);
afterAll(() => server.stop());

async function bucket(Bucket: string): Promise<string> {
  await s3(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

test('a new bucket is encrypted, private, without access control lists, and in its region', async () => {
  const Bucket = await bucket('fresh-bucket');
  const { ServerSideEncryptionConfiguration } = await s3(
    new GetBucketEncryptionCommand({ Bucket }),
  );
  expect(ServerSideEncryptionConfiguration?.Rules).toMatchObject([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
  ]);
  const { PublicAccessBlockConfiguration } = await s3(new GetPublicAccessBlockCommand({ Bucket }));
  expect(PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  const { OwnershipControls } = await s3(new GetBucketOwnershipControlsCommand({ Bucket }));
  expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  const location = await s3(new GetBucketLocationCommand({ Bucket }));
  expect(location.LocationConstraint).toBeUndefined();
  expect(await s3(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' });
});

test('keys keep every character', async () => {
  const Bucket = await bucket('names');
  for (const Key of ['한글/파일 1.ipynb', 'a+b%2Fc.txt', ' leading/ two', '.labs/report.json']) {
    await s3(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const { Body } = await s3(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(Key);
  }
  const { Contents } = await s3(new ListObjectsV2Command({ Bucket }));
  expect(Contents).toHaveLength(4);
});

test('keys and versions are listed 1,000 at a time, whatever is asked for', async () => {
  const Bucket = await bucket('many-keys');
  const keys = Array.from({ length: 1001 }, (_, index) => `k/${String(index).padStart(4, '0')}`);
  for (let first = 0; first < keys.length; first += 50) {
    const some = keys.slice(first, first + 50);
    await Promise.all(some.map((Key) => s3(new PutObjectCommand({ Bucket, Key, Body: 'x' }))));
  }
  const page = await s3(new ListObjectsV2Command({ Bucket, MaxKeys: 5000 }));
  expect([page.Contents?.length, page.IsTruncated, page.MaxKeys]).toEqual([1000, true, 1000]);
  const { NextContinuationToken: ContinuationToken } = page;
  const rest = await s3(new ListObjectsV2Command({ Bucket, ContinuationToken }));
  expect([rest.Contents?.length, rest.IsTruncated]).toEqual([1, false]);
  const versions = await s3(new ListObjectVersionsCommand({ Bucket }));
  expect([versions.Versions?.length, versions.IsTruncated]).toEqual([1000, true]);
  const remove = (names: readonly string[], Quiet = false) =>
    s3(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: names.map((Key) => ({ Key })), Quiet },
      }),
    );
  expect((await refusal(remove(keys))).name).toBe('MalformedXML');
  expect((await remove(keys.slice(0, 1000), true)).Deleted ?? []).toEqual([]);
  expect((await remove([...keys.slice(1000), 'never'])).Deleted).toHaveLength(2);
  await expect(s3(new DeleteBucketCommand({ Bucket }))).resolves.toBeDefined();
}, 60_000);

test('a bucket with old versions or delete markers in it is not empty', async () => {
  const Bucket = await bucket('versions');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  for (const Body of ['1', '2']) await s3(new PutObjectCommand({ Bucket, Key: 'v', Body }));
  await s3(new DeleteObjectCommand({ Bucket, Key: 'v' }));
  expect((await s3(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  expect(await refusal(s3(new DeleteBucketCommand({ Bucket })))).toEqual({
    name: 'BucketNotEmpty',
    message: 'The bucket you tried to delete is not empty',
  });
  const first = await s3(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
  expect(first.IsTruncated).toBe(true);
  const all = await s3(new ListObjectVersionsCommand({ Bucket }));
  const found = [...(all.Versions ?? []), ...(all.DeleteMarkers ?? [])];
  expect(found).toHaveLength(3);
  const Objects = found.map(({ Key = '', VersionId }) => ({ Key, VersionId }));
  await s3(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  await expect(s3(new DeleteBucketCommand({ Bucket }))).resolves.toBeDefined();
});

test('unfinished uploads are listed in pages and aborted', async () => {
  const Bucket = await bucket('uploads');
  for (const Key of ['b', 'a', 'a', 'c']) {
    const { UploadId } = await s3(new CreateMultipartUploadCommand({ Bucket, Key }));
    await s3(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' }));
  }
  expect((await s3(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  const first = await s3(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 2 }));
  expect(first.Uploads?.map((upload) => upload.Key)).toEqual(['a', 'a']);
  expect(first.Uploads?.[0]?.Initiated?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  const second = await s3(
    new ListMultipartUploadsCommand({
      Bucket,
      KeyMarker: first.NextKeyMarker,
      UploadIdMarker: first.NextUploadIdMarker,
    }),
  );
  expect(second.Uploads?.map((upload) => upload.Key)).toEqual(['b', 'c']);
  expect(second.IsTruncated).toBe(false);
  for (const { Key, UploadId } of [...(first.Uploads ?? []), ...(second.Uploads ?? [])]) {
    await s3(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }
  expect((await s3(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).toEqual([]);
  const again = s3(new AbortMultipartUploadCommand({ Bucket, Key: 'a', UploadId: 'gone' }));
  expect((await refusal(again)).name).toBe('NoSuchUpload');
});

test('a policy of a bucket is kept and not enforced', async () => {
  const Bucket = await bucket('policy-bucket');
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  await s3(new PutBucketPolicyCommand({ Bucket, Policy }));
  await s3(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  const Delete = { Objects: [{ Key: 'k' }] };
  expect((await s3(new DeleteObjectsCommand({ Bucket, Delete }))).Errors ?? []).toEqual([]);
});

test('a bucket that is not there is NoSuchBucket', async () => {
  const list = s3(new ListObjectsV2Command({ Bucket: 'nobody' }));
  expect((await refusal(list)).name).toBe('NoSuchBucket');
  expect((await refusal(s3(new HeadBucketCommand({ Bucket: 'nobody' })))).name).toBe('NotFound');
});

test('log groups and streams are made, written, read, searched, listed and deleted', async () => {
  const logGroupName = '/aws/sagemaker/NotebookInstances';
  await logs(new CreateLogGroupCommand({ logGroupName }));
  for (const logStreamName of [
    'n/LifecycleConfigOnCreate',
    'n/LifecycleConfigOnStart',
    'o/jupyter.log',
  ]) {
    await logs(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = [0, 1, 2].map((line) => ({
      timestamp: Date.now() + line,
      message: `${logStreamName} line ${line}`,
    }));
    await logs(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }
  const read = await logs(
    new GetLogEventsCommand({
      logGroupName,
      logStreamName: 'n/LifecycleConfigOnStart',
      startFromHead: true,
    }),
  );
  expect(read.events?.map((event) => event.message)).toEqual([
    'n/LifecycleConfigOnStart line 0',
    'n/LifecycleConfigOnStart line 1',
    'n/LifecycleConfigOnStart line 2',
  ]);
  const searched = await logs(
    new FilterLogEventsCommand({
      logGroupName,
      logStreamNamePrefix: 'n/',
      filterPattern: '"line 1"',
    }),
  );
  expect(searched.events).toHaveLength(2);
  const streams = await logs(
    new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'n/' }),
  );
  expect(streams.logStreams).toHaveLength(2);
  await logs(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'o/jupyter.log' }));
  const left = await logs(new DescribeLogStreamsCommand({ logGroupName }));
  expect(left.logStreams).toHaveLength(2);
  const groups = await logs(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/sagemaker/' }),
  );
  expect(groups.logGroups).toHaveLength(1);
  await logs(new DeleteLogGroupCommand({ logGroupName }));
  const gone = logs(new DescribeLogStreamsCommand({ logGroupName }));
  expect((await refusal(gone)).name).toBe('ResourceNotFoundException');
});
