import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Lang } from '../../messages/text.ts';
import type { DoorOptions } from './options.ts';

/** Cookie of the language that was chosen on a page. */
export const langCookie = 'labs-lang';

/** A reader's language: chosen here before, else their browser's, else the door's. */
export function langOf(context: Context, fallback: Lang): Lang {
  const chosen = getCookie(context, langCookie);
  if (chosen === 'ko' || chosen === 'en') return chosen;
  const accepted = (context.req.header('accept-language') ?? '').toLowerCase();
  return (/\b(ko|en)\b/.exec(accepted)?.[1] as Lang | undefined) ?? fallback;
}

/**
 * Names of the cookies of one class. Browsers send cookies to every port of a host: the doors of two
 * classes on one machine must not take each other's.
 */
export function cookieNames(group: string): { readonly code: string; readonly board: string } {
  return { code: `labs-door-${group}`, board: `labs-board-${group}` };
}

/** How every cookie is kept: for the door alone, out of scripts, and to TLS where the reader has it. */
export function cookieOptions(context: Context, { isSecure }: DoorOptions) {
  const secure = isSecure || context.req.header('x-forwarded-proto') === 'https';
  return { path: '/', httpOnly: true, secure } as const;
}
