import { ask } from './ask.ts';
import type { Host, HostEvent } from './host.ts';
import type { HostOptions } from './streams.ts';
import { countOf } from './task-line.ts';

/** A host for pipes and logs: whole lines, no escape codes, one for each step that changes. */
export function plainHost(options: HostOptions): Host {
  const last = new Map<string, string>();
  const print = (line: string) => options.out.write(`${line}\n`);

  function notify(event: HostEvent): void {
    const sentence = options.say(event.message);
    if (event.type === 'task') {
      const line = `${event.state === 'failed' ? '! ' : ''}${sentence}${countOf(event)}`;
      if (last.get(event.id) === `${event.state} ${line}`) return;
      last.set(event.id, `${event.state} ${line}`);
      print(event.state === 'done' ? `${line} ✓` : line);
    } else {
      print(event.type === 'warning' ? `! ${sentence}` : sentence);
    }
  }

  return {
    notify,
    show: (lines) => lines.forEach((line) => print(options.say(line))),
    confirm: (question) => ask(question, options),
  };
}
