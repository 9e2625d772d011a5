import type { Command } from 'commander';
import type { MessageCode } from '../messages/message.ts';
import { message, render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly local: boolean;
  readonly profile?: string;
  readonly region?: string;
  /** An instructor's own folder of labs. */
  readonly labsDir?: string;
  readonly json: boolean;
  readonly events: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
}

/** A command without arguments and options. */
export type NewCommand = Command;

/** Says descriptions in the reader's language. */
export type Describe = ReturnType<typeof describeIn>;

/** Makes a {@link Describe}. */
export function describeIn(lang: Lang) {
  return <C extends MessageCode>(...sentence: Parameters<typeof message<C>>): string =>
    render(message<C>(...sentence), lang);
}
