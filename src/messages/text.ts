/** The two languages of everything a person reads. */
export type Lang = 'en' | 'ko';

/** A finished sentence in both languages, where it is a part of another. */
export type BothLangs = Readonly<Record<Lang, string>>;

/** Parameters of a text that has none. */
export type NoParams = Readonly<Record<string, never>>;

/** One sentence, in both languages, over the same parameters. */
export interface Text<P> {
  readonly en: (params: P) => string;
  readonly ko: (params: P) => string;
}

/** What happened (with the value) and what to do (the exact next command). */
export type TwoLines = readonly [what: string, todo: string];

/**
 * An error a person can meet.
 *
 * Exit codes: 1 failed, 2 wrong use, 3 teardown left something or does not know, 130 interrupted.
 */
export interface FailureText<P> {
  readonly exit: 1 | 2 | 3 | 130;
  readonly en: (params: P) => TwoLines;
  readonly ko: (params: P) => TwoLines;
}

/** Declares a sentence; exists so that the parameters of both languages are the same type. */
export function text<P = NoParams>(sentence: Text<P>): Text<P> {
  return sentence;
}

/** Declares an error's two lines; see {@link FailureText}. */
export function failure<P = NoParams>(lines: FailureText<P>): FailureText<P> {
  return lines;
}
