import { defined } from '../defined.ts';
import type { Message } from '../messages/message.ts';
import { hiddenCharacters } from '../plain-text.ts';
import type { Finding, Severity } from './rule.ts';

/** A finding as `--json` gives it. */
export interface FindingJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly notebook: string;
  /** Index among all cells, from 0; null for the notebook as a whole, or a script. */
  readonly cell: number | null;
  /** Line of a script, from 1. */
  readonly line?: number;
  readonly message: string;
  readonly fix?: string;
}

/** A finding in words. */
export function toWords(finding: Finding, say: (sentence: Message) => string): FindingJson {
  const { rule, severity, notebook, cell, line, message, fix } = finding;
  return {
    rule,
    severity,
    notebook,
    cell,
    ...defined({ line }),
    message: plain(say(message)),
    ...(fix === undefined ? {} : { fix: plain(say(fix)) }),
  };
}

/** A stranger's text such that it can be printed, with a mark where something was taken out. */
export function plain(text: string): string {
  return text.replace(hiddenCharacters, '\ufffd');
}

/** How many there are of a severity. */
export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
