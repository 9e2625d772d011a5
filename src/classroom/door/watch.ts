import type { Aws } from '../../aws/clients.ts';
import type { NotebookSummary } from '../../aws/notebooks.ts';
import { listNotebooks } from '../../aws/notebooks.ts';
import { fetchReport } from '../../aws/reports.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { listSandboxesIn } from '../../aws/sandboxes.ts';
import type { Report } from '../../sandbox/report.ts';

/**
 * What the door sees of its class. Everybody at the door shares a look: sixty who wait cost AWS no
 * more calls than one.
 */
export interface Watch {
  /** The sandboxes of the class. */
  members(maxAgeMs: number): Promise<readonly SandboxStack[]>;
  /** The notebooks of the class's regions by name, and when they were looked at. */
  notebooks(): Promise<Sight<ReadonlyMap<string, NotebookSummary>>>;
  /** What one sandbox's agent last said. */
  report(stack: SandboxStack): Promise<Report | undefined>;
}

/** Something seen, and when it was begun to be looked at. */
export interface Sight<T> {
  readonly value: T;
  readonly at: number;
}

/** ListNotebookInstances takes two requests a second, and a class of 500 is five pages. */
const notebooksMs = 3_000;
const reportMs = 3_000;

/**
 * @param regions where the class has sandboxes
 */
export function createWatch(
  aws: Aws,
  group: string,
  regions: readonly string[],
  now: () => number,
): Watch {
  const members = shared(async () => {
    const all = await listSandboxesIn(aws, regions, (_, error) => {
      throw error;
    });
    return all.filter((stack) => stack.class === group);
  }, now);
  const notebooks = shared(async () => {
    const lists = await Promise.all(regions.map((region) => listNotebooks(aws, region)));
    return new Map(lists.flat().map((notebook) => [notebook.name, notebook]));
  }, now);
  const reports = new Map<string, (maxAgeMs: number) => Promise<Sight<Report | undefined>>>();

  return {
    members: async (maxAgeMs) => (await members(maxAgeMs)).value,
    notebooks: () => notebooks(notebooksMs),
    async report(stack) {
      const look = reports.get(stack.stackId) ?? shared(() => fetchReport(aws, stack), now);
      reports.set(stack.stackId, look);
      return (await look(reportMs)).value;
    },
  };
}

/** A look that is taken anew where the last one is too old, and once for all who wait for it. */
export function shared<T>(
  look: () => Promise<T>,
  now: () => number,
): (maxAgeMs: number) => Promise<Sight<T>> {
  let last: Sight<T> | undefined;
  let underway: Promise<Sight<T>> | undefined;
  return async (maxAgeMs) => {
    if (last !== undefined && now() - last.at < maxAgeMs) return last;
    underway ??= (async () => {
      const at = now();
      try {
        last = { value: await look(), at };
        return last;
      } finally {
        underway = undefined;
      }
    })();
    return underway;
  };
}
