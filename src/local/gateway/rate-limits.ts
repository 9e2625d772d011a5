import { published } from '../../aws/rates.ts';

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
 * the average may not exceed the rate (generic cell rate algorithm).
 *
 * @param now seconds, for tests
 */
export function createRateLimit(now: () => number = () => performance.now() / 1000): RateLimit {
  const earliest = new Map<string, number>();
  return ({ service, region, operation }) => {
    const perSecond = published[`${publishedNames.get(service) ?? service}.${operation}`];
    if (perSecond === undefined) return true;
    const key = `${region} ${service}.${operation}`;
    const step = 1 / perSecond;
    const due = Math.max(earliest.get(key) ?? 0, now());
    if (due - now() > (perSecond - 1) * step + jitter) return false;
    earliest.set(key, due + step);
    return true;
  };
}
