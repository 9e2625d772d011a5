import { Command, CommanderError } from 'commander';
import { defined } from '../defined.ts';
import type { Lang } from '../messages/text.ts';
import type { GlobalFlags } from './flags.ts';
import { addGlobalOptions } from './global-options.ts';

/** What was typed, as commander reads it: nothing else in labs looks at the words themselves. */
export interface Typed {
  /** The words after `labs`, to be shown again as they are. */
  readonly argv: readonly string[];
  readonly flags: GlobalFlags;
  /** `--lang`. */
  readonly lang?: Lang;
}

/**
 * Reads the options that every command takes, wherever they stand.
 *
 * A missing or an impossible value is not reported here: the program, which takes the same
 * options, meets it again and can say it in the reader's language.
 */
export function readTyped(argv: readonly string[]): Typed {
  const words = new Command().exitOverride().configureOutput({ outputError: () => undefined });
  const globals = addGlobalOptions(words, () => '');
  try {
    globals.parseOptions([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  const { lang, ...flags } = globals.opts();
  return { argv, flags: { ...noFlags, ...flags }, ...defined({ lang }) };
}

const noFlags: GlobalFlags = {
  local: false,
  json: false,
  events: false,
  yes: false,
  dryRun: false,
  verbose: false,
};
