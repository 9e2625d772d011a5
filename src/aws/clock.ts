import { HttpRequest } from '@smithy/core/protocols';
import type { Transport } from './transport.ts';

/** How long an endpoint may take to say what time it is. */
const timeoutMs = 10_000;

/** What a difference between two clocks has of its own: the answer's way, and the second of a Date. */
const blurMs = 5_000;

/** A transport that also says how far AWS's clock is ahead of this machine's. */
export interface WatchedTransport {
  readonly transport: Transport;
  /** Milliseconds, below zero where AWS's is behind; 0 where nothing tells, or they agree. */
  readonly aheadMs: () => number;
}

/**
 * Reads the Date of every answer that a transport brings. Leases are AWS's time: a stop that a
 * computer with a wrong clock plans could be over already, or hours late.
 *
 * @param now milliseconds since 1970 by this machine's clock
 */
export function watchClock(transport: Transport, now: () => number = Date.now): WatchedTransport {
  let ahead = 0;
  return {
    aheadMs: () => (Math.abs(ahead) < blurMs ? 0 : ahead),
    transport: {
      ...transport,
      handle: async (request, options) => {
        const asked = now();
        const answer = await transport.handle(request, options);
        const theirs = Date.parse(answer.response.headers['date'] ?? '');
        if (!Number.isNaN(theirs)) ahead = theirs - (asked + now()) / 2;
        return answer;
      },
    },
  };
}

export interface ClockOptions {
  /** `https://sts.us-east-1.amazonaws.com`, or another endpoint than AWS's own. */
  readonly endpoint: string;
  readonly transport: Transport;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * What AWS's clock says, in an answer to a request without credentials; its resolution is a second.
 *
 * @returns AWS's time and this machine's at the same moment; undefined where nothing answers
 */
export async function readClocks({
  endpoint,
  transport,
  now,
  signal,
}: ClockOptions): Promise<{ readonly theirs: Date; readonly ours: Date } | undefined> {
  try {
    const { protocol, hostname, port } = new URL(endpoint);
    const request = new HttpRequest({
      method: 'HEAD',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: '/',
      headers: { host: new URL(endpoint).host },
    });
    const asked = now().getTime();
    const { response } = await transport.handle(request, {
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const theirs = new Date(response.headers['date'] ?? '');
    if (Number.isNaN(theirs.getTime())) return undefined;
    return { theirs, ours: new Date((asked + now().getTime()) / 2) };
  } catch {
    return undefined;
  }
}
