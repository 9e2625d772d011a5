import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { defined } from '../defined.ts';
import type { Inside } from '../local/index.ts';
import { packageRoot } from '../paths.ts';
import type { CellOutcome, NotebookOutcome } from './outcome.ts';

/** The Python package that runs notebooks. */
export const rehearsalFolder = join(packageRoot, 'src', 'python', 'rehearse');

const cell = z.discriminatedUnion('state', [
  z.object({ cell: z.number(), state: z.literal('ran'), seconds: z.number() }),
  z.object({
    cell: z.number(),
    state: z.literal('failed'),
    seconds: z.number(),
    error: z.string(),
  }),
  z.object({
    cell: z.number(),
    state: z.literal('skipped'),
    needs: z.string(),
    cause: z.number(),
  }),
]);

const told = z.union([
  z.object({ event: z.literal('begin'), cells: z.number() }),
  z.object({ event: z.literal('cell'), cell: z.number(), state: z.literal('running') }),
  z.object({ event: z.literal('cell') }).and(cell),
  z.object({ event: z.literal('broken'), error: z.string() }),
  z.object({ event: z.literal('end') }),
]);

/** Seconds that one cell may take. */
const longestCell = 3_600;

/** A notebook, and the kernel that it is run in. */
export interface Rehearsed {
  readonly path: string;
  readonly own: boolean;
  readonly kernel: string;
}

/**
 * Runs a notebook in an instance, in its own folder. The notebook's file is not changed.
 *
 * @param onCell hears how many cells are done, and of how many
 */
export async function runNotebook(
  { path, own, kernel }: Rehearsed,
  { python, home, environment }: Inside,
  options: {
    readonly onCell: (done: number, total: number) => void;
    readonly signal: AbortSignal;
  },
): Promise<NotebookOutcome> {
  const started = Date.now();
  const file = join(home, path);
  const cells: CellOutcome[] = [];
  let total = 0;
  let problem: string | undefined;
  const outcome = (): NotebookOutcome => ({
    path,
    own,
    total,
    cells,
    seconds: Math.round((Date.now() - started) / 100) / 10,
    ...defined({ problem }),
  });
  if (!existsSync(file)) return { ...outcome(), missing: true };
  const child = spawn(python, ['-m', 'labs_rehearse', file, kernel, String(longestCell)], {
    cwd: home,
    env: {
      ...environment,
      PATH: [join(rehearsalFolder, 'bin'), environment['PATH'] ?? ''].join(delimiter),
      PYTHONPATH: [rehearsalFolder, environment['PYTHONPATH'] ?? ''].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      LABS_REHEARSE_PYTHON: python,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
    killSignal: 'SIGINT',
  });
  let last = '';
  createInterface({ input: child.stderr }).on('line', (line) => (last = line || last));
  let isOver = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = told.parse(JSON.parse(line));
    if (said.event === 'begin') total = said.cells;
    else if (said.event === 'broken') problem = said.error;
    else if (said.event === 'end') isOver = true;
    else if (said.state !== 'running') {
      cells.push(cell.parse(said));
      options.onCell(cells.length, total);
    }
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  options.signal.throwIfAborted();
  if (!isOver) problem ??= `its kernel ended (${code ?? 'killed'}) ${last}`.trim();
  return outcome();
}
