import type { Document } from './document.ts';
import type { CallExpr, Expr } from './python/expr.ts';
import { calledName, dotted, positional, receiverOf } from './python/expr.ts';
import type { Given, Spot } from './running.ts';
import { givenOf, isBefore, once, pythonOf } from './running.ts';

/** What the names of a document stand for, as far as its text says. */
export interface Names {
  /** A dotted name as its imports give it: `SKLearn` is `sagemaker.sklearn.estimator.SKLearn`. */
  readonly qualified: (path: string) => string;
  /** Qualified name of what is called; undefined for `f().g()` and the like. */
  readonly calleeOf: (call: CallExpr) => string | undefined;
  /** The assignments that may have given a name its value where it is read, the latest first. */
  readonly givenTo: (name: string, at: Spot) => readonly Given[];
  /** The calls that may have made what an expression is. */
  readonly madeBy: (expr: Expr, at: Spot) => readonly CallExpr[];
  /** The texts that an expression may be, with `{}` for every part that is not known. */
  readonly textsOf: (expr: Expr, at: Spot) => readonly string[];
  /** The number that an expression is. */
  readonly numberOf: (expr: Expr, at: Spot) => number | undefined;
}

/** How far a value is followed, so that no notebook can make this take long. */
const farthest = 8;
const mostSteps = 2_000;
const mostGiven = 500;
const mostTexts = 12;
const mostParts = 200;
const longestText = 2_000;

/** What is left of the way. */
interface Way {
  readonly far: number;
  readonly steps: { left: number };
}

function wholeWay(): Way {
  return { far: farthest, steps: { left: mostSteps } };
}

/** One step on; undefined where the way ends. */
function step({ far, steps }: Way): Way | undefined {
  steps.left -= 1;
  return far === 0 || steps.left < 0 ? undefined : { far: far - 1, steps };
}

/** The names of a document. */
// oxlint-disable-next-line max-lines-per-function -- closures over the tables of one document
export const namesOf = once((document: Document): Names => {
  const imports = new Map<string, string>();
  for (const { python } of pythonOf(document)) {
    for (const { module, name, as } of python.imports) {
      // `import a.b` binds `a` to `a`.
      if (name === undefined) imports.set(as, as === module.split('.', 1)[0] ? as : module);
      else if (as !== '*') imports.set(as, `${module}.${name}`);
    }
  }
  const given = new Map<string, Given[]>();
  for (const one of givenOf(document)) {
    for (const name of one.names) {
      const all = given.get(name) ?? [];
      if (all.length < mostGiven) all.push(one);
      given.set(name, all);
    }
  }

  function qualified(path: string): string {
    const [first = '', ...rest] = path.split('.');
    return [imports.get(first) ?? first, ...rest].join('.');
  }

  function calleeOf(call: CallExpr): string | undefined {
    const path = dotted(call.callee);
    return path === undefined ? undefined : qualified(path);
  }

  function givenTo(name: string, at: Spot): readonly Given[] {
    const all = (given.get(name) ?? []).filter(
      ({ scope }) => scope === at.scope || scope === -1 || at.scope !== -1,
    );
    const before = all.filter((one) => isBefore(one, at));
    if (before.length === 0) return at.scope === -1 ? [] : all.slice(0, 1);
    const possible: Given[] = [];
    for (const one of before.toReversed()) {
      possible.push(one);
      const isSure = one.branches.every(({ of, arm }) =>
        at.branches.some((own) => own.of === of && own.arm === arm),
      );
      if (isSure) break;
    }
    return possible;
  }

  function madeBy(expr: Expr, at: Spot, way: Way): readonly CallExpr[] {
    const next = step(way);
    if (next === undefined) return [];
    if (expr.kind === 'call') return [expr];
    if (expr.kind === 'either') return expr.values.flatMap((value) => madeBy(value, at, next));
    if (expr.kind !== 'name') return [];
    return givenTo(expr.name, at)
      .filter(({ names }) => names.length === 1)
      .flatMap((one) => madeBy(one.value, one, next));
  }

  function textsOf(expr: Expr, at: Spot, way: Way): readonly string[] {
    const next = step(way);
    if (next === undefined) return ['{}'];
    const texts = (part: Expr) => textsOf(part, at, next);
    switch (expr.kind) {
      case 'string':
        return [expr.value.slice(0, longestText)];
      case 'template':
        return join(
          expr.parts.map((part) => (typeof part === 'string' ? [part] : texts(part))),
          '',
        );
      case 'name': {
        const values = givenTo(expr.name, at)
          .filter(({ names }) => names.length === 1)
          .flatMap((one) => textsOf(one.value, one, next));
        return values.length === 0 ? ['{}'] : [...new Set(values)].slice(0, mostTexts);
      }
      case 'either':
        return [...new Set(expr.values.flatMap(texts))].slice(0, mostTexts);
      case 'binary':
        if (expr.operator === '+') return join([texts(expr.left), texts(expr.right)], '');
        if (expr.operator === '%')
          return texts(expr.left).map((text) => text.replace(/%\w/g, '{}'));
        return ['{}'];
      case 'call':
        return textsOfCall(expr, texts);
      default:
        return ['{}'];
    }
  }

  function numberOf(expr: Expr, at: Spot, way: Way): number | undefined {
    const next = step(way);
    if (next === undefined) return undefined;
    if (expr.kind === 'number') return expr.value;
    if (expr.kind === 'name') {
      const [latest] = givenTo(expr.name, at);
      return latest === undefined || latest.names.length > 1
        ? undefined
        : numberOf(latest.value, latest, next);
    }
    if (expr.kind !== 'binary') return undefined;
    const left = numberOf(expr.left, at, next);
    const right = numberOf(expr.right, at, next);
    return left === undefined || right === undefined
      ? undefined
      : compute(left, expr.operator, right);
  }

  return {
    qualified,
    calleeOf,
    givenTo,
    madeBy: (expr, at) => madeBy(expr, at, wholeWay()),
    textsOf: (expr, at) => textsOf(expr, at, wholeWay()),
    numberOf: (expr, at) => numberOf(expr, at, wholeWay()),
  };
});

function textsOfCall(call: CallExpr, texts: (part: Expr) => readonly string[]): readonly string[] {
  const name = calledName(call);
  const args = positional(call);
  const receiver = receiverOf(call);
  if (name === 'join' && receiver !== undefined && dotted(receiver)?.endsWith('path') === true) {
    return join(args.map(texts), '/');
  }
  if (name === 'format' && receiver !== undefined) {
    const values = args.map((arg) => texts(arg)[0] ?? '{}');
    return texts(receiver).map((text) => {
      let next = 0;
      return text
        .replace(/\{(\d*)\}/g, (_, index: string) => values[index ? Number(index) : next++] ?? '{}')
        .slice(0, longestText);
    });
  }
  if (/^(strip|lower|str|Path)$/.test(name ?? '')) {
    const of = receiver ?? args[0];
    return of === undefined ? ['{}'] : texts(of);
  }
  return ['{}'];
}

/** Every way to put one of each together. */
function join(parts: readonly (readonly string[])[], between: string): readonly string[] {
  let joined: readonly string[] = [''];
  for (const [index, texts] of parts.slice(0, mostParts).entries()) {
    joined = joined
      .flatMap((start) => texts.map((text) => start + (index === 0 ? '' : between) + text))
      .map((text) => text.slice(0, longestText))
      .slice(0, mostTexts);
  }
  return joined;
}

function compute(left: number, operator: string, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}
