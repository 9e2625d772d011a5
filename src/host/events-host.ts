import { ask, enter } from './ask.ts';
import type { Host } from './host.ts';
import type { HostOptions } from './streams.ts';

/** A host for programs: one JSON object a line, with the sentence in the reader's language. */
export function eventsHost(options: HostOptions): Host {
  const print = (event: object) =>
    options.out.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
  return {
    notify: ({ message, ...event }) =>
      void print({ ...event, ...message, text: options.say(message) }),
    show: (lines) =>
      lines.forEach((line) => print({ type: 'plan', ...line, text: options.say(line).trim() })),
    confirm: (question) => ask(question, options),
    settle: () => undefined,
    enter: (question) => enter(question, options),
  };
}
