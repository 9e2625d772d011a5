import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { NotebookSummary } from '../aws/notebooks.ts';
import { listNotebooks } from '../aws/notebooks.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Report } from '../sandbox/report.ts';

/** A sandbox with what its notebook and its agent say. */
export interface ObservedSandbox {
  readonly stack: SandboxStack;
  readonly notebook?: NotebookSummary;
  readonly report?: Report;
}

/**
 * Looks at sandboxes: one notebook list a region and one report a sandbox, never a Describe each.
 */
export async function observe(
  aws: Aws,
  stacks: readonly SandboxStack[],
): Promise<readonly ObservedSandbox[]> {
  const regions = [...new Set(stacks.map((stack) => stack.region))];
  const lists = new Map(
    await Promise.all(
      regions.map(async (region) => [region, await listNotebooks(aws, region)] as const),
    ),
  );
  return Promise.all(
    stacks.map(async (stack) => {
      const notebook = lists.get(stack.region)?.find(({ name }) => name === stack.notebook);
      const report = await fetchReport(aws, stack);
      return {
        stack,
        ...defined({ notebook, report }),
      };
    }),
  );
}
