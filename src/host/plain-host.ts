import { ask, enter } from './ask.ts';
import type { Host, HostEvent } from './host.ts';
import type { HostOptions } from './streams.ts';
import { countOf } from './task-line.ts';

/** A line about a task that still runs comes at most this often. */
const quietMs = 5_000;

/** A host for pipes and logs: whole lines, no escape codes, and not one for every count. */
export function plainHost(options: HostOptions): Host {
  const shown = new Map<string, { readonly sentence: string; readonly at: number }>();
  const print = (line: string) => void options.out.write(`${line}\n`);

  function notify(event: HostEvent): void {
    const sentence = options.say(event.message);
    if (event.type !== 'task') return print(event.type === 'warning' ? `! ${sentence}` : sentence);
    if (event.state !== 'running') {
      shown.delete(event.id);
      return print(`${event.state === 'done' ? '✓' : '✗'} ${sentence}${countOf(event)}`);
    }
    const last = shown.get(event.id);
    const changed = last?.sentence !== sentence || Date.now() - last.at >= quietMs;
    if (!changed) return undefined;
    shown.set(event.id, { sentence, at: Date.now() });
    return print(`  ${sentence}${countOf(event)}`);
  }

  return {
    notify,
    show: (lines) => lines.forEach((line) => print(options.say(line))),
    confirm: (question) => ask(question, options),
    settle: () => undefined,
    enter: (question) => enter(question, options),
  };
}
