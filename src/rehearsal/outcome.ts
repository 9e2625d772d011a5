import type { Receipt } from '../teardown/receipt.ts';

/** What became of a code cell; `cell` counts all cells of the notebook from 0. */
export type CellOutcome =
  | { readonly cell: number; readonly state: 'ran'; readonly seconds: number }
  | {
      readonly cell: number;
      readonly state: 'failed';
      readonly seconds: number;
      /** The first line of it, without colours. */
      readonly error: string;
    }
  | {
      readonly cell: number;
      readonly state: 'skipped';
      /** The name that it needs, and the cell that failed to give it. */
      readonly needs: string;
      readonly cause: number;
    };

/** What became of a notebook. */
export interface NotebookOutcome {
  readonly path: string;
  /** One of our own, that no repository is needed for. */
  readonly own: boolean;
  /** Code cells that are not empty. */
  readonly total: number;
  readonly cells: readonly CellOutcome[];
  /** It is not there: its repository was not cloned. */
  readonly missing?: true;
  /** Why it was not run, or not to its end, beside what its cells say. */
  readonly problem?: string;
  readonly seconds: number;
}

/** A create call that the notebooks made, and how often. */
export interface Created {
  /** Such as `CreateTrainingJob`. */
  readonly operation: string;
  readonly count: number;
}

/** What became of the lab's fixups, the answers of its exercises among them. */
export interface FixupsOutcome {
  readonly made: number;
  /** Left out, with the reason. */
  readonly skipped: readonly {
    readonly path: string;
    /** Of a notebook: the index in `cells`, from 0. */
    readonly cell?: number | undefined;
    readonly why: string;
  }[];
}

/** What a rehearsal found: the document of `rehearse --json`. */
export interface Rehearsal {
  readonly lab: string;
  readonly sandbox: string;
  readonly region: string;
  readonly fixups: FixupsOutcome;
  readonly notebooks: readonly NotebookOutcome[];
  readonly created: readonly Created[];
  /** Null where the sandbox was kept. */
  readonly receipt: Receipt | null;
  readonly seconds: number;
}

/** How many of a notebook's cells ran. */
export function cellsRun({ cells }: NotebookOutcome): number {
  return cells.filter(({ state }) => state === 'ran').length;
}

/** Whether a notebook ran to its last cell. */
export function isWhole(notebook: NotebookOutcome): boolean {
  const { missing, problem, total } = notebook;
  return missing !== true && problem === undefined && cellsRun(notebook) === total;
}

/**
 * 1 where something failed that is said to work: a cell of our own, or of a lab that is not `partly`.
 * A notebook whose repository could not be cloned was not rehearsed, which is no failure of it.
 */
export function rehearsalExitCode(
  { notebooks }: Rehearsal,
  lab: { readonly state: { readonly is: 'ready' | 'repaired' | 'partly' } },
): 0 | 1 {
  const failed = notebooks.filter((each) => !isWhole(each));
  const counts = failed.some(
    ({ own, missing }) => own || (missing !== true && lab.state.is !== 'partly'),
  );
  return counts ? 1 : 0;
}
