import { HttpRequest } from '@smithy/core/protocols';
import type { Transport } from './transport.ts';

/** How long an endpoint may take to say what time it is. */
const timeoutMs = 10_000;

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
