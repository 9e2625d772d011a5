import { tagKeys } from '../../src/sandbox/tags.ts';
import type { Input } from './fake-answers.ts';
import { awsError, page } from './fake-answers.ts';
import type { FakeBucket, FakeState } from './fake-state.ts';
import { account } from './fake-state.ts';

/** Answers an S3 call as its API reference documents it. */
export function answerS3(
  state: FakeState,
  _region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  if (operation === 'ListBuckets') {
    const prefix = (input.Prefix as string | undefined) ?? '';
    const all = state.buckets.filter(({ name }) => name.startsWith(prefix));
    const { items, next } = page(all, input.ContinuationToken, pageSize);
    return { Buckets: items.map(({ name }) => ({ Name: name })), ContinuationToken: next };
  }
  const bucket = state.buckets.find(({ name }) => name === input.Bucket);
  if (bucket === undefined) {
    throw awsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== account) {
    throw awsError('AccessDenied', 'Access Denied', 403);
  }
  return answerBucket(state, bucket, operation, input, pageSize);
}

function answerBucket(
  state: FakeState,
  bucket: FakeBucket,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  switch (operation) {
    case 'ListObjectVersions': {
      const after = input.KeyMarker as string | undefined;
      const all = below(bucket.objects, ({ key }) => key, input).filter(
        ({ key }) => after === undefined || key > after,
      );
      const shown = all.slice(0, pageSize);
      const entry = ({ key, version, at }: (typeof shown)[number]) => ({
        Key: key,
        VersionId: version,
        ...(at === undefined ? {} : { LastModified: new Date(at) }),
      });
      return {
        Versions: shown.filter(({ marker }) => !marker).map(entry),
        DeleteMarkers: shown.filter(({ marker }) => marker).map(entry),
        IsTruncated: all.length > pageSize,
        NextKeyMarker: shown.at(-1)?.key,
      };
    }
    case 'ListObjectsV2': {
      const all = below(bucket.objects, ({ key }) => key, input);
      const { items, next } = page(all, input.ContinuationToken, pageSize);
      return {
        Contents: items.map(({ key, at = 0 }) => ({ Key: key, LastModified: new Date(at) })),
        IsTruncated: next !== undefined,
        NextContinuationToken: next,
      };
    }
    case 'GetBucketTagging':
      return { TagSet: Object.entries(bucket.tags).map(([Key, Value]) => ({ Key, Value })) };
    case 'DeleteObjects': {
      const { Objects } = input.Delete as { Objects: { Key: string; VersionId?: string }[] };
      for (const { Key, VersionId } of Objects) {
        const at = bucket.objects.findIndex(
          ({ key, version }) => key === Key && version === VersionId,
        );
        if (at !== -1) bucket.objects.splice(at, 1);
      }
      return {};
    }
    case 'ListMultipartUploads': {
      const all = below(bucket.uploads, (key) => key, input);
      const shown = all.slice(0, pageSize);
      return {
        Uploads: shown.map((key) => ({
          Key: key,
          UploadId: `upload-${key}`,
          Initiated: new Date(state.now),
        })),
        IsTruncated: all.length > pageSize,
      };
    }
    case 'AbortMultipartUpload': {
      const at = bucket.uploads.indexOf(String(input.Key));
      if (at === -1) throw awsError('NoSuchUpload', 'The specified upload does not exist', 404);
      bucket.uploads.splice(at, 1);
      return {};
    }
    case 'DeleteBucket':
      if (bucket.objects.length + bucket.uploads.length > 0) {
        throw awsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      state.drop(state.buckets, bucket);
      return {};
    case 'GetObject':
      throw awsError('NoSuchKey', 'The specified key does not exist.', 404);
    default:
      throw new Error(`not modelled: ${operation}`);
  }
}

/** What of a bucket is below the prefix that a list asks for, in the order of keys. */
function below<T>(all: readonly T[], keyOf: (one: T) => string, { Prefix }: Input): readonly T[] {
  return all
    .filter((one) => keyOf(one).startsWith((Prefix as string | undefined) ?? ''))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Answers a CloudWatch Logs call as its API reference documents it. */
export function answerLogs(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const groups = state.groups.filter((group) => group.region === region);
  if (operation === 'DescribeLogGroups') {
    const prefix = String(input.logGroupNamePrefix);
    const all = groups.filter(({ name }) => name.startsWith(prefix));
    const { items, next } = page(all, input.nextToken, pageSize);
    const logGroups = items.map(({ name, arn }) => ({ logGroupName: name, arn: `${arn}:*` }));
    return { logGroups, nextToken: next };
  }
  const group = groups.find(
    ({ name, arn }) => name === input.logGroupName || arn === input.resourceArn,
  );
  if (group === undefined) {
    throw awsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
  switch (operation) {
    case 'DescribeLogStreams': {
      const prefix = (input.logStreamNamePrefix as string | undefined) ?? '';
      const all = [...group.streams].filter((name) => name.startsWith(prefix)).sort();
      const { items, next } = page(all, input.nextToken, pageSize);
      return { logStreams: items.map((name) => ({ logStreamName: name })), nextToken: next };
    }
    case 'DeleteLogStream':
      if (!group.streams.delete(String(input.logStreamName))) {
        throw awsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      }
      return {};
    case 'DeleteLogGroup':
      state.drop(state.groups, group);
      return {};
    case 'ListTagsForResource':
      return { tags: group.tags };
    case 'TagResource': {
      const tags = input.tags as Record<string, string>;
      Object.assign(group.tags, tags);
      state.indexTags(group.arn, region, 'logs:log-group', group.tags, state.now);
      return {};
    }
    default:
      throw new Error(`not modelled: ${operation}`);
  }
}

/** Answers a call to the tag index, which is late by the state's lag. */
export function answerTagging(
  state: FakeState,
  region: string,
  _operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const [filter] = input.TagFilters as readonly { Key: string }[];
  const lines = state.index.filter(
    (line) =>
      line.region === region &&
      (filter?.Key ?? tagKeys.sandbox) in line.tags &&
      line.from <= state.now &&
      (line.until === undefined || state.now < line.until),
  );
  const { items, next } = page(lines, input.PaginationToken || undefined, pageSize);
  return {
    ResourceTagMappingList: items.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
    PaginationToken: next ?? '',
  };
}
