import { LocalServerError, type ServerCalls } from '../server/server-call.ts';

/** A stream of CloudWatch Logs that the local AWS writes as SageMaker does. */
export interface LogStream {
  /** Adds lines; they are sent a moment later, together. */
  write(text: string): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

const sendEvery = 1_000;
/** PutLogEvents takes 10,000 events and 1,048,576 bytes, 26 for each event included. */
const largestBatch = 500;
const longestLine = 500;

/** Opens a stream; group and stream are made when the first lines are sent. */
export function openLogStream(options: {
  readonly calls: ServerCalls;
  readonly accessKeyId: string;
  readonly region: string;
  readonly group: string;
  readonly stream: string;
  readonly log: (line: string) => void;
}): LogStream {
  const { calls, accessKeyId, region, group: logGroupName, stream, log } = options;
  let events: LogEvent[] = [];
  let made = false;
  let sending: Promise<void> = Promise.resolve();
  const timer = setInterval(flush, sendEvery);
  timer.unref();

  function call(operation: string, input: object): Promise<unknown> {
    const target = `Logs_20140328.${operation}`;
    return calls.json({ service: 'logs', region, target, accessKeyId, input });
  }

  async function make(): Promise<void> {
    await ignoreExisting(call('CreateLogGroup', { logGroupName }));
    await ignoreExisting(call('CreateLogStream', { logGroupName, logStreamName: stream }));
    made = true;
  }

  async function send(batch: readonly LogEvent[]): Promise<void> {
    try {
      if (!made) await make();
      await call('PutLogEvents', { logGroupName, logStreamName: stream, logEvents: batch });
    } catch (error) {
      // A stream that somebody deleted stays deleted.
      const gone = error instanceof LocalServerError && error.code === 'ResourceNotFoundException';
      if (!gone) log(`log stream ${stream}: ${String(error)}`);
    }
  }

  function flush(): void {
    for (let from = 0; from < events.length; from += largestBatch) {
      const batch = events.slice(from, from + largestBatch);
      sending = sending.then(() => send(batch));
    }
    events = [];
  }

  return {
    write(text) {
      const timestamp = Date.now();
      for (const line of text.split(/\r?\n/)) {
        const lines = line.match(new RegExp(`.{1,${longestLine}}`, 'gsu')) ?? [];
        events.push(...lines.map((message) => ({ timestamp, message })));
      }
    },
    async close() {
      clearInterval(timer);
      flush();
      await sending;
    },
  };
}

async function ignoreExisting(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const exists =
      error instanceof LocalServerError && error.code === 'ResourceAlreadyExistsException';
    if (!exists) throw error;
  }
}
