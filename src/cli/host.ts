import { eventsHost } from '../host/events-host.ts';
import type { Host } from '../host/host.ts';
import { plainHost } from '../host/plain-host.ts';
import { terminalHost } from '../host/terminal-host.ts';
import type { GlobalFlags } from './flags.ts';
import type { Say } from './reader.ts';

/** The host for these flags and streams: NDJSON events, a terminal, or plain lines. */
export function createHost(flags: GlobalFlags, say: Say): Host {
  const options = { out: process.stderr, in: process.stdin, say, yes: flags.yes };
  if (flags.events) return eventsHost(options);
  const interactive = process.stderr.isTTY && process.env['TERM'] !== 'dumb' && !process.env['CI'];
  return interactive ? terminalHost(options) : plainHost(options);
}
