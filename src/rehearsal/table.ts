import type { Catalog } from '../catalog/catalog.ts';
import { cell } from '../catalog/schema-table.ts';
import type { Lab } from '../catalog/schema.ts';
import { tablePrice } from '../cost/prices.ts';
import type { RehearsalRecord } from './record.ts';

/**
 * What rehearsals of the labs found, in Markdown: a row per lab, in the order of the catalog.
 */
export function rehearsalTable(catalog: Catalog, records: readonly RehearsalRecord[]): string {
  const rows = catalog.map((lab) => {
    const record = records.find((one) => one.lab === lab.id);
    return record === undefined
      ? `| \`${lab.id}\` | not measured yet |${' |'.repeat(9)}`
      : rowOf(lab, record);
  });
  return [
    '| id | findings | fixups | cells that ran | where it stops | makes | deleted after it | left | $/h | minutes | run |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function rowOf(lab: Lab, record: RehearsalRecord): string {
  const { findings, fixups, notebooks, created, deleted, left, at, version } = record;
  return `| ${[
    `\`${lab.id}\``,
    findings === null
      ? 'not read: its repository could not be had'
      : `${findings.error} errors, ${findings.warning} warnings, ${findings.info} infos`,
    `${fixups.made} made${fixups.skipped > 0 ? `, ${fixups.skipped} left out` : ''}`,
    notebooks.map(ranOf).join('\n'),
    notebooks.flatMap(stopOf).join('\n') ||
      (notebooks.every(({ missing }) => missing) ? 'not run' : 'nowhere'),
    created
      .map(({ operation, count }) => `${count} ${operation.replace(/^Create/, '')}`)
      .join(', '),
    deleted.map(({ type, count }) => `${count} ${type}`).join(', '),
    String(left),
    priceOf(lab),
    String(lab.minutes),
    `${at}, ${version.slice(0, 7)}`,
  ]
    .map((text) => text.split('\n').map(cell).join('<br>') || 'nothing')
    .join(' | ')} |`;
}

type NotebookRecord = RehearsalRecord['notebooks'][number];

/** Its file name, short enough for a table. */
function nameOf({ path, own }: NotebookRecord): string {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.ipynb$/, '');
  return `${own ? 'ours, ' : ''}${file}`;
}

function ranOf(notebook: NotebookRecord): string {
  if (notebook.missing) return `${nameOf(notebook)}: not cloned`;
  return `${nameOf(notebook)}: ${notebook.ran} of ${notebook.total}`;
}

function stopOf(notebook: NotebookRecord): readonly string[] {
  const { stop, problem } = notebook;
  return [
    ...(stop === undefined ? [] : [`${nameOf(notebook)} [${stop.cell}]: ${stop.error}`]),
    ...(problem === undefined ? [] : [`${nameOf(notebook)}: ${problem}`]),
  ];
}

/** Of the notebook instance, and with all that its notebooks rent at the same time at most. */
function priceOf(lab: Lab): string {
  const region = lab.regions[0] ?? 'us-east-1';
  const own = tablePrice(region, 'notebook', lab.instance.type)?.usdPerHour ?? 0;
  const rented = (['training', 'processing', 'transform', 'hosting'] as const).flatMap((use) =>
    lab.uses[use].map(
      ({ type, count }) => count * (tablePrice(region, use, type)?.usdPerHour ?? Number.NaN),
    ),
  );
  const most = rented.reduce((sum, usd) => sum + usd, own);
  return rented.length === 0 ? own.toFixed(2) : `${own.toFixed(2)} to ${most.toFixed(2)}`;
}
