import { wrapHanging } from '../../host/width.ts';
import type { Message } from '../../messages/message.ts';
import type { Say } from '../reader.ts';
import { columns } from './text.ts';

/** Sentences as lines of a result, as wide as the terminal. */
export function printed(sentences: readonly Message[], say: Say): string {
  return sentences
    .flatMap((one) => say(one).split('\n'))
    .flatMap((line) => wrapHanging(line, columns()))
    .join('\n');
}
