import { createHash } from 'node:crypto';
import type { ServerSchedule } from '../server/control.ts';

/**
 * Milliseconds by which a schedule fires late: the same part of its flexible time window each time,
 * by its name. Where AWS puts it in the window is not published.
 */
export function windowDelay(schedule: ServerSchedule): number {
  return Math.floor(share(schedule, 'window') * schedule.windowMinutes * 60_000);
}

/**
 * Milliseconds before a retry: a second, doubled every time, half more or less. AWS says
 * "exponential backoff" and no figure ("RetryPolicy", EventBridge Scheduler API Reference).
 *
 * @param retry 1 for the first
 */
export function retryDelay(schedule: ServerSchedule, retry: number): number {
  return Math.floor(1_000 * 2 ** (retry - 1) * (0.5 + share(schedule, `retry ${retry}`)));
}

/** From 0 to 1, evenly over the names of schedules. */
function share({ region, group, name }: ServerSchedule, of: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([region, group, name, of]))
    .digest();
  return digest.readUInt32BE() / 2 ** 32;
}
