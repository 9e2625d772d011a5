import type { parser } from '@lezer/python';
import type { Place, PythonCode } from './code.ts';
import type { Argument, CallExpr, Expr } from './expr.ts';
import { dotted } from './expr.ts';
import { stringValue, textPieces } from './strings.ts';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** What is collected while a text is read; {@link PythonCode} as it grows. */
export interface Collector {
  readonly text: string;
  readonly code: {
    -readonly [K in keyof PythonCode]: PythonCode[K] extends ReadonlySet<infer T>
      ? Set<T>
      : PythonCode[K] extends readonly (infer T)[]
        ? T[]
        : never;
  };
  /** How deep the reader is now. */
  depth: number;
}

/** Nobody nests as deep as this by hand; what is deeper is not looked into. */
const deepest = 200;

/** Runs a step one level deeper; undefined where that is too deep. */
export function deeper<T>(collector: Collector, step: () => T): T | undefined {
  if (collector.depth >= deepest) return undefined;
  collector.depth += 1;
  try {
    return step();
  } finally {
    collector.depth -= 1;
  }
}

/** The direct parts of a node. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

const notExpressions = new Set([
  'ArgList',
  'ArithOp',
  'AssignOp',
  'BitOp',
  'Comment',
  'CompareOp',
  'FormatConversion',
  'FormatSelfDoc',
  'LogicOp',
  'ParamList',
  'PropertyName',
  'TypeDef',
  'UpdateOp',
]);

/** Whether a node is an expression, and not a keyword, an operator or a bracket. */
export function isExpression({ name }: SyntaxNode): boolean {
  return /^[A-Z⚠]/.test(name) && !notExpressions.has(name);
}

type LiteralUse = PythonCode['literals'][number]['as'];

/** Reads an expression, and collects the calls, names and texts in it. */
export function readExpr(
  node: SyntaxNode,
  place: Place,
  collector: Collector,
  as: LiteralUse = 'value',
): Expr {
  const read = (part: SyntaxNode, use: LiteralUse = as) => readExpr(part, place, collector, use);
  return (
    deeper(collector, () => convert(node, read, place, collector, as)) ?? {
      kind: 'other',
      from: node.from,
      inside: [],
    }
  );
}

type Read = (part: SyntaxNode, use?: LiteralUse) => Expr;

function convert(
  node: SyntaxNode,
  read: Read,
  place: Place,
  collector: Collector,
  as: LiteralUse,
): Expr {
  const { from, to } = node;
  const { code, text } = collector;
  const parts = () => childrenOf(node).filter(isExpression);
  switch (node.name) {
    case 'VariableName': {
      const name = text.slice(from, to);
      code.reads.push({ name, from });
      return { kind: 'name', from, name };
    }
    case 'Number':
      return { kind: 'number', from, value: Number(text.slice(from, to).replaceAll('_', '')) };
    case 'String':
    case 'FormatString':
    case 'ContinuedString': {
      const expr = readText(node, read, text);
      code.literals.push({ expr, from, as });
      return expr;
    }
    case 'MemberExpression':
      return readMember(node, read, collector);
    case 'CallExpression':
      return readCall(node, read, place, collector);
    case 'ParenthesizedExpression': {
      const [inner, ...rest] = parts();
      if (inner !== undefined && rest.length === 0) return read(inner);
      break;
    }
    case 'BinaryExpression': {
      const [left, right] = parts();
      if (left === undefined || right === undefined) break;
      const operator = text.slice(left.to, right.from).trim();
      const compares = /^(==|!=|<|>|<=|>=|in|not\s+in|is.*)$/.test(operator);
      const use = compares ? 'compared' : as;
      return { kind: 'binary', from, operator, left: read(left, use), right: read(right, use) };
    }
    case 'ConditionalExpression': {
      const [first, condition, second] = parts();
      if (first === undefined || condition === undefined || second === undefined) break;
      read(condition, 'compared');
      return { kind: 'either', from, values: [read(first), read(second)] };
    }
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'SetExpression':
      return { kind: 'items', from, items: parts().map((part) => read(part)) };
    case 'DictionaryExpression':
      return { kind: 'dict', from, entries: readEntries(node, read) };
    case 'LambdaExpression': {
      const params = childrenOf(node).find(({ name }) => name === 'ParamList');
      if (params !== undefined) readParams(params, place, collector);
      break;
    }
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'DictionaryComprehensionExpression':
    case 'SetComprehensionExpression':
      bindTargets(node, collector);
      break;
    case 'NamedExpression': {
      const [target, value] = parts();
      if (target === undefined || value === undefined) break;
      const names = bind(target, collector);
      const expr = read(value);
      code.assignments.push({ names, value: expr, from, ...place });
      return expr;
    }
    default:
  }
  return { kind: 'other', from, inside: parts().map((part) => read(part)) };
}

