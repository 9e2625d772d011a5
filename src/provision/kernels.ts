import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { Report } from '../sandbox/report.ts';
import type { StartPlan } from './start-plan.ts';
import type { Pace } from '../time/poll.ts';
import { kernelPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/**
 * Waits until the kernels of a sandbox's labs are registered, be they ready or not: Jupyter opens a
 * notebook whose kernel is missing with another one, and stays with that. If they do not come, that
 * is a warning, never a failed start.
 *
 * @param report what was reported last; answers at once where it has all kernels
 */
export async function waitForKernels(
  aws: Aws,
  host: Pick<Host, 'notify'>,
  stack: SandboxStack,
  plan: Pick<StartPlan, 'name' | 'wish'>,
  report: Report | undefined,
  signal: AbortSignal,
  pace: Pace = kernelPace,
): Promise<Report | undefined> {
  const missingIn = (found: Report | undefined) => {
    const there = new Set(found?.runtimes?.map(({ kernel }) => kernel));
    return (plan.wish.runtimes ?? []).filter(({ kernel }) => !there.has(kernel));
  };
  if (missingIn(report).length === 0) return report;
  let last = report;
  await poll(
    async () => {
      last = (await fetchReport(aws, stack)) ?? last;
      return missingIn(last).length === 0 ? true : undefined;
    },
    pace,
    signal,
  );
  const kernels = missingIn(last).map(({ kernel }) => kernel);
  if (kernels.length > 0) {
    host.notify({
      type: 'warning',
      message: message('start.kernels-late', { kernels, name: plan.name }),
    });
  }
  return last;
}
