import type { NotebookSummary } from '../../aws/notebooks.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { HistoryEvent } from '../../cost/history.ts';
import { isNotebookRunning, notebookSeconds } from '../../cost/history.ts';
import { meter } from '../../cost/meter.ts';
import type { MeteredThing, Rented } from '../../cost/observation.ts';
import type { PriceLookup } from '../../cost/prices.ts';

/** What is known of a sandbox's use. */
export interface UseSeen {
  readonly stack: SandboxStack;
  readonly notebook: NotebookSummary | undefined;
  /** Starts and stops of all notebooks; undefined where CloudTrail could not be read. */
  readonly events: readonly HistoryEvent[] | undefined;
  /** What its endpoints rent, and rented. */
  readonly rented: readonly Rented[];
}

/**
 * What a sandbox has cost so far in US dollars, at most: notebook, disk and endpoints; pure. Jobs
 * are not in it, for each of them would have to be described: `labs cost` does that.
 */
export function spentOf(
  { stack, notebook, events, rented }: UseSeen,
  prices: PriceLookup,
  at: Date,
): number {
  const { createdAt = stack.createdAt, modifiedAt = createdAt } = notebook ?? {};
  const hours = (at.getTime() - createdAt.getTime()) / 3_600_000;
  const gib = stack.volumeGiB ?? 0;
  const own: readonly MeteredThing[] =
    notebook === undefined
      ? []
      : [
          {
            kind: 'notebook',
            id: notebook.name,
            use: 'notebook',
            type: notebook.type,
            count: 1,
            seconds: notebookSeconds({ ...notebook, createdAt, modifiedAt }, events, at),
            how: events === undefined ? 'times' : 'history',
            isRunning: isNotebookRunning(notebook.status),
          },
          { kind: 'volume', id: notebook.name, gib, gibHours: gib * hours },
        ];
  const { name: sandbox, account, region, createdAt: since } = stack;
  const observed = { sandbox, account, region, since, at, unobserved: [] };
  return meter({ ...observed, things: [...own, ...rented] }, prices).usd.most;
}
