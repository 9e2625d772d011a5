import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import { describeReceipts } from '../teardown/receipt.ts';
import type { CellOutcome, FixupsOutcome, NotebookOutcome, Rehearsal } from './outcome.ts';
import { cellsRun, isWhole } from './outcome.ts';

/** The lines of a rehearsal: each notebook, what stopped, what was made, and the receipt; pure. */
export function describeRehearsal(rehearsal: Rehearsal): readonly Message[] {
  const { created, receipt, seconds, notebooks, fixups } = rehearsal;
  return [
    message('rehearse.title', { lab: rehearsal.lab, seconds }),
    ...describeFixups(fixups),
    ...notebooks.flatMap(describeNotebook),
    created.length === 0 ? message('rehearse.made-nothing') : message('rehearse.made', { created }),
    ...(receipt === null
      ? [message('rehearse.kept', { sandbox: rehearsal.sandbox })]
      : describeReceipts([receipt])),
  ];
}

function describeFixups({ made, skipped }: FixupsOutcome): readonly Message[] {
  if (made + skipped.length === 0) return [];
  return [
    message('rehearse.fixups', { made, skipped: skipped.length }),
    ...skipped.map((each) => message('rehearse.fixup-skipped', each)),
  ];
}

function describeNotebook(notebook: NotebookOutcome): readonly Message[] {
  const { path, total, seconds, problem, cells, missing } = notebook;
  if (missing) return [message('rehearse.missing', { path })];
  const line = message('rehearse.cells', {
    path,
    ran: cellsRun(notebook),
    total,
    seconds,
    whole: isWhole(notebook),
  });
  return [
    line,
    ...(problem === undefined ? [] : [message('rehearse.problem', { problem })]),
    ...cells.flatMap((cell) => describeFailed(cell, cells)),
  ];
}

/** A cell that failed, and those that it kept from running. */
function describeFailed(outcome: CellOutcome, all: readonly CellOutcome[]): readonly Message[] {
  if (outcome.state !== 'failed') return [];
  const skipped = all.flatMap((one) =>
    one.state === 'skipped' && one.cause === outcome.cell ? [one.cell] : [],
  );
  return [
    message('rehearse.failed', outcome),
    ...(skipped.length === 0 ? [] : [message('rehearse.skipped', { cells: skipped })]),
  ];
}
