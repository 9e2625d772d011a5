import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import type { Board } from '../board/board.ts';
import { boardScript, boardStyle } from './board-look.ts';
import { boardPage } from './board-page.ts';
import { readCode } from './code.ts';
import type { Guesses } from './guesses.ts';
import { doorStyle, hashSource, waitScript } from './look.ts';
import { codePage, nothingPage, viewVisit, waitPage } from './pages.ts';
import type { Visits } from './visits.ts';

/** What the door works with; nothing in it knows how the app is served. */
export interface DoorOptions {
  readonly group: string;
  /** Language of a reader whose browser names neither. */
  readonly lang: Lang;
  readonly visits: Visits;
  readonly guesses: Guesses;
  /** Signs a code in a student's browser, so that one that passed once is told from a guess. */
  readonly secret: string;
  /** Whether readers come over TLS, so that cookies are kept to it. */
  readonly isSecure: boolean;
  /** The instructor's side: whoever has the key sees the board. */
  readonly board: { readonly key: string; readonly read: () => Promise<Board> };
  /** A reader's network address. */
  readonly addressOf: (context: Context) => string;
  /** The notebook to begin with in a sandbox, if its labs are known. */
  readonly firstNotebook: (stack: SandboxStack) => string | undefined;
  /** Told of what went wrong in AWS. */
  readonly onTrouble: (error: unknown) => void;
  /** Told that a student was sent to their notebook. */
  readonly onOpened: (stack: SandboxStack) => void;
  /** Told that an address has guessed so often that it is slowed down. */
  readonly onGuessing: (address: string) => void;
}

const codeCookie = 'labs-door';
const boardCookie = 'labs-board';
const langCookie = 'labs-lang';
/** An instructor's browser keeps the key for a day. */
const boardSeconds = 86_400;
/** A student's code is kept in their browser while they wait, no longer. */
const codeSeconds = 3_600;

