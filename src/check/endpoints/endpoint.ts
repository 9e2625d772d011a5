import type { Block } from '../document.ts';
import type { CallExpr } from '../python/expr.ts';
import type { Spot } from '../running.ts';

/** A real-time endpoint that active code makes in AWS. */
export interface Endpoint extends Spot {
  /** The call that makes it; undefined where a shell command does. */
  readonly call: CallExpr | undefined;
  readonly block: Block;
  /** The variable that its predictor is kept in. */
  readonly variable: string | undefined;
  /** Instance types that it may run on; empty where the code does not say. */
  readonly types: readonly string[];
  /** What it can be called by: variables and endpoint names. */
  readonly known: ReadonlySet<string>;
}

/** Active code that deletes endpoints. */
export interface Deletion extends Spot {
  readonly block: Block;
  /** What it names; undefined where that cannot be told, and then it may be any. */
  readonly named: ReadonlySet<string> | undefined;
  /** The endpoint configuration stays: `Session.delete_endpoint(name)` and boto3's. */
  readonly leavesConfig: boolean;
}

/** What a function of a helper module does with endpoints. */
export interface HelperDeeds {
  readonly makes: boolean;
  /** The first of its deletions. */
  readonly deletion: Deletion | undefined;
}

/** What the function behind a qualified name does; undefined where it is no helper's. */
export type HelperLookup = (qualified: string) => HelperDeeds | undefined;

/** A spot alone. */
export function spotOf({ index, from, scope, branches }: Spot): Spot {
  return { index, from, scope, branches };
}
