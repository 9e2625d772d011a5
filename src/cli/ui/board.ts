import type { Board, BoardRow } from '../../classroom/board/board.ts';
import { standings } from '../../classroom/board/board.ts';
import { cutTo, padTo, widthOf } from '../../host/width.ts';
import { standingNames } from '../../messages/class-board.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { dollars } from '../../messages/format.ts';
import type { CommandContext } from '../command.ts';
import { columns } from './text.ts';

type Reader = Pick<CommandContext, 'say' | 'lang'>;

/** A class's board as lines: counts, a row for each student, and what needs a hand. */
export function describeBoard(board: Board, { say, lang }: Reader): string {
  const head = say(message('class.board-columns')).split('|');
  const rows = board.rows.map((row) => cellsOf(row, lang));
  const widths = head.map((title, at) =>
    Math.max(widthOf(title), ...rows.map((cells) => widthOf(cells[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cutTo(
      cells
        .map((cell, at) => padTo(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
      columns(),
    );
  return [
    say(message('class.board-title', { group: board.group, students: board.students })),
    say(countsOf(board)),
    '',
    line(head),
    ...rows.map(line),
    ...troubles(board).flatMap((trouble) => ['', say(trouble)]),
  ].join('\n');
}

function countsOf({ counts, opened, endpoints, spentUsd }: Board): Message {
  const shown = standings.flatMap((standing) =>
    counts[standing] === 0 ? [] : [{ standing, count: counts[standing] }],
  );
  return message('class.board-counts', { counts: shown, opened, endpoints, spentUsd });
}

function cellsOf(row: BoardRow, lang: 'en' | 'ko'): readonly string[] {
  const { cloned, failed, pending } = row.repos;
  const all = cloned + failed + pending;
  return [
    row.id,
    standingNames[row.standing][lang],
    row.openedAt === null ? '-' : '✓',
    row.idleMinutes === null ? '-' : String(Math.round(row.idleMinutes)),
    all === 0 ? '-' : `${cloned}/${all}`,
    row.endpoints === null ? '?' : String(row.endpoints),
    row.spentUsd === null ? '?' : dollars(row.spentUsd),
  ];
}

function troubles({ rows, group }: Board): readonly Message[] {
  const failed = rows.filter(({ standing }) => standing === 'failed');
  const missing = rows.filter(({ repos }) => repos.failed > 0);
  return [
    ...(failed.length === 0
      ? []
      : [message('class.board-failed', { ids: failed.map(({ id }) => id), group })]),
    ...(missing.length === 0
      ? []
      : [
          message('class.board-missing', {
            ids: missing.map(({ id }) => id),
            problem: missing.find(({ problem }) => problem !== null)?.problem ?? '',
            group,
          }),
        ]),
  ];
}