/** The door of a class as a web application: the same under Node, and as a function. */
export function createDoor(options: DoorOptions): Hono {
  const { group, visits, guesses, addressOf, board } = options;
  const cookie = { path: '/', httpOnly: true, secure: options.isSecure } as const;
  const app = new Hono();

  app.use(secureHeaders(headers));
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.use(csrf({ origin: isSameHost }));
  app.use(bodyLimit({ maxSize: 4_096 }));
  app.use(async (context, next) => {
    const asked = context.req.query('lang');
    if (asked !== 'ko' && asked !== 'en') return next();
    setCookie(context, langCookie, asked, { ...cookie, sameSite: 'Lax', maxAge: 31_536_000 });
    return context.redirect(new URL(context.req.url).pathname, 303);
  });

  /** Whose code somebody typed; wrong ones are counted. */
  async function whose(
    context: Context,
    code: string,
  ): Promise<{ readonly stack: SandboxStack } | { readonly waitMs: number }> {
    const address = addressOf(context);
    const waitMs = guesses.waitOf(address);
    if (waitMs > 0) return { waitMs };
    const stack = await visits.find(code);
    if (stack !== undefined) return { stack };
    guesses.count(address);
    if (guesses.waitOf(address) > 0) options.onGuessing(address);
    return { waitMs: 0 };
  }

  async function studentOf(context: Context): Promise<SandboxStack | undefined> {
    const code = await getSignedCookie(context, options.secret, codeCookie);
    return typeof code === 'string' ? visits.find(code) : undefined;
  }

  function isKey(given: string | undefined): boolean {
    return given !== undefined && timingSafeEqual(digest(given), digest(board.key));
  }

  function refuse(context: Context, typed: string, why: Message, status: 400 | 403 | 429 | 503) {
    return context.html(codePage(group, langOf(context, options.lang), { typed, why }), status);
  }

  app.get('/', (context) => {
    if (getCookie(context, codeCookie) !== undefined) return context.redirect('/wait', 303);
    return context.html(codePage(group, langOf(context, options.lang)));
  });

  app.post('/enter', async (context) => {
    const { code: given } = await context.req.parseBody();
    const typed = typeof given === 'string' ? given.slice(0, 40) : '';
    const code = readCode(typed);
    if (code === undefined) return refuse(context, typed, message('door.not-a-code'), 400);
    const found = await whose(context, code);
    if (!('stack' in found)) {
      if (found.waitMs === 0) return refuse(context, typed, message('door.wrong-code'), 403);
      const seconds = Math.ceil(found.waitMs / 1_000);
      context.header('Retry-After', String(seconds));
      return refuse(context, typed, message('door.slow-down', { seconds }), 429);
    }
    await setSignedCookie(context, codeCookie, code, options.secret, {
      ...cookie,
      sameSite: 'Strict',
      maxAge: codeSeconds,
    });
    return context.redirect('/wait', 303);
  });

  app.get('/wait', async (context) => {
    const stack = await studentOf(context);
    if (stack === undefined) {
      deleteCookie(context, codeCookie, cookie);
      return context.redirect('/', 303);
    }
    const lang = langOf(context, options.lang);
    const view = viewVisit(await visits.visit(stack), lang);
    return context.html(waitPage(group, lang, stack, view, options.firstNotebook(stack)));
  });

  app.get('/state', async (context) => {
    const stack = await studentOf(context);
    if (stack === undefined) return context.json({}, 401);
    const visit = await visits.visit(stack);
    return context.json(viewVisit(visit, langOf(context, options.lang)));
  });

  app.get('/go', async (context) => {
    const stack = await studentOf(context);
    const link = stack && visits.link(stack);
    if (stack === undefined || link === undefined) return context.redirect('/wait', 303);
    // A shared computer keeps nobody's code.
    deleteCookie(context, codeCookie, cookie);
    options.onOpened(stack);
    return context.redirect(link, 303);
  });

  app.post('/leave', (context) => {
    deleteCookie(context, codeCookie, cookie);
    return context.redirect('/', 303);
  });

  app.get('/board', async (context) => {
    const given = context.req.query('key');
    if (given === undefined) {
      if (!isKey(getCookie(context, boardCookie))) return context.notFound();
      const lang = langOf(context, options.lang);
      return context.html(boardPage(await board.read(), visits.waiting(), lang));
    }
    const address = addressOf(context);
    if (guesses.waitOf(address) > 0) return context.notFound();
    if (!isKey(given)) {
      guesses.count(address);
      return context.notFound();
    }
    setCookie(context, boardCookie, given, { ...cookie, sameSite: 'Lax', maxAge: boardSeconds });
    // The key does not stay in the address, which a projector shows.
    return context.redirect('/board', 303);
  });

  app.onError((error, context) => {
    // A form from elsewhere, or one that is too long.
    if (error instanceof HTTPException) return error.getResponse();
    options.onTrouble(error);
    const lang = langOf(context, options.lang);
    if (context.req.path === '/state') return context.json(viewVisit({ is: 'trouble' }, lang));
    return refuse(context, '', message('door.trouble'), 503);
  });

  app.notFound((context) => context.html(nothingPage(group, langOf(context, options.lang)), 404));
  return app;
}

/** Nothing from elsewhere is loaded, nobody frames the page, and no address is told to others. */
const headers: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [hashSource(doorStyle), hashSource(boardStyle)],
    scriptSrc: [hashSource(waitScript), hashSource(boardScript)],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // A name that other services share is not ours to bind to TLS for half a year.
  strictTransportSecurity: false,
};

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether a form comes from a page of ours; the scheme is another where something encrypts for us. */
function isSameHost(origin: string, context: Context): boolean {
  return URL.canParse(origin) && new URL(origin).host === context.req.header('host');
}

/** A reader's language: chosen here before, else their browser's. */
function langOf(context: Context, fallback: Lang): Lang {
  const chosen = getCookie(context, langCookie);
  if (chosen === 'ko' || chosen === 'en') return chosen;
  const accepted = (context.req.header('accept-language') ?? '').toLowerCase();
  return (/\b(ko|en)\b/.exec(accepted)?.[1] as Lang | undefined) ?? fallback;
}
