import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from './clients.ts';

/** Streams of a log group. */
export interface LogStreams {
  readonly group: string;
  /** How their names begin; all streams of the group where it is empty. */
  readonly prefix: string;
}

/** An event as CloudWatch Logs keeps it; its message is whatever a program printed. */
export interface LogEvent {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly stream: string;
  readonly message: string;
}

/**
 * Every event of some streams from a time on; none where nothing ever wrote to the group.
 *
 * A page may be empty although there are more (FilterLogEvents, API reference).
 *
 * @param from milliseconds since 1970
 */
export async function readLogEvents(
  aws: Aws,
  region: string,
  { group, prefix }: LogStreams,
  from: number,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  const client = await aws.client('logs', region);
  const found: LogEvent[] = [];
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName: group,
      startTime: from,
      ...(prefix === '' ? {} : { logStreamNamePrefix: prefix }),
    },
    { abortSignal: signal },
  );
  try {
    for await (const { events = [] } of pages) {
      for (const { eventId, timestamp = 0, logStreamName = '', message = '' } of events) {
        const id = eventId ?? `${logStreamName} ${timestamp} ${message}`;
        found.push({ id, time: timestamp, stream: logStreamName, message });
      }
    }
  } catch (error) {
    const isMissing = error instanceof Error && error.name === 'ResourceNotFoundException';
    if (!isMissing) throw error;
  }
  return found;
}
