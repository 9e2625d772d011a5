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

/** What is waited for, and what is said about it. */
export interface ReposWait {
  readonly plan: StartPlan;
  /** Folders of what labs bring themselves. */
  readonly own: readonly string[];
  /** SHA-256 of the wish whose answer is waited for, where one was put. */
  readonly wish: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Waits until the agent has tried every repository, and what labs bring themselves; one that cannot
 * be cloned is a warning, never a failed start.
 */
export async function waitForRepos(
  aws: Aws,
  host: Host,
  stack: SandboxStack,
  { plan, own, wish, signal }: ReposWait,
): Promise<Report | undefined> {
  const wanted: readonly Wanted[] = [...plan.wish.repos, ...own.map((dir) => ({ dir }))];
  const show = (state: 'running' | 'done' | 'failed', done: number) =>
    host.notify({
      type: 'task',
      id: 'repos',
      state,
      message: message('start.cloning'),
      done,
      total: wanted.length,
    });
  let last: Report | undefined;
  const answered = await poll(
    async () => {
      const report = await fetchReport(aws, stack);
      if (report === undefined || (wish !== undefined && report.wish !== wish)) return undefined;
      last = report;
      const done = wanted.filter((one) => wasTried(one, report)).length;
      show('running', done);
      return done === wanted.length ? report : undefined;
    },
    reportPace,
    signal,
  );
  const failed = (answered ?? last)?.repos.filter((repo) => repo.state === 'failed') ?? [];
  if (answered === undefined) show('failed', 0);
  else show(failed.length === 0 ? 'done' : 'failed', wanted.length - failed.length);
  warn(host, plan, failed, answered === undefined);
  return answered ?? last;
}

function wasTried({ dir, commit }: Wanted, { repos }: Report): boolean {
  return repos.some(
    (repo) =>
      repo.dir === dir &&
      (repo.state === 'failed' ||
        (commit === undefined ? repo.state === 'cloned' : repo.commit === commit)),
  );
}

function warn(
  host: Host,
  { labs, name, owner }: StartPlan,
  failed: Report['repos'],
  isLate: boolean,
): void {
  const at = { name, owner };
  for (const { url, error = '?' } of failed) {
    host.notify({
      type: 'warning',
      message: message('start.repo-failed', { url, error, labs, at }),
    });
  }
  if (!isLate) return;
  const minutes = reportPace.timeoutMs / 60_000;
  host.notify({ type: 'warning', message: message('start.report-late', { minutes, name }) });
}
