import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { Report } from '../sandbox/report.ts';
import type { StartPlan } from './start-plan.ts';
import { reportPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/** A folder, and its commit where that is known before. */
interface Wanted {
  readonly dir: string;
  readonly commit?: string;
}

/**
 * Waits until the agent has tried every repository, and what labs bring themselves; one that cannot
 * be cloned is a warning, never a failed start.
 *
 * @param own folders of what labs bring themselves
 * @param wish SHA-256 of the wish whose answer is waited for, where one was put
 */
export async function waitForRepos(
  aws: Aws,
  host: Host,
  stack: SandboxStack,
  plan: StartPlan,
  own: readonly string[],
  wish: string | undefined,
  signal: AbortSignal,
): Promise<Report | undefined> {
  const label = message('start.cloning');
  const wanted: readonly Wanted[] = [...plan.wish.repos, ...own.map((dir) => ({ dir }))];
  const tried = (report: Report) =>
    wanted.filter(({ dir, commit }) =>
      report.repos.some(
        (repo) =>
          repo.dir === dir &&
          (repo.state === 'failed' ||
            (commit === undefined ? repo.state === 'cloned' : repo.commit === commit)),
      ),
    ).length;

  let last: Report | undefined;
  const answered = await poll(
    async () => {
      const report = await fetchReport(aws, stack);
      if (report === undefined || (wish !== undefined && report.wish !== wish)) return undefined;
      last = report;
      const done = tried(report);
      host.notify({
        type: 'task',
        id: 'repos',
        state: 'running',
        message: label,
        done,
        total: wanted.length,
      });
      return done === wanted.length ? report : undefined;
    },
    reportPace,
    signal,
  );
  const failed = (answered ?? last)?.repos.filter((repo) => repo.state === 'failed') ?? [];
  host.notify({
    type: 'task',
    id: 'repos',
    state: answered !== undefined && failed.length === 0 ? 'done' : 'failed',
    message: label,
    done: answered === undefined ? 0 : wanted.length - failed.length,
    total: wanted.length,
  });
  const { labs, name, owner } = plan;
  const at = { name, owner };
  for (const { url, error = '?' } of failed) {
    host.notify({
      type: 'warning',
      message: message('start.repo-failed', { url, error, labs, at }),
    });
  }
  if (answered === undefined) {
    const minutes = reportPace.timeoutMs / 60_000;
    host.notify({
      type: 'warning',
      message: message('start.report-late', { minutes, name }),
    });
  }
  return answered ?? last;
}
