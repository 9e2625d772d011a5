import type { IncomingHttpHeaders } from 'node:http';

/** What of a request tells which operation it asks for. */
export interface RequestShape {
  readonly method: string;
  /** Percent-encoded, as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body, where it is a form. */
  readonly form?: URLSearchParams;
}

type Names = Readonly<Partial<Record<string, string>>>;

/** What a sub-resource in the query makes of a method on a bucket. */
const onBucket: Readonly<Record<string, Names>> = {
  accelerate: both('BucketAccelerateConfiguration'),
  acl: both('BucketAcl'),
  analytics: all('BucketAnalyticsConfiguration'),
  cors: all('BucketCors'),
  encryption: all('BucketEncryption'),
  'intelligent-tiering': all('BucketIntelligentTieringConfiguration'),
  inventory: all('BucketInventoryConfiguration'),
  lifecycle: {
    GET: 'GetBucketLifecycleConfiguration',
    PUT: 'PutBucketLifecycleConfiguration',
    DELETE: 'DeleteBucketLifecycle',
  },
  location: { GET: 'GetBucketLocation' },
  logging: both('BucketLogging'),
  metrics: all('BucketMetricsConfiguration'),
  notification: both('BucketNotificationConfiguration'),
  'object-lock': both('ObjectLockConfiguration'),
  ownershipControls: all('BucketOwnershipControls'),
  policy: all('BucketPolicy'),
  policyStatus: { GET: 'GetBucketPolicyStatus' },
  publicAccessBlock: all('PublicAccessBlock'),
  replication: all('BucketReplication'),
  requestPayment: both('BucketRequestPayment'),
  tagging: all('BucketTagging'),
  uploads: { GET: 'ListMultipartUploads' },
  versioning: both('BucketVersioning'),
  versions: { GET: 'ListObjectVersions' },
  website: all('BucketWebsite'),
  delete: { POST: 'DeleteObjects' },
  'list-type': { GET: 'ListObjectsV2' },
};

/** Likewise on an object. */
const onObject: Readonly<Record<string, Names>> = {
  acl: both('ObjectAcl'),
  attributes: { GET: 'GetObjectAttributes' },
  'legal-hold': both('ObjectLegalHold'),
  retention: both('ObjectRetention'),
  tagging: all('ObjectTagging'),
  torrent: { GET: 'GetObjectTorrent' },
  restore: { POST: 'RestoreObject' },
  select: { POST: 'SelectObjectContent' },
  uploads: { POST: 'CreateMultipartUpload' },
  uploadId: {
    GET: 'ListParts',
    PUT: 'UploadPart',
    POST: 'CompleteMultipartUpload',
    DELETE: 'AbortMultipartUpload',
  },
};

const plainBucket: Names = {
  GET: 'ListObjects',
  HEAD: 'HeadBucket',
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
  POST: 'PostObject',
};

const plainObject: Names = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** The S3 operation of a path-style request (Amazon S3 API Reference, Actions). */
export function s3Operation({ method, path, query, headers }: RequestShape): string {
  const [bucket = '', ...key] = path.replace(/^\//, '').split('/');
  if (bucket === '') return 'ListBuckets';
  const isObject = key.join('/') !== '';
  const copies = headers['x-amz-copy-source'] !== undefined && method === 'PUT';
  if (copies) return query.has('uploadId') ? 'UploadPartCopy' : 'CopyObject';
  const table = isObject ? onObject : onBucket;
  for (const name of query.keys()) {
    const found = table[name]?.[method];
    if (found !== undefined) return found;
  }
  return (isObject ? plainObject : plainBucket)[method] ?? `${method} s3`;
}

function both(name: string): Names {
  return { GET: `Get${name}`, PUT: `Put${name}` };
}

function all(name: string): Names {
  return { ...both(name), DELETE: `Delete${name}` };
}
