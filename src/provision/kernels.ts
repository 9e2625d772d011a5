import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { Report } from '../sandbox/report.ts';
import type { StartPlan } from './start-plan.ts';
import type { Clock } from '../time/clock.ts';
import { kernelPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/** What is waited for. */
export interface KernelsWait {
  readonly plan: Pick<StartPlan, 'name' | 'wish'>;
  /** What was reported last; answers at once where it has all kernels. */
  readonly report: Report | undefined;
  readonly signal: AbortSignal;
  /** @default the computer's */
  readonly clock?: Clock;
}

/**
 * Waits until the kernels of a sandbox's labs are registered, be they ready or not: Jupyter opens a
 * notebook whose kernel is missing with another one, and stays with that. If they do not come, that
 * is a warning, never a failed start.
 */
export async function waitForKernels(
  aws: Aws,
  host: Pick<Host, 'notify'>,
  stack: SandboxStack,
  { plan, report, signal, clock }: KernelsWait,
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
    kernelPace,
    signal,
    clock,
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
