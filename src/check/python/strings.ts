import type { SyntaxNode } from './nodes.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** The text that a string literal stands for. */
export function stringValue(code: string, { from, to }: SyntaxNode): string {
  const { content, isRaw } = inner(code, from, to);
  return isRaw ? content : unescape(content);
}

/** An f-string's texts and replacements, in order. */
export function textPieces(code: string, node: SyntaxNode): readonly (string | SyntaxNode)[] {
  const { isRaw, start, end } = inner(code, node.from, node.to);
  const pieces: (string | SyntaxNode)[] = [];
  let done = start;
  const add = (to: number) => {
    if (to <= done) return;
    const text = code.slice(done, to).replaceAll('{{', '{').replaceAll('}}', '}');
    pieces.push(isRaw ? text : unescape(text));
  };
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'FormatReplacement') continue;
    add(child.from);
    pieces.push(child);
    done = child.to;
  }
  add(end);
  return pieces;
}

function inner(code: string, from: number, to: number) {
  const text = code.slice(from, to);
  const [open = '', prefix = '', quotes = ''] = /^([A-Za-z]*)("""|'''|"|')/.exec(text) ?? [];
  const start = from + open.length;
  const end = text.length > open.length && text.endsWith(quotes) ? to - quotes.length : to;
  return {
    start,
    end: Math.max(start, end),
    content: code.slice(start, Math.max(start, end)),
    isRaw: /r/i.test(prefix),
  };
}

function unescape(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, next: string) => {
    if (`\\'"`.includes(next)) return next;
    return escapes[next] ?? whole;
  });
}
