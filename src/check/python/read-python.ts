import { parser } from '@lezer/python';
import type { Branch, Place, PythonCode } from './code.ts';
import { emptyCode } from './code.ts';
import type { Expr } from './expr.ts';
import { readImport } from './read-import.ts';
import { bind, bindTargets, readParams } from './bind.ts';
import type { Collector, SyntaxNode } from './nodes.ts';
import { childrenOf, deeper, isExpression } from './nodes.ts';
import { readExpr } from './read-expr.ts';

/** More characters than a person writes into a cell; so much is only searched as text. */
export const longestCode = 200_000;

const nowhere: Place = { scope: -1, branches: [] };

/** Reads Python, also such that does not parse: what is right in it is found. */
export function readPython(text: string): PythonCode {
  if (text.trim() === '' || text.length > longestCode) return emptyCode;
  const collector: Collector = {
    text,
    depth: 0,
    code: {
      calls: [],
      assignments: [],
      imports: [],
      functions: [],
      literals: [],
      paths: [],
      members: [],
      reads: [],
      binds: new Set(),
    },
  };
  readStatements(parser.parse(text).topNode, nowhere, collector);
  const { code } = collector;
  for (const found of [code.calls, code.assignments, code.literals, code.paths, code.members]) {
    (found as { from: number }[]).sort((a, b) => a.from - b.from);
  }
  return code;
}

function readStatements(node: SyntaxNode, place: Place, collector: Collector): void {
  for (const child of childrenOf(node)) {
    deeper(collector, () => readStatement(child, place, collector));
  }
}

function readStatement(node: SyntaxNode, place: Place, collector: Collector): void {
  switch (node.name) {
    case 'AssignStatement':
      return readAssignment(node, place, collector);
    case 'UpdateStatement':
      return readUpdate(node, place, collector);
    case 'ExpressionStatement':
      return readAlone(node, place, collector);
    case 'ImportStatement':
      return readImport(childrenOf(node), collector);
    case 'IfStatement':
    case 'TryStatement':
    case 'MatchStatement':
      return readBranches(node, place, collector);
    case 'ForStatement':
      return readFor(node, place, collector);
    case 'WithStatement':
      return readWith(node, place, collector);
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return readDefinition(node, place, collector);
    default:
      return readRest(node, place, collector);
  }
}

/** Statements, bodies and expressions in a node of any other kind. */
function readRest(node: SyntaxNode, place: Place, collector: Collector): void {
  if (isBlock(node.name)) return readStatements(node, place, collector);
  if (isExpression(node)) readExpr(node, place, collector);
}

function isBlock(name: string): boolean {
  return /Statement$|^(Body|Script|StatementGroup|MatchBody|MatchClause|Decorator)$/.test(name);
}

function readAlone(node: SyntaxNode, place: Place, collector: Collector): void {
  const parts = childrenOf(node).filter(isExpression);
  const [only] = parts;
  if (only === undefined || parts.length > 1) return readStatements(node, place, collector);
  const isText = only.name.endsWith('String');
  const expr = readExpr(only, place, collector, isText ? 'docstring' : 'value');
  amendCall(expr, collector, { alone: true });
}

function readAssignment(node: SyntaxNode, place: Place, collector: Collector): void {
  const segments: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') segments.push([]);
    else if (child.name !== 'TypeDef' && isExpression(child)) segments.at(-1)?.push(child);
  }
  const values = segments.length > 1 ? (segments.pop() ?? []) : [];
  const exprs = values.map((value) => readExpr(value, place, collector));
  const [first] = exprs;
  const value: Expr | undefined =
    exprs.length === 1 ? first : { kind: 'items', from: node.from, items: exprs };
  for (const targets of segments) {
    const names = targets.map((target) => readTarget(target, place, collector));
    if (value === undefined || values.length === 0) continue;
    assign(names, value, node.from, place, collector);
  }
}

/** Gives values to names, one each where the tuples have the same length. */
function assign(
  names: readonly (readonly string[])[],
  value: Expr,
  from: number,
  place: Place,
  collector: Collector,
): void {
  const pairs =
    value.kind === 'items' && names.length > 1 && value.items.length === names.length
      ? names.map((own, index) => ({ names: own, value: value.items[index]! }))
      : [{ names: names.flat(), value }];
  for (const pair of pairs) {
    collector.code.assignments.push({ ...pair, from, ...place });
    amendCall(pair.value, collector, { targets: pair.names });
  }
}

