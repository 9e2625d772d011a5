import type { CallExpr, Expr } from './expr.ts';

/** One arm of an `if` or a `try`: statements in different arms of the same one never both run. */
export interface Branch {
  /** Where the `if` or `try` begins. */
  readonly of: number;
  readonly arm: number;
}

/** Where in its code a statement stands. */
export interface Place {
  /** Where the function around it begins; -1 outside of functions. */
  readonly scope: number;
  readonly branches: readonly Branch[];
}

/** A call where it stands. */
export interface CallSite extends Place {
  readonly call: CallExpr;
  readonly from: number;
  /** The call is a statement of its own: nothing is done with what it returns. */
  readonly alone: boolean;
  /** Names that its result is given to. */
  readonly targets: readonly string[];
}

/** Names that are given a value; a loop's and a `with`'s count, and a parameter with its default. */
export interface Assignment extends Place {
  readonly names: readonly string[];
  readonly value: Expr;
  readonly from: number;
  /** A loop gives them one value of it after the other. */
  readonly each?: true;
}

/** A name that an import brings. */
export interface Import {
  /** The module, with its leading dots. */
  readonly module: string;
  /** What is taken from it; absent for the module itself, `*` for all. */
  readonly name?: string;
  /** What it is called here. */
  readonly as: string;
  readonly from: number;
}

/** A function's name, parameters and place. */
export interface FunctionCode {
  readonly name: string;
  readonly params: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A text in the code. */
export interface Literal {
  readonly expr: Expr & { readonly kind: 'string' | 'template' };
  readonly from: number;
  /**
   * What it is there for: a `value` is assigned, passed or returned; a `docstring` stands alone; a
   * `compared` one chooses, a `key` names an entry of a dictionary.
   */
  readonly as: 'value' | 'docstring' | 'compared' | 'key';
}

/** What there is in a piece of Python, each in the order of the text. */
export interface PythonCode {
  readonly calls: readonly CallSite[];
  readonly assignments: readonly Assignment[];
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionCode[];
  readonly literals: readonly Literal[];
  /** Every dotted name that is read, such as `sagemaker.s3_input`; of `a.b.c` also `a.b`. */
  readonly paths: readonly { readonly path: string; readonly from: number }[];
  /** Every member that is read of anything: `x` of `f().x`. */
  readonly members: readonly {
    readonly name: string;
    readonly object: Expr;
    readonly from: number;
  }[];
  /** Names that are read. */
  readonly reads: readonly { readonly name: string; readonly from: number }[];
  /** Names that get a value in some way, wherever. */
  readonly binds: ReadonlySet<string>;
}

export const emptyCode: PythonCode = {
  calls: [],
  assignments: [],
  imports: [],
  functions: [],
  literals: [],
  paths: [],
  members: [],
  reads: [],
  binds: new Set(),
};

/** Whether two statements can both run: they are not in different arms of the same `if`. */
export function canBothRun(a: Place, b: Place): boolean {
  return a.branches.every(({ of, arm }) =>
    b.branches.every((other) => other.of !== of || other.arm === arm),
  );
}
