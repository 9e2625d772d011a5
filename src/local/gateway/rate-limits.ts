import { published } from '../../aws/rates.ts';
import type { TokenBucket } from '../../time/token-bucket.ts';
import { createTokenBucket } from '../../time/token-bucket.ts';

/** Whether a call may pass now. */
export type RateLimit = (call: {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
}) => boolean;

/** Names of the published table, by the signing names of the wire. */
const publishedNames = new Map([
  ['sagemaker', 'SageMaker'],
  ['cloudformation', 'CloudFormation'],
]);

/**
 * Requests that keep to a rate leave their sender evenly and reach us a little bunched; this much,
 * in seconds, is never held against them.
 */
const jitter = 0.25;

/**
 * Answers as AWS does above the published limits, by region and operation.
 *
 * AWS publishes a rate a second and no burst: as many calls as a second allows may come at once,
 * the average may not exceed the rate.
 *
 * @param now milliseconds, for tests
 */
export function createRateLimit(now: () => number = () => performance.now()): RateLimit {
  const buckets = new Map<string, TokenBucket>();
  return ({ service, region, operation }) => {
    const perSecond = published[`${publishedNames.get(service) ?? service}.${operation}`];
    if (perSecond === undefined) return true;
    const key = `${region} ${service}.${operation}`;
    const size = { burst: perSecond * (1 + jitter), refillMs: 1_000 / perSecond };
    const bucket = buckets.get(key) ?? createTokenBucket(size, now);
    buckets.set(key, bucket);
    if (bucket.waitMs() > 0) return false;
    bucket.take();
    return true;
  };
}