function readTarget(target: SyntaxNode, place: Place, collector: Collector): readonly string[] {
  const names = bind(target, collector);
  if (names.length === 0) readExpr(target, place, collector);
  return names;
}

function readUpdate(node: SyntaxNode, place: Place, collector: Collector): void {
  const [target, ...values] = childrenOf(node).filter(isExpression);
  if (target === undefined) return;
  const left = readExpr(target, place, collector);
  const [right] = values.map((value) => readExpr(value, place, collector));
  if (left.kind !== 'name' || right === undefined) return;
  collector.code.binds.add(left.name);
  const operator = collector.text.slice(target.to, right.from).trim().replace('=', '');
  const value: Expr = { kind: 'binary', from: node.from, operator, left, right };
  collector.code.assignments.push({ names: [left.name], value, from: node.from, ...place });
}

function readBranches(node: SyntaxNode, place: Place, collector: Collector): void {
  let arm = 0;
  const arms = (): Place => {
    const branch: Branch = { of: node.from, arm };
    return { ...place, branches: [...place.branches, branch] };
  };
  // What follows `else` of a try runs after its body, `finally` always: neither is an arm.
  let isArm = true;
  let before = '';
  for (const child of childrenOf(node)) {
    if (child.name === 'Body') {
      readStatements(child, isArm ? arms() : place, collector);
      arm += 1;
    } else if (child.name === 'MatchBody') {
      for (const clause of childrenOf(child)) {
        readStatements(clause, arms(), collector);
        arm += 1;
      }
    } else if (isExpression(child)) {
      const isName = child.name === 'VariableName' && /^(as|,)$/.test(before);
      if (isName) bind(child, collector);
      else readExpr(child, place, collector, 'compared');
    }
    if (node.name === 'TryStatement') isArm = !/^(try|else|finally)$/.test(child.name);
    before = child.name;
  }
}

function readFor(node: SyntaxNode, place: Place, collector: Collector): void {
  const names = bindTargets(node, collector);
  const inside: Expr[] = [];
  let isTarget = false;
  for (const child of childrenOf(node)) {
    if (child.name === 'for') isTarget = true;
    else if (child.name === 'in') isTarget = false;
    else if (child.name === 'Body') readStatements(child, place, collector);
    else if (!isTarget && isExpression(child)) inside.push(readExpr(child, place, collector));
    if (child.name === 'Body' || names.length === 0 || inside.length === 0) continue;
    const value: Expr = { kind: 'other', from: node.from, inside: [...inside] };
    collector.code.assignments.push({ names, value, from: node.from, each: true, ...place });
  }
}

function readWith(node: SyntaxNode, place: Place, collector: Collector): void {
  let value: Expr | undefined;
  let isName = false;
  for (const child of childrenOf(node)) {
    if (child.name === 'as') isName = true;
    else if (child.name === 'Body') readStatements(child, place, collector);
    else if (isName && value !== undefined) {
      assign([bind(child, collector)], value, node.from, place, collector);
      isName = false;
    } else if (isExpression(child)) value = readExpr(child, place, collector);
  }
}

function readDefinition(node: SyntaxNode, place: Place, collector: Collector): void {
  const children = childrenOf(node);
  const { code, text } = collector;
  const isFunction = node.name === 'FunctionDefinition';
  const inside: Place = isFunction ? { ...place, scope: node.from } : place;
  let params: readonly string[] = [];
  let name = '';
  for (const child of children) {
    if (child.name === 'VariableName') {
      name = text.slice(child.from, child.to);
      code.binds.add(name);
    } else if (child.name === 'ParamList') {
      params = readParams(child, inside, collector, (part) => readExpr(part, inside, collector));
    } else if (child.name === 'Body') readStatements(child, inside, collector);
    else if (child.name === 'ArgList') readStatements(child, place, collector);
  }
  if (isFunction) code.functions.push({ name, params, from: node.from, to: node.to });
}

/** Completes what is known of a call once it is clear what is done with it. */
function amendCall(
  expr: Expr,
  { code }: Collector,
  known: { readonly alone?: true; readonly targets?: readonly string[] },
): void {
  if (expr.kind !== 'call') return;
  // It was the last to be read, or nearly.
  const index = code.calls.findLastIndex(({ call }) => call === expr);
  const site = code.calls[index];
  if (site !== undefined) code.calls[index] = { ...site, ...known };
}