function readText(
  node: SyntaxNode,
  read: Read,
  text: string,
): Expr & { readonly kind: 'string' | 'template' } {
  const { from } = node;
  if (node.name === 'String') return { kind: 'string', from, value: stringValue(text, node) };
  const pieces =
    node.name === 'FormatString'
      ? textPieces(text, node).map((piece) => {
          if (typeof piece === 'string') return piece;
          const [inner] = childrenOf(piece).filter(isExpression);
          return inner === undefined ? '{}' : read(inner);
        })
      : childrenOf(node)
          .filter(isExpression)
          .flatMap((part) => {
            const expr = readText(part, read, text);
            return expr.kind === 'string' ? [expr.value] : expr.parts;
          });
  return pieces.every((piece) => typeof piece === 'string')
    ? { kind: 'string', from, value: pieces.join('') }
    : { kind: 'template', from, parts: pieces };
}

function readMember(node: SyntaxNode, read: Read, { code, text }: Collector): Expr {
  const children = childrenOf(node);
  const [object, ...rest] = children.filter(isExpression);
  const property = children.find(({ name }) => name === 'PropertyName');
  const { from } = node;
  if (object === undefined) return { kind: 'other', from, inside: [] };
  if (property === undefined) {
    return {
      kind: 'other',
      from,
      inside: [read(object), ...rest.map((part) => read(part, 'key'))],
    };
  }
  const expr: Expr = {
    kind: 'member',
    from,
    object: read(object),
    name: text.slice(property.from, property.to),
  };
  const path = dotted(expr);
  if (path !== undefined) code.paths.push({ path, from });
  code.members.push({ name: expr.name, object: expr.object, from });
  return expr;
}

function readCall(node: SyntaxNode, read: Read, place: Place, { code, text }: Collector): Expr {
  const [callee, list] = childrenOf(node);
  const { from } = node;
  if (callee === undefined || list === undefined) return { kind: 'other', from, inside: [] };
  const call: CallExpr = {
    kind: 'call',
    from,
    callee: read(callee, 'value'),
    args: readArguments(list, (part) => read(part, 'value'), text),
  };
  code.calls.push({ call, from, alone: false, targets: [], ...place });
  return call;
}

/** Reads what stands between the parentheses of a call. */
function readArguments(list: SyntaxNode, read: Read, text: string): readonly Argument[] {
  const args: Argument[] = [];
  let name: string | undefined;
  const children = childrenOf(list);
  for (const [index, child] of children.entries()) {
    if (child.name === '*' || child.name === '**') name = child.name;
    else if (child.name === ',') name = undefined;
    else if (child.name === 'VariableName' && children[index + 1]?.name === 'AssignOp') {
      name = text.slice(child.from, child.to);
    } else if (isExpression(child)) {
      args.push({ name, value: read(child) });
    }
  }
  return args;
}

function readEntries(node: SyntaxNode, read: Read) {
  const entries: { key: Expr; value: Expr }[] = [];
  let key: SyntaxNode | undefined;
  let isValue = false;
  for (const child of childrenOf(node)) {
    if (child.name === ':') isValue = true;
    else if (child.name === ',' || child.name === '**') isValue = false;
    else if (isExpression(child)) {
      if (isValue && key !== undefined) entries.push({ key: read(key, 'key'), value: read(child) });
      key = isValue ? undefined : child;
      isValue = false;
    }
  }
  return entries;
}

/** Reads a function's parameters: their names, and their defaults as values given to them. */
export function readParams(
  list: SyntaxNode,
  place: Place,
  collector: Collector,
): readonly string[] {
  const { code, text } = collector;
  const names: string[] = [];
  let isDefault = false;
  for (const child of childrenOf(list)) {
    if (child.name === 'AssignOp') isDefault = true;
    else if (child.name === 'TypeDef') continue;
    else if (isDefault && isExpression(child)) {
      const value = readExpr(child, place, collector);
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
