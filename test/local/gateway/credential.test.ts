import { expect, test } from 'vitest';
import { credentialOf } from '../../../src/local/gateway/credential.ts';

const none = new URLSearchParams();

test('version 4, in the header', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIA1/20261123/us-west-2/sagemaker/aws4_request, SignedHeaders=host, Signature=ab';
  expect(credentialOf({ authorization }, none)).toEqual({
    accessKeyId: 'AKIA1',
    region: 'us-west-2',
    service: 'sagemaker',
  });
});

test('version 4, presigned', () => {
  const query = new URLSearchParams({
    'X-Amz-Credential': 'AKIA1/20261123/eu-west-1/s3/aws4_request',
  });
  expect(credentialOf({}, query)).toEqual({
    accessKeyId: 'AKIA1',
    region: 'eu-west-1',
    service: 's3',
  });
});

test('version 2, which is for S3', () => {
  const signed = { accessKeyId: 'AKIA1', region: 'us-east-1', service: 's3' };
  expect(credentialOf({ authorization: 'AWS AKIA1:abc=' }, none)).toEqual(signed);
  expect(credentialOf({}, new URLSearchParams({ AWSAccessKeyId: 'AKIA1' }))).toEqual(signed);
});

test('nobody', () => {
  expect(credentialOf({}, none)).toBeUndefined();
  expect(credentialOf({ authorization: 'Bearer abc' }, none)).toBeUndefined();
});
