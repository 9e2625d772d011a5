import { explainAwsError } from '../../aws/errors.ts';
import type { FailureCode, FailureParams } from '../../messages/message.ts';
import { renderFailure } from '../../messages/message.ts';
import { LabsError, isLabsError } from '../../errors.ts';
import type { BothLangs } from '../../messages/text.ts';

/** AWS gives whole request bodies in some messages. */
const longest = 300;

/** Why something failed, in one line of either language. */
export function reasonOf(error: unknown): BothLangs {
  const explained = explainAwsError(error, undefined);
  if (isLabsError(explained)) {
    const line = (lang: 'en' | 'ko') =>
      oneLine(renderFailure(explained.code, explained.params, lang)[0]);
    return { en: line('en'), ko: line('ko') };
  }
  return inBoth(error instanceof Error ? error.message : String(error));
}

/** The reason that an error of ours gives. */
export function reason<C extends FailureCode>(code: C, params: FailureParams<C>): BothLangs {
  return reasonOf(new LabsError(code, params));
}

/** AWS's own words, which are English in both languages. */
export function inBoth(text: string): BothLangs {
  const line = oneLine(text);
  return { en: line, ko: line };
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
