import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../../aws/clients.ts';
import { bucketKeys } from '../../sandbox/parameters.ts';
import type { PackedFolder } from '../push/pack-folder.ts';
import { reason } from '../run/reason.ts';
import type { Seen, Step, Verdict } from '../run/step.ts';
import { act, done, failed } from '../run/step.ts';

/** Puts a folder's archive into a sandbox's bucket, for its agent to take. */
export function bringStep(aws: Aws, { lab, body }: PackedFolder): Step {
  async function bring(region: string, bucket: string): Promise<void> {
    const s3 = await aws.client('s3', region);
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${bucketKeys.content}${lab}.tar.gz`,
        Body: body,
        ContentType: 'application/gzip',
      }),
    );
  }

  return {
    name: 'bring',
    looksAt: [],
    timeoutMs: 30 * 60_000,
    next({ stack }: Seen, { acts }): Verdict {
      if (acts > 0) return done;
      const { bucket, region } = stack ?? {};
      if (bucket === undefined || region === undefined)
        return failed(reason('class.no-bucket', {}));
      return act(() => bring(region, bucket));
    },
  };
}
