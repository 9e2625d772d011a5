import { failures, messages } from './catalog.ts';
import type { Lang, NoParams, TwoLines } from './text.ts';

type Messages = typeof messages;
type Failures = typeof failures;

/** Code of a sentence, such as `start.ready`. */
export type MessageCode = keyof Messages;
/** Code of an error, such as `lab.unknown`. */
export type FailureCode = keyof Failures;

export type MessageParams<C extends MessageCode> = Parameters<Messages[C]['en']>[0];
export type FailureParams<C extends FailureCode> = Parameters<Failures[C]['en']>[0];

/** Code of a sentence without parameters. */
export type PlainCode = {
  [C in MessageCode]: MessageParams<C> extends NoParams ? C : never;
}[MessageCode];

/** A sentence as data: rendered by a host in the reader's language. */
export interface Message {
  readonly code: MessageCode;
  readonly params: object;
}

/** Makes a sentence, its parameters checked against the catalog. */
export function message<C extends MessageCode>(
  code: C,
  ...[params]: MessageParams<C> extends NoParams ? [] : [params: MessageParams<C>]
): Message {
  return { code, params: params ?? {} };
}

/** The sentence in a language. */
export function render(sentence: Message, lang: Lang): string {
  // The constructor above proved that code and parameters belong together.
  const say = messages[sentence.code][lang] as (params: unknown) => string;
  return say(sentence.params);
}

/** The two lines of an error in a language. */
export function renderFailure(code: FailureCode, params: object, lang: Lang): TwoLines {
  const say = failures[code][lang] as (params: unknown) => TwoLines;
  return say(params);
}

/** The process exit code that an error stands for. */
export function exitCodeOf(code: FailureCode): number {
  return failures[code].exit;
}
