import { bind, bindTargets, readParams } from './bind.ts';
import type { Place, PythonCode } from './code.ts';
import type { Argument, CallExpr, Expr } from './expr.ts';
import { dotted } from './expr.ts';
import type { Collector, SyntaxNode } from './nodes.ts';
import { childrenOf, deeper, isExpression } from './nodes.ts';
import { stringValue, textPieces } from './strings.ts';

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

// oxlint-disable-next-line max-lines-per-function -- one case for each kind of expression
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
      if (params !== undefined) readParams(params, place, collector, (part) => read(part));
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
