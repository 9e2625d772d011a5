/** IAM's prefix of a service, where it is not the name that its requests are signed with. */
const prefixes: Readonly<Record<string, string>> = { tagging: 'tag', monitoring: 'cloudwatch' };

/**
 * Operations whose IAM action has another name, or that need several or none.
 *
 * Sources: "Actions, resources, and condition keys for Amazon S3", Service Authorization Reference;
 * "Required permissions for Amazon S3 API operations", Amazon S3 User Guide; GetCallerIdentity, STS
 * API reference ("No permissions are required"); CreateStack with tags, CloudFormation User Guide.
 */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'sts:GetCallerIdentity': [],
  'cloudformation:CreateStack': ['cloudformation:CreateStack', 'cloudformation:TagResource'],
  'cloudformation:UpdateStack': ['cloudformation:UpdateStack', 'cloudformation:TagResource'],
  's3:CompleteMultipartUpload': ['s3:PutObject'],
  's3:CopyObject': ['s3:GetObject', 's3:PutObject'],
  's3:CreateMultipartUpload': ['s3:PutObject'],
  's3:DeleteObjects': ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
  's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
  's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  's3:HeadBucket': ['s3:ListBucket'],
  's3:HeadObject': ['s3:GetObject'],
  's3:ListBuckets': ['s3:ListAllMyBuckets'],
  's3:ListMultipartUploads': ['s3:ListBucketMultipartUploads'],
  's3:ListObjects': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:ListParts': ['s3:ListMultipartUploadParts'],
  's3:PutBucketEncryption': ['s3:PutEncryptionConfiguration'],
  's3:PutBucketLifecycleConfiguration': ['s3:PutLifecycleConfiguration'],
  's3:PutPublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
  's3:UploadPart': ['s3:PutObject'],
};

/**
 * The IAM actions that a caller needs for an operation.
 *
 * @param service signing name of the service, such as `tagging`
 * @param operation such as `GetResources`
 * @example iamActionsOf('tagging', 'GetResources') // ['tag:GetResources']
 */
export function iamActionsOf(service: string, operation: string): readonly string[] {
  const plain = `${prefixes[service] ?? service}:${operation}`;
  return exceptions[plain] ?? [plain];
}
