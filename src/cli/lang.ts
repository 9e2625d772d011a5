import type { Lang } from '../messages/text.ts';

/**
 * The reader's language: `--lang`, else LABS_LANG, else the locale (LC_ALL, LC_MESSAGES, LANG, or
 * what the system says), else English.
 */
export function chooseLang(typed: Lang | undefined, env: NodeJS.ProcessEnv): Lang {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || systemLocale(env);
  const wanted = typed ?? (env['LABS_LANG'] || locale);
  return /^ko\b|^ko[_-]/i.test(wanted) ? 'ko' : 'en';
}

/** Windows and macOS set no LANG where a terminal is not started by a login shell. */
function systemLocale(env: NodeJS.ProcessEnv): string {
  return env['LANG'] === undefined ? Intl.DateTimeFormat().resolvedOptions().locale : 'en';
}
