import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { HostEvent } from './host.ts';

type TaskEvent = Extract<HostEvent, { type: 'task' }>;

/** The counts of a task: ` 3/7`, or nothing. */
export function countOf({ done, total }: TaskEvent): string {
  return total === undefined ? '' : ` ${done ?? 0}/${total}`;
}

/** The time still to go, in words, or nothing. */
export function timeLeftOf({ secondsLeft }: TaskEvent, say: (sentence: Message) => string): string {
  if (secondsLeft === undefined || secondsLeft < 1) return '';
  return ` ${say(message('host.time-left', { seconds: secondsLeft }))}`;
}
