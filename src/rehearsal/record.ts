import * as z from 'zod';
import { defined } from '../defined.ts';
import type { FindingJson } from '../check/report.ts';
import type { NotebookOutcome, Rehearsal } from './outcome.ts';
import { cellsRun } from './outcome.ts';

const count = z.int().min(0);

const stop = z.strictObject({
  /** Index among all cells, from 0. */
  cell: count,
  error: z.string().max(300),
});

const notebook = z.strictObject({
  path: z.string(),
  /** One of our own, that no repository is needed for. */
  own: z.boolean(),
  ran: count,
  total: count,
  /** The first cell that failed. */
  stop: stop.optional(),
  /** Its repository could not be cloned. */
  missing: z.literal(true).optional(),
  problem: z.string().max(300).optional(),
});

const record = z.strictObject({
  lab: z.string(),
  /** Day of the run. */
  at: z.iso.date(),
  /** Commit of this project that ran it. */
  version: z.string().regex(/^[0-9a-f]{7,40}$/),
  /** What `labs check` finds at the pinned commits; null where it could not read them. */
  findings: z.strictObject({ error: count, warning: count, info: count }).nullable(),
  fixups: z.strictObject({ made: count, skipped: count }),
  notebooks: z.array(notebook),
  /** Create calls of the notebooks. */
  created: z.array(z.strictObject({ operation: z.string(), count })),
  /** What the teardown deleted, by type, and what was left, unknown or kept after it. */
  deleted: z.array(z.strictObject({ type: z.string(), count })),
  left: count,
});

/** `bench/results/rehearsals.json`: the last rehearsal of each lab, and on what. */
export const recordsSchema = z.strictObject({ machine: z.string(), rows: z.array(record) });

/** A rehearsal, cut down to what the manual says of it. */
export type RehearsalRecord = z.infer<typeof record>;

/**
 * What is kept of a rehearsal; pure.
 *
 * @param findings of `labs check` on the same lab; undefined where it could not read it
 * @param at day, `2026-11-23`
 * @param version commit of this project
 */
export function recordOf(
  { lab, fixups, notebooks, created, receipt }: Rehearsal,
  findings: readonly Pick<FindingJson, 'severity'>[] | undefined,
  { at, version }: { readonly at: string; readonly version: string },
): RehearsalRecord {
  const { deleted = [], left = [], unknown = [], kept = [] } = receipt ?? {};
  const of = (severity: FindingJson['severity']) =>
    (findings ?? []).filter((finding) => finding.severity === severity).length;
  return record.parse({
    lab,
    at,
    version,
    findings:
      findings === undefined
        ? null
        : { error: of('error'), warning: of('warning'), info: of('info') },
    fixups: { made: fixups.made, skipped: fixups.skipped.length },
    notebooks: notebooks.map(notebookRecord),
    created,
    deleted: [...new Set(deleted.map(({ type }) => type))].map((type) => ({
      type,
      count: deleted.filter((item) => item.type === type).length,
    })),
    left: left.length + unknown.length + kept.length,
  });
}

function notebookRecord(outcome: NotebookOutcome): RehearsalRecord['notebooks'][number] {
  const { path, own, total, cells, missing, problem } = outcome;
  const failed = cells.find((cell) => cell.state === 'failed');
  return {
    path,
    own,
    ran: cellsRun(outcome),
    total,
    ...(failed === undefined ? {} : { stop: { cell: failed.cell, error: short(failed.error) } }),
    ...defined({ missing }),
    ...(problem === undefined ? {} : { problem: short(problem) }),
  };
}

/** In one line, without folders of the machine that it ran on. */
function short(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<![\w:/])(\/[\w.@+-]+){3,}(?=\/)/g, '…')
    .slice(0, 200);
}
