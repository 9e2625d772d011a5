/** An argument of a call; `*args` and `**kwargs` have their stars as name. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: Expr;
}

/** A call with what it is given. */
export interface CallExpr {
  readonly kind: 'call';
  readonly from: number;
  readonly callee: Expr;
  readonly args: readonly Argument[];
}

/** An expression of Python, as far as the rules look into one. */
export type Expr =
  | CallExpr
  | { readonly kind: 'string'; readonly from: number; readonly value: string }
  /** An f-string: texts and what stands between braces. */
  | { readonly kind: 'template'; readonly from: number; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: 'number'; readonly from: number; readonly value: number }
  | { readonly kind: 'name'; readonly from: number; readonly name: string }
  | {
      readonly kind: 'member';
      readonly from: number;
      readonly object: Expr;
      readonly name: string;
    }
  | {
      readonly kind: 'binary';
      readonly from: number;
      readonly operator: string;
      readonly left: Expr;
      readonly right: Expr;
    }
  | {
      readonly kind: 'either';
      readonly from: number;
      readonly values: readonly Expr[];
    }
  /** A list, tuple or set. */
  | { readonly kind: 'items'; readonly from: number; readonly items: readonly Expr[] }
  | {
      readonly kind: 'dict';
      readonly from: number;
      readonly entries: readonly { readonly key: Expr; readonly value: Expr }[];
    }
  /** Anything else, with the expressions in it. */
  | { readonly kind: 'other'; readonly from: number; readonly inside: readonly Expr[] };

/** The dotted name of an expression, such as `sagemaker.estimator.Estimator`, if it is one. */
export function dotted(expr: Expr): string | undefined {
  const names: string[] = [];
  let at = expr;
  while (at.kind === 'member') {
    names.unshift(at.name);
    at = at.object;
  }
  return at.kind === 'name' ? [at.name, ...names].join('.') : undefined;
}

/** The name that a chain of members, calls and subscripts begins with. */
export function rootOf(expr: Expr): string | undefined {
  let at: Expr | undefined = expr;
  while (at !== undefined) {
    if (at.kind === 'name') return at.name;
    if (at.kind === 'member') at = at.object;
    else if (at.kind === 'call') at = at.callee;
    else if (at.kind === 'other') at = at.inside[0];
    else return undefined;
  }
  return undefined;
}

/** What is called: the last name of `a.b.c(…)`. */
export function calledName({ callee }: CallExpr): string | undefined {
  if (callee.kind === 'name' || callee.kind === 'member') return callee.name;
  return undefined;
}

/** What stands before the last dot of a call: `a.b` of `a.b.c(…)`. */
export function receiverOf({ callee }: CallExpr): Expr | undefined {
  return callee.kind === 'member' ? callee.object : undefined;
}

/** The first argument of one of these names. */
export function keyword(call: CallExpr, ...names: readonly string[]): Expr | undefined {
  return call.args.find(({ name }) => name !== undefined && names.includes(name))?.value;
}

/** The arguments without a name, up to the first `*args`. */
export function positional(call: CallExpr): readonly Expr[] {
  const end = call.args.findIndex(({ name }) => name !== undefined);
  return (end === -1 ? call.args : call.args.slice(0, end)).map(({ value }) => value);
}

/** The value of a dictionary's entry. */
export function entryOf(expr: Expr | undefined, key: string): Expr | undefined {
  if (expr?.kind !== 'dict') return undefined;
  return expr.entries.find((entry) => entry.key.kind === 'string' && entry.key.value === key)
    ?.value;
}

/** The expressions in an expression, itself first, depth first. */
export function* within(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) yield* within(part);
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return [expr.callee, ...expr.args.map(({ value }) => value)];
    case 'template':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'member':
      return [expr.object];
    case 'binary':
      return [expr.left, expr.right];
    case 'either':
      return expr.values;
    case 'items':
      return expr.items;
    case 'dict':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'other':
      return expr.inside;
    default:
      return [];
  }
}
