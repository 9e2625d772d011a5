import { basename } from 'node:path';
import { defined } from '../defined.ts';
import type { Invocation } from '../messages/commands.ts';
import { completeCommands } from '../messages/commands.ts';
import type { FailureCode, Message } from '../messages/message.ts';
import { render, renderFailure } from '../messages/message.ts';
import type { Lang, TwoLines } from '../messages/text.ts';
import { packageRoot } from '../paths.ts';
import type { Typed } from './typed.ts';

/** Says a sentence in the reader's language, its commands as this reader types them. */
export type Say = (sentence: Message) => string;

/** Who reads, and how they call labs. */
export interface Reader {
  readonly lang: Lang;
  readonly invocation: Invocation;
  readonly say: Say;
  /** The two lines of an error. */
  readonly sayFailure: (code: FailureCode, params: object) => TwoLines;
}

/** Makes the {@link Reader} of a process. */
export function readerOf(
  typed: Pick<Typed, 'flags' | 'lang'>,
  lang: Lang,
  { argv, env }: Pick<NodeJS.Process, 'argv' | 'env'>,
): Reader {
  return createReader(lang, {
    program: programOf(argv[1] ?? '', packageRoot, env),
    options: optionsOf(typed),
  });
}

/** Makes a {@link Reader}. */
export function createReader(lang: Lang, invocation: Invocation): Reader {
  return {
    lang,
    invocation,
    say: (sentence) => completeCommands(render(sentence, lang), invocation),
    sayFailure: (code, params) => {
      const [what, todo] = renderFailure(code, params, lang);
      return [completeCommands(what, invocation), completeCommands(todo, invocation)];
    },
  };
}

/** The {@link Reader} once it is known from a command's options whose sandbox it is about. */
export function readerFor(
  reader: Reader,
  { owner, sandbox }: Readonly<Record<string, unknown>>,
): Reader {
  const { program, options } = reader.invocation;
  return createReader(reader.lang, {
    program,
    options: {
      ...options,
      ...(typeof owner === 'string' ? { owner } : {}),
      ...(typeof sandbox === 'string' ? { sandbox } : {}),
    },
  });
}

/**
 * What the reader types for this program.
 *
 * A bin is a link, so the script's path ends in the name that was typed, but on Windows, where npm
 * writes a file beside it; there npm's own line knows the name.
 *
 * @param script the path of the script, as it was called
 * @param root the package's folder
 */
export function programOf(script: string, root: string, env: NodeJS.ProcessEnv): string {
  // npm sets npm_command for what `npx` runs, and its line as npm_lifecycle_script.
  const isNpx = env['npm_command'] === 'exec';
  const called = [basename(script), isNpx ? env['npm_lifecycle_script']?.split(' ')[0] : undefined];
  const name = called.find((word) => word === 'labs' || word === 'sagemaker-labs') ?? 'labs';
  if (!isNpx) return name;
  // What npx fetched is nobody's dependency: there `npx labs` would fetch another package.
  return /[\\/]_npx[\\/]/.test(root) ? 'npx sagemaker-labs' : `npx ${name}`;
}

/** What to repeat of the options that every command takes, by their names. */
function optionsOf({ flags, lang }: Pick<Typed, 'flags' | 'lang'>): Invocation['options'] {
  return {
    ...(flags.local ? { local: true } : {}),
    ...defined({ profile: flags.profile, region: flags.region, 'labs-dir': flags.labsDir, lang }),
  };
}
