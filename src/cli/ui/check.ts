import { styleText } from 'node:util';
import type { FindingJson } from '../../check/report.ts';
import { plain } from '../../check/report.ts';
import type { Severity } from '../../check/rule.ts';
import { widthOf } from '../../host/width.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { columns, marked, paragraph, pathLines } from './text.ts';

type Reader = Pick<CommandContext, 'say'>;

const colours: Readonly<Record<Severity, 'red' | 'yellow' | 'dim'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

/** Findings by notebook, each with its severity, rule, cell and what mends it. */
export function describeFindings(
  findings: readonly FindingJson[],
  notebooks: number,
  { say }: Reader,
): string {
  const paths = [...new Set(findings.map(({ notebook }) => notebook))];
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    notebooks,
  };
  const conclusion =
    findings.length === 0
      ? message('check.nothing', { notebooks })
      : message('check.count', counts);
  return [
    ...paths.flatMap((path) => [
      ...pathLines(plain(path))
        .flatMap((line) => cut(line, columns()))
        .map(bold),
      ...findings
        .filter(({ notebook }) => notebook === path)
        .flatMap((finding) => describe(finding, say)),
      '',
    ]),
    ...paragraph(say(conclusion)),
  ].join('\n');
}

function describe(finding: FindingJson, say: Reader['say']): readonly string[] {
  const { severity, rule, cell, line, fix } = finding;
  const name = say(message('check.severity', { severity }));
  const where =
    cell === null
      ? line === undefined
        ? []
        : [say(message('check.line', { line }))]
      : [say(message('check.cell', { cell }))];
  const head = [name, rule, ...where].join(' ');
  const [first = '', ...rest] = broken(`${head}: ${finding.message}`, 4);
  const coloured = styleText(colours[severity], name, { stream: process.stdout });
  return [
    `  ${coloured}${first.trimStart().slice(name.length)}`,
    ...rest,
    ...(fix === undefined
      ? []
      : marked(
          '>',
          broken(fix, 6)
            .map((part) => part.trim())
            .join('\n'),
          4,
        )),
  ];
}

/** A text in lines that fit; an address that is too long for one is broken, too. */
function broken(text: string, indent: number): readonly string[] {
  const room = columns() - indent;
  return paragraph(
    text
      .split(' ')
      .flatMap((word) => cut(word, room))
      .join(' '),
    indent,
  );
}

/** The word in pieces that fit. */
function cut(word: string, room: number): readonly string[] {
  if (widthOf(word) <= room) return [word];
  const pieces: string[] = [''];
  for (const character of word) {
    const last = pieces.at(-1) ?? '';
    if (widthOf(last + character) > room) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}

function bold(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}
