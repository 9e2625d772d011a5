import { dollars } from '../../messages/format.ts';
import { standingNames } from '../../messages/class-board.ts';
import type { Message } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import type { Board, BoardRow } from '../board/board.ts';
import { standings } from '../board/board.ts';
import type { Html } from '../pages/page.ts';
import { page, part, parts } from '../pages/page.ts';
import { boardScript, boardStyle } from './board-look.ts';
import { languageLink } from './pages.ts';

/** A class's board as a page that keeps itself up to date. */
export function boardPage(board: Board, waiting: number, lang: Lang): string {
  const say = (sentence: Message) => render(sentence, lang);
  const heading = message('class.board-title', { group: board.group, students: board.students });
  const columns = [...say(message('class.board-columns')).split('|'), say(message('door.problem'))];
  return page({
    lang,
    title: `${say(heading)} · ${board.counts.running}/${board.students}`,
    style: boardStyle,
    script: boardScript,
    head: part`<noscript><meta http-equiv="refresh" content="10"></noscript>`,
    body: part`<header>
<h1>${say(heading)}</h1>
<p id="at">${say(message('door.board-at', { at: new Date(board.at) }))}</p>
<p id="offline" role="alert" hidden>${say(message('door.offline'))}</p>
</header>
<main>
<dl id="counts">${parts(tilesOf(board, waiting, lang).map(([name, value, is]) => part`<div data-is="${is}"><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>
<div class="scroll" tabindex="0" role="region" aria-label="${say(heading)}">
<table>
<thead><tr>${parts(columns.map((name) => part`<th scope="col">${name}</th>`))}</tr></thead>
<tbody id="rows">${parts(worstFirst(board.rows).map((row) => rowPart(row, lang)))}</tbody>
</table>
</div>
</main>
<footer>${languageLink(lang)}</footer>`,
  });
}

/** Who needs help comes first: a large class does not fit on a screen. */
function worstFirst(rows: readonly BoardRow[]): readonly BoardRow[] {
  const rank = ({ standing, problem }: BoardRow) =>
    standing === 'failed' ? 0 : problem === null ? 2 : 1;
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

type Tile = readonly [name: string, value: string, is: string];

function tilesOf(board: Board, waiting: number, lang: Lang): readonly Tile[] {
  const say = (sentence: Message) => render(sentence, lang);
  const counts = standings.flatMap((standing): readonly Tile[] => {
    const count = board.counts[standing];
    const isShown = count > 0 || standing === 'running';
    return isShown ? [[standingNames[standing][lang], String(count), standing]] : [];
  });
  const known = (value: number | null, shown: (value: number) => string) =>
    value === null ? '?' : shown(value);
  return [
    ...counts,
    [say(message('door.board-waiting')), String(waiting), 'waiting'],
    [say(message('door.board-opened')), known(board.opened, String), 'opened'],
    [say(message('door.board-endpoints')), known(board.endpoints, String), 'endpoints'],
    [say(message('door.board-spent')), known(board.spentUsd, dollars), 'spent'],
  ];
}

function rowPart(row: BoardRow, lang: Lang): Html {
  const { cloned, failed, pending } = row.repos;
  const repos = cloned + failed + pending;
  const cells = [
    row.openedAt === null ? '–' : clock(new Date(row.openedAt), lang),
    row.idleMinutes === null ? '–' : String(Math.round(row.idleMinutes)),
    repos === 0 ? '–' : `${cloned}/${repos}`,
    row.endpoints === null ? '?' : String(row.endpoints),
    row.spentUsd === null ? '?' : dollars(row.spentUsd),
  ];
  return part`<tr><th scope="row">${row.id}</th><td data-is="${row.standing}">${standingNames[row.standing][lang]}</td>${parts(cells.map((cell) => part`<td>${cell}</td>`))}<td class="why">${row.problem ?? ''}</td></tr>
`;
}

/** A time of day on this machine's clock. */
function clock(date: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}
