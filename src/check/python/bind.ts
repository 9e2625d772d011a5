import type { Place } from './code.ts';
import type { Expr } from './expr.ts';
import type { Collector, SyntaxNode } from './nodes.ts';
import { childrenOf, deeper, isExpression } from './nodes.ts';

/** Reads a function's parameters: their names, and their defaults as values given to them. */
export function readParams(
  list: SyntaxNode,
  place: Place,
  collector: Collector,
  read: (node: SyntaxNode) => Expr,
): readonly string[] {
  const { code, text } = collector;
  const names: string[] = [];
  let isDefault = false;
  for (const child of childrenOf(list)) {
    if (child.name === 'AssignOp') isDefault = true;
    else if (child.name === 'TypeDef') continue;
    else if (isDefault && isExpression(child)) {
      const value = read(child);
      code.assignments.push({ names: names.slice(-1), value, from: child.from, ...place });
      isDefault = false;
    } else if (child.name === 'VariableName') {
      const name = text.slice(child.from, child.to);
      names.push(name);
      code.binds.add(name);
    }
  }
  return names;
}

/** Binds the names between each `for` and its `in`. */
export function bindTargets(node: SyntaxNode, collector: Collector): readonly string[] {
  const names: string[] = [];
  let isTarget = false;
  for (const child of childrenOf(node)) {
    if (child.name === 'for') isTarget = true;
    else if (child.name === 'in') isTarget = false;
    else if (isTarget && isExpression(child)) names.push(...bind(child, collector));
  }
  return names;
}

/** Binds the names of a target: `a`, `(a, b)`, `a, *b`; of `a.b` and `a[0]` there is none. */
export function bind(target: SyntaxNode, collector: Collector): readonly string[] {
  if (target.name === 'VariableName') {
    const name = collector.text.slice(target.from, target.to);
    collector.code.binds.add(name);
    return [name];
  }
  if (!/^(Tuple|Array|Parenthesized)Expression$/.test(target.name)) return [];
  return (
    deeper(collector, () =>
      childrenOf(target)
        .filter(isExpression)
        .flatMap((part) => bind(part, collector)),
    ) ?? []
  );
}
