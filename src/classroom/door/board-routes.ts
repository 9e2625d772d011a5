import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { boardPage } from './board-page.ts';
import type { DoorOptions } from './options.ts';
import { cookieNames, cookieOptions, langOf } from './reader.ts';

/** An instructor's browser keeps the key for a day. */
const boardSeconds = 86_400;

/** The instructor's board; without its key the address leads nowhere. */
export function addBoard(app: Hono, options: DoorOptions): void {
  const { group, board, visits } = options;
  const name = cookieNames(group).board;
  // 128 random bits need no limit on guesses, and a limit would let anybody lock the instructor out.
  const isKey = (given: string | undefined) =>
    given !== undefined && timingSafeEqual(digest(given), digest(board.key));

  app.get('/board', async (context) => {
    const given = context.req.query('key');
    if (!isKey(given ?? getCookie(context, name))) return context.notFound();
    if (given === undefined) {
      const lang = langOf(context, options.lang);
      return context.html(boardPage(await board.read(), visits.waiting(), lang));
    }
    const cookie = cookieOptions(context, options);
    setCookie(context, name, given, { ...cookie, sameSite: 'Lax', maxAge: boardSeconds });
    // The key does not stay in the address, which a projector shows.
    return context.redirect('/board', 303);
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
