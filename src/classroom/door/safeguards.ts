import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { message } from '../../messages/message.ts';
import { boardScript, boardStyle } from './board-look.ts';
import { doorStyle, hashSource, waitScript } from './look.ts';
import type { DoorOptions } from './options.ts';
import { describeForm, isOwnForm } from './own-form.ts';
import { codePage, noticePage, viewVisit } from './pages.ts';
import { cookieOptions, langCookie, langOf } from './reader.ts';

/** Nothing from elsewhere is loaded, nobody frames the page, and other sites learn no address. */
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
  // With `no-referrer` browsers send `Origin: null` with the door's own forms (Fetch, "append a
  // request Origin header"), which nothing tells from a form of another site.
  referrerPolicy: 'same-origin',
  // A name that other services share is not ours to bind to TLS for half a year.
  strictTransportSecurity: false,
};
/** A code and its field's name are 100 bytes at most. */
const mostBytes = 4_096;

/** What every request passes before it reaches a page. */
export function addSafeguards(app: Hono, options: DoorOptions): void {
  const refuse = (
    context: Context,
    code: 'door.foreign-form' | 'door.long-form',
    status: 403 | 413,
  ) =>
    context.html(
      noticePage(options.group, langOf(context, options.lang), {
        heading: message('door.not-taken'),
        why: message(code),
      }),
      status,
    );

  app.use(secureHeaders(headers));
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.use(async (context, next) => {
    const header = (name: string) => context.req.header(name);
    if (/^(GET|HEAD|OPTIONS)$/.test(context.req.method) || isOwnForm(header)) return next();
    options.onForeignForm(describeForm(header));
    return refuse(context, 'door.foreign-form', 403);
  });
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: (context) => refuse(context, 'door.long-form', 413),
    }),
  );
  app.use(async (context, next) => {
    const asked = context.req.query('lang');
    if (asked !== 'ko' && asked !== 'en') return next();
    const cookie = cookieOptions(context, options);
    setCookie(context, langCookie, asked, { ...cookie, sameSite: 'Lax', maxAge: 31_536_000 });
    return context.redirect(ownPath(context.req.url), 303);
  });
}

/** The path of an address; `//host/` would lead to another site. */
function ownPath(url: string): string {
  return new URL(url).pathname.replace(/^\/+/, '/');
}

/** Answers what no page does: an address that leads nowhere, and what went wrong in AWS. */
export function addLastResorts(app: Hono, options: DoorOptions): void {
  const { group } = options;
  app.onError((error, context) => {
    options.onTrouble(error);
    const lang = langOf(context, options.lang);
    if (context.req.path === '/state') return context.json(viewVisit({ is: 'trouble' }, lang));
    const why = message('door.trouble');
    return context.html(codePage(group, lang, { typed: '', why }), 503);
  });
  app.notFound((context) => {
    const lang = langOf(context, options.lang);
    return context.html(noticePage(group, lang, { heading: message('door.nothing-here') }), 404);
  });
}
