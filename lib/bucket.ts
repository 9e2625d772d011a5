import type { CfnTag, Stack } from 'aws-cdk-lib/core';
import { CfnDeletionPolicy } from 'aws-cdk-lib/core';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { policyDocument } from './policy/statement.ts';

/** A sandbox's bucket and the policy on it. */
export interface SandboxBucket {
  readonly bucket: CfnBucket;
  readonly policy: CfnBucketPolicy;
}

/**
 * The bucket of the sandbox's work: private, encrypted by S3, over TLS only, without versions.
 *
 * It goes with the stack, which fails as long as something is in it: emptying it is teardown's,
 * which asks first, and no function that does it unasked.
 */
export function addBucket(stack: Stack, tags: CfnTag[]): SandboxBucket {
  const bucket = new CfnBucket(stack, 'Bucket', {
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    bucketEncryption: {
      serverSideEncryptionConfiguration: [
        { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
      ],
    },
    lifecycleConfiguration: {
      rules: [
        {
          id: 'unfinished-uploads',
          status: 'Enabled',
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
    tags,
  });
  bucket.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  bucket.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE;

  const policy = new CfnBucketPolicy(stack, 'BucketPolicy', {
    bucket: bucket.ref,
    policyDocument: policyDocument([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucket.attrArn, `${bucket.attrArn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]),
  });
  return { bucket, policy };
}
