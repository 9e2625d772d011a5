import { endpointOf } from '../aws/endpoint.ts';
import { openSession } from '../aws/session.ts';
import { eventsHost } from '../host/events-host.ts';
import { render } from '../messages/message.ts';
import type { GuardReport } from './report.ts';
import { runGuard } from './run.ts';
import { settingsOf } from './settings.ts';

/** What a run came to, for whoever invokes the function by hand. */
type Summary = Pick<GuardReport, 'startedAt' | 'endedAt'> &
  Readonly<Record<'sandboxes' | 'failed' | 'unreadable', number>>;

/**
 * The guard's function: one run. Its events are lines of JSON in its log.
 *
 * @throws what AWS answers where not even the list of sandboxes can be read
 */
export async function handler(): Promise<Summary> {
  const { env } = process;
  const endpoint = endpointOf(env);
  const { aws, account } = await openSession({ env, ...(endpoint ? { endpoint } : {}) });
  const host = eventsHost({
    out: process.stdout,
    in: process.stdin,
    say: (sentence) => render(sentence, 'en'),
    yes: true,
  });
  const { signal } = new AbortController();
  const report = await runGuard(aws, host, settingsOf(env, account), {
    now: () => new Date(),
    signal,
  });
  const { startedAt, endedAt, sandboxes, unreadable } = report;
  return {
    startedAt,
    endedAt,
    sandboxes: sandboxes.length,
    failed: sandboxes.filter(({ did }) => did === 'failed').length,
    unreadable: unreadable.length,
  };
}
