import { list } from './format.ts';
import type { Lang } from './text.ts';

/** The first of many ids, and how many more there are. */
export function some(ids: readonly string[], lang: Lang): string {
  const shown = ids.slice(0, 8);
  const rest = ids.length - shown.length;
  if (rest === 0) return list(shown);
  return lang === 'ko' ? `${list(shown)} 외 ${rest}명` : `${list(shown)} and ${rest} more`;
}
