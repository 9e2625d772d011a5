import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { readCode } from './code.ts';
import type { DoorOptions } from './options.ts';
import { codePage, viewVisit, waitPage } from './pages.ts';
import { cookieNames, cookieOptions, langOf } from './reader.ts';

/** A student's code is kept in their browser while they wait, no longer. */
const codeSeconds = 3_600;

/** The pages of the students: type a code, wait, go to the notebook. */
export function addStudentPages(app: Hono, options: DoorOptions): void {
  const { group } = options;
  app.get('/', (context) => {
    const isIn = getCookie(context, cookieNames(group).code) !== undefined;
    if (isIn) return context.redirect('/wait', 303);
    return context.html(codePage(group, langOf(context, options.lang)));
  });
  app.post('/enter', (context) => enter(context, options));
  app.post('/leave', (context) => {
    forget(context, options);
    return context.redirect('/', 303);
  });
  addWaiting(app, options);
}

function addWaiting(app: Hono, options: DoorOptions): void {
  const { group, visits } = options;
  app.get('/wait', async (context) => {
    const stack = await studentOf(context, options);
    if (stack === undefined) {
      forget(context, options);
      return context.redirect('/', 303);
    }
    const lang = langOf(context, options.lang);
    const view = viewVisit(await visits.visit(stack), lang);
    return context.html(waitPage(group, lang, stack, view, options.firstNotebook(stack)));
  });

  app.get('/state', async (context) => {
    const stack = await studentOf(context, options);
    if (stack === undefined) return context.json({}, 401);
    return context.json(viewVisit(await visits.visit(stack), langOf(context, options.lang)));
  });

  app.get('/go', async (context) => {
    const stack = await studentOf(context, options);
    const link = stack && visits.link(stack);
    if (stack === undefined || link === undefined) return context.redirect('/wait', 303);
    // A shared computer keeps no code.
    forget(context, options);
    options.onOpened(stack);
    return context.redirect(link, 303);
  });
}

/**
 * Looks at a code that somebody typed. A right one always opens: 75 random bits need no lock, and
 * one student could lock a whole network out with it. Only the answer to wrong ones is limited.
 */
async function enter(context: Context, options: DoorOptions): Promise<Response> {
  const { group, visits, guesses, secret } = options;
  const typed = await typedCode(context);
  const refuse = (why: Message, status: 400 | 403 | 429) =>
    context.html(codePage(group, langOf(context, options.lang), { typed, why }), status);
  const code = readCode(typed);
  if (code === undefined) return refuse(message('door.not-a-code'), 400);
  if ((await visits.find(code)) === undefined) {
    const address = options.addressOf(context);
    const waitMs = guesses.waitOf(address);
    guesses.count(address);
    if (waitMs === 0) return refuse(message('door.wrong-code'), 403);
    options.onGuessing(address);
    context.header('Retry-After', String(Math.ceil(waitMs / 1_000)));
    return refuse(message('door.many-wrong'), 429);
  }
  const cookie = { ...cookieOptions(context, options), maxAge: codeSeconds };
  await setSignedCookie(context, cookieNames(group).code, code, secret, {
    ...cookie,
    sameSite: 'Strict',
  });
  return context.redirect('/wait', 303);
}

/** What the form says; an empty text for a body that is no form. */
async function typedCode(context: Context): Promise<string> {
  const { code } = await context.req.parseBody().catch(() => ({ code: '' }));
  return typeof code === 'string' ? code.slice(0, 40) : '';
}

async function studentOf(
  context: Context,
  { group, secret, visits }: DoorOptions,
): Promise<SandboxStack | undefined> {
  const code = await getSignedCookie(context, secret, cookieNames(group).code);
  return typeof code === 'string' ? visits.find(code) : undefined;
}

function forget(context: Context, options: DoorOptions): void {
  deleteCookie(context, cookieNames(options.group).code, cookieOptions(context, options));
}
