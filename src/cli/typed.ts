import { Command, CommanderError } from 'commander';
import type { Lang } from '../messages/text.ts';
import type { GlobalFlags } from './command.ts';
import { addGlobalOptions } from './global-options.ts';

/** What was typed, as commander reads it: nothing else in labs looks at the words themselves. */
export interface Typed {
  /** The words after `labs`, to be shown again as they are. */
  readonly argv: readonly string[];
  readonly flags: GlobalFlags;
  /** `--lang`. */
  readonly lang?: Lang;
  /** The first word that is neither an option nor an option's value. */
  readonly command?: string;
}

/**
 * Reads the options that every command takes, wherever they stand, and the command's name.
 *
 * A missing or an impossible value is not reported here: the program, which takes the same
 * options, meets it again and can say it in the reader's language.
 */
export function readTyped(argv: readonly string[]): Typed {
  const words = new Command().exitOverride().configureOutput({ outputError: () => undefined });
  addGlobalOptions(words, () => '');
  const operands = parseQuietly(words, argv);
  const { lang, ...flags } = words.opts<Partial<GlobalFlags> & { lang?: Lang }>();
  return {
    argv,
    flags: { ...noFlags, ...flags },
    ...(lang === undefined ? {} : { lang }),
    ...(operands[0] === undefined ? {} : { command: operands[0] }),
  };
}

const noFlags: GlobalFlags = {
  local: false,
  json: false,
  events: false,
  yes: false,
  dryRun: false,
  verbose: false,
};

function parseQuietly(words: Command, argv: readonly string[]): readonly string[] {
  try {
    return words.parseOptions([...argv]).operands;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return [];
  }
}
