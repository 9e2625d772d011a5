import type { Collector, SyntaxNode } from './nodes.ts';

/** Reads `import a.b as c, d` and `from .a import (b as c, d)`. */
export function readImport(children: readonly SyntaxNode[], { code, text }: Collector): void {
  const from = children[0]?.from ?? 0;
  const isFrom = children[0]?.name === 'from';
  const split = isFrom ? children.findIndex(({ name }) => name === 'import') : 0;
  const module = isFrom ? words(children.slice(1, split), text) : undefined;
  for (const item of itemsOf(children.slice(split + 1))) {
    const renamed = item.findIndex(({ name }) => name === 'as');
    const path = words(renamed === -1 ? item : item.slice(0, renamed), text);
    if (path === '') continue;
    const alias = renamed === -1 ? undefined : words(item.slice(renamed + 1), text);
    // `import a.b` binds `a`.
    const as = alias ?? (isFrom ? path : path.split('.', 1)[0]!);
    code.imports.push(
      module === undefined ? { module: path, as, from } : { module, name: path, as, from },
    );
    if (as !== '*') code.binds.add(as);
  }
}

function words(nodes: readonly SyntaxNode[], text: string): string {
  return nodes.map(({ from, to }) => text.slice(from, to)).join('');
}

function itemsOf(nodes: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const items: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') items.push([]);
    else if (node.name !== '(' && node.name !== ')' && node.name !== '⚠') items.at(-1)?.push(node);
  }
  return items.filter((item) => item.length > 0);
}
