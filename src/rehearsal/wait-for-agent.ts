import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import { poll } from '../time/poll.ts';
import type { Report } from '../sandbox/report.ts';
import type { Wish } from '../sandbox/wish.ts';
import type { FixupsOutcome } from './outcome.ts';
import type { Rehearsed } from './run-notebook.ts';

/** Making an environment may take its time. */
const kernelPace = { firstMs: 250, longestMs: 3_000, timeoutMs: 30 * 60_000 };

/**
 * Waits until the agent has made the fixups, and the kernels that the notebooks run in.
 *
 * @returns what it says then; undefined where it was not done in time
 */
export async function waitForAgent(
  aws: Aws,
  host: Host,
  { stack }: ObservedSandbox,
  { wish, notebooks }: { readonly wish: Wish; readonly notebooks: readonly Rehearsed[] },
  signal: AbortSignal,
): Promise<Report | undefined> {
  const label = message('rehearse.kernels');
  const wanted = ownKernels(notebooks);
  const say = (state: 'running' | 'done') =>
    host.notify({ type: 'task', id: 'kernels', state, message: label });
  say('running');
  const report = await poll<Report>(
    async () => {
      const found = await fetchReport(aws, stack);
      const isMended = wish.fixups === undefined || found?.fixups !== undefined;
      const isReady = wanted.every((kernel) =>
        found?.runtimes?.some((each) => each.kernel === kernel && each.state !== 'preparing'),
      );
      return isMended && isReady ? found : undefined;
    },
    kernelPace,
    signal,
  );
  say('done');
  return report;
}

/** The kernels that the agent makes. */
function ownKernels(notebooks: readonly Rehearsed[]): readonly string[] {
  const kernels = notebooks.map(({ kernel }) => kernel);
  return [...new Set(kernels)].filter((kernel) => kernel.startsWith('labs-'));
}

/** Why there is none, by kernel. */
export function kernelProblems(
  notebooks: readonly Rehearsed[],
  report: Report | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    ownKernels(notebooks).flatMap((kernel) => {
      const found = report?.runtimes?.find((each) => each.kernel === kernel);
      if (found?.state === 'ready') return [];
      return [[kernel, `no kernel ${kernel}: ${found?.error ?? 'it was not made in time'}`]];
    }),
  );
}

/** What became of the texts to be mended; a notebook's kernel is not counted. */
export function fixupsOf(report: Report | undefined): FixupsOutcome {
  const texts = (report?.fixups ?? []).filter(({ kernel }) => kernel === undefined);
  return {
    made: texts.filter(({ state }) => state === 'made').length,
    skipped: texts.flatMap(({ path, cell, state, why = '' }) =>
      state === 'made' ? [] : [{ path, ...defined({ cell }), why }],
    ),
  };
}
