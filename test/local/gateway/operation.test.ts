import { expect, test } from 'vitest';
import { operationOf } from '../../../src/local/gateway/operation.ts';

function named(service: string, method: string, url: string, headers = {}, body?: string): string {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  return operationOf(service, {
    method,
    path: pathname,
    query: searchParams,
    headers,
    ...(body === undefined ? {} : { form: new URLSearchParams(body) }),
  });
}

test('JSON: the target; Query: the action; CBOR: the path', () => {
  const target = { 'x-amz-target': 'SageMaker.CreateNotebookInstance' };
  expect(named('sagemaker', 'POST', '/', target)).toBe('CreateNotebookInstance');
  const logs = { 'x-amz-target': 'Logs_20140328.PutLogEvents' };
  expect(named('logs', 'POST', '/', logs)).toBe('PutLogEvents');
  const form = 'Action=CreateStack&StackName=a%26Action%3DDeleteStack';
  expect(named('cloudformation', 'POST', '/', {}, form)).toBe('CreateStack');
  expect(named('sts', 'GET', '/?Action=GetCallerIdentity')).toBe('GetCallerIdentity');
  expect(
    named('monitoring', 'POST', '/service/GraniteServiceVersion20100801/operation/PutMetricData'),
  ).toBe('PutMetricData');
});

test.each([
  ['scheduler', 'PUT', '/schedules/stop?groupName=default', 'UpdateSchedule'],
  ['scheduler', 'GET', '/schedules', 'ListSchedules'],
  ['scheduler', 'GET', '/schedules/stop', 'GetSchedule'],
  ['scheduler', 'GET', '/tags/arn%3Aaws%3Ascheduler', 'ListTagsForResource'],
  ['sagemaker', 'POST', '/endpoints/a/invocations', 'InvokeEndpoint'],
  ['lambda', 'GET', '/2015-03-31/functions', 'GET /2015-03-31'],
])('%s %s %s is %s', (service, method, url, operation) => {
  expect(named(service, method, url)).toBe(operation);
});

test.each([
  ['GET', '/', 'ListBuckets'],
  ['GET', '/bucket', 'ListObjects'],
  ['GET', '/bucket/?list-type=2&prefix=a', 'ListObjectsV2'],
  ['GET', '/bucket?uploads', 'ListMultipartUploads'],
  ['GET', '/bucket?versions&max-keys=2', 'ListObjectVersions'],
  ['HEAD', '/bucket', 'HeadBucket'],
  ['PUT', '/bucket/', 'CreateBucket'],
  ['PUT', '/bucket?policy', 'PutBucketPolicy'],
  ['POST', '/bucket?delete', 'DeleteObjects'],
  ['DELETE', '/bucket', 'DeleteBucket'],
  ['GET', '/bucket/a/b.txt', 'GetObject'],
  ['PUT', '/bucket/a%20b?x-id=PutObject', 'PutObject'],
  ['PUT', '/bucket/a?partNumber=1&uploadId=x', 'UploadPart'],
  ['POST', '/bucket/a?uploads', 'CreateMultipartUpload'],
  ['POST', '/bucket/a?uploadId=x', 'CompleteMultipartUpload'],
  ['DELETE', '/bucket/a?uploadId=x', 'AbortMultipartUpload'],
  ['DELETE', '/bucket/a', 'DeleteObject'],
])('S3 %s %s is %s', (method, url, operation) => {
  expect(named('s3', method, url)).toBe(operation);
});

test('S3 copies', () => {
  const copy = { 'x-amz-copy-source': '/from/key' };
  expect(named('s3', 'PUT', '/bucket/a', copy)).toBe('CopyObject');
  expect(named('s3', 'PUT', '/bucket/a?partNumber=1&uploadId=x', copy)).toBe('UploadPartCopy');
});
