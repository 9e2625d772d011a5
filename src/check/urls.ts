/** An address in a text: of the web, or of S3. */
export interface Address {
  readonly url: string;
  readonly scheme: 'http' | 'https' | 's3';
  readonly host: string;
  /** The bucket that it lies in, where it is one of S3. */
  readonly bucket: string | undefined;
}

const longestUrl = 500;
const address = /\b(https?|s3):\/\/([^\s/"'<>\\?#:]+)(?::\d+)?(\/[^\s"'<>\\]*)?/gi;

/** The addresses in a text; `{}` stands in them for what is not known. */
export function addressesIn(text: string): readonly Address[] {
  return [...text.matchAll(address)].map((match) => {
    const [url, scheme = '', host = '', path = ''] = match;
    const kind = scheme.toLowerCase() as Address['scheme'];
    const name = host.slice(host.lastIndexOf('@') + 1).toLowerCase();
    return {
      url: url.slice(0, longestUrl).replace(/[).,;]{1,3}$/, ''),
      scheme: kind,
      host: name,
      bucket: kind === 's3' ? host : bucketOf(name, path),
    };
  });
}

/** `s3.region.amazonaws.com/bucket/…` and `bucket.s3.region.amazonaws.com/…`. */
function bucketOf(host: string, path: string): string | undefined {
  if (!host.endsWith('.amazonaws.com')) return undefined;
  if (/^s3[.-]/.test(host)) return path.split('/')[1];
  return /^(.+?)\.s3[.-]/.exec(host)?.[1];
}
