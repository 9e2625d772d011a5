import { html, raw } from 'hono/html';
import type { Lang } from '../../messages/text.ts';

/** Text that is HTML already; everything else is escaped where it is put into a page. */
export type Html = ReturnType<typeof raw>;

/** Joins parts of a page. */
export function parts(pieces: readonly Html[]): Html {
  return raw(pieces.join(''));
}

/** A part of a page; what is filled in is escaped. */
export function part(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  // hono gives a promise only where a value is one.
  return html(strings, ...values) as Html;
}

/** A whole page without anything from elsewhere: one style, at most one script. */
export function page(options: {
  readonly lang: Lang;
  readonly title: string;
  readonly style: string;
  readonly body: Html;
  readonly head?: Html;
  readonly script?: string;
}): string {
  const { lang, title, style, body, head, script } = options;
  return String(
    part`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style)}</style>
${head ?? raw('')}
</head>
<body>
${body}
${script === undefined ? raw('') : part`<script>${raw(script)}</script>`}
</body>
</html>
`,
  );
}
