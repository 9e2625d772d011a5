import PQueue from 'p-queue';
import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import { listNotebooks } from '../aws/notebooks.ts';
import { fetchReport } from '../aws/reports.ts';
import type { FoundStack, SandboxStack } from '../aws/sandboxes.ts';
import type { Report } from '../sandbox/report.ts';
import type { ClassScene } from './plan/class-plan.ts';

/** Objects that are read at the same time. */
const readsAtOnce = 16;

/** The reports of sandboxes, by name; one call each. */
export async function readReports(
  aws: Aws,
  stacks: readonly SandboxStack[],
): Promise<ReadonlyMap<string, Report>> {
  const queue = new PQueue({ concurrency: readsAtOnce });
  const reports = new Map<string, Report>();
  await queue.addAll(
    stacks.map((stack) => async () => {
      const report = await fetchReport(aws, stack);
      if (report !== undefined) reports.set(stack.name, report);
    }),
  );
  return reports;
}

/** What is in a region before a class is planned, and every notebook instance there. */
export async function lookAround(
  aws: Aws,
  group: string,
  place: { readonly account: string; readonly region: string },
  stacks: readonly FoundStack[],
): Promise<ClassScene & { readonly all: readonly NotebookSummary[] }> {
  const here = stacks.filter((found) =>
    found.ours ? found.sandbox.region === place.region : found.region === place.region,
  );
  const members = here.flatMap((found) =>
    found.ours && found.sandbox.class === group ? [found.sandbox] : [],
  );
  const [all, reports] = await Promise.all([
    listNotebooks(aws, place.region),
    readReports(aws, members),
  ]);
  return {
    ...place,
    stacks: here,
    notebooks: new Map(all.map(({ name, status }) => [name, status])),
    reports,
    all,
  };
}
