import type { IncomingHttpHeaders } from 'node:http';

/** Who signed a request, and for what: the credential of AWS Signature Version 4. */
export interface Credential {
  readonly accessKeyId: string;
  /** Signing name of the service, such as `sagemaker`. */
  readonly service: string;
  readonly region: string;
}

const fallbackRegion = 'us-east-1';

/**
 * Reads the credential of a request from its Authorization header or, for a presigned URL, from
 * its query. Version 2, which S3 still takes, names neither service nor region.
 *
 * @returns undefined for a request that nobody signed
 */
export function credentialOf(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): Credential | undefined {
  const authorization = headers.authorization ?? '';
  const scope =
    /^AWS4-[A-Z0-9-]+\s.*?\bCredential=([^,\s]+)/.exec(authorization)?.[1] ??
    query.get('X-Amz-Credential') ??
    undefined;
  if (scope !== undefined) {
    // AccessKeyId/20261123/us-east-1/sagemaker/aws4_request; SigV4A leaves the region out.
    const [accessKeyId = '', , ...rest] = scope.split('/');
    const [service = '', region = fallbackRegion] = rest.slice(0, -1).reverse();
    return { accessKeyId, service, region };
  }
  const second =
    /^AWS ([^:\s]+):/.exec(authorization)?.[1] ?? query.get('AWSAccessKeyId') ?? undefined;
  if (second === undefined) return undefined;
  return { accessKeyId: second, service: 's3', region: fallbackRegion };
}
