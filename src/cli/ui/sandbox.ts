import type { Lab } from '../../catalog/schema.ts';
import { message } from '../../messages/message.ts';
import type { SandboxView } from '../../provision/view.ts';
import type { CommandContext } from '../command.ts';

type Reader = Pick<CommandContext, 'say' | 'lang' | 'now'>;

/** What `labs start` ends with: the URL, the first notebook, how to stop paying. */
export function describeStarted(
  view: SandboxView,
  labs: readonly Lab[],
  { say, lang }: Reader,
): string {
  const failed = new Set(
    view.repos.filter((repo) => repo.state !== 'cloned').map((repo) => repo.lab),
  );
  return [
    '',
    say(message('started.url')),
    `  ${view.url ?? ''}`,
    ...labs.map((lab) =>
      failed.has(lab.id)
        ? say(message('started.missing', { id: lab.id }))
        : say(message('started.open', { title: lab.title[lang], path: lab.open })),
    ),
    ...(view.notebook?.home === undefined
      ? []
      : [say(message('started.home', { home: view.notebook.home }))]),
    '',
    say(message('started.stop')),
    say(message('started.down')),
  ].join('\n');
}

/** One sandbox of `labs status`. */
export function describeSandbox(view: SandboxView, { say, lang, now }: Reader): string {
  const stopsAt = view.stopsAt === null ? undefined : new Date(view.stopsAt);
  return [
    say(
      message('status.title', {
        name: view.name,
        region: view.region,
        status: view.notebook?.status ?? view.stackStatus,
        type: view.notebook?.type,
      }),
    ),
    say(message('status.labs', { labs: view.labs })),
    ...view.repos.map((repo) =>
      repo.state === 'cloned'
        ? say(message('status.repo', { dir: repo.dir, commit: (repo.commit ?? '').slice(0, 10) }))
        : say(
            message('status.repo-missing', {
              dir: repo.dir,
              state: repo.state,
              error: repo.error ?? '',
            }),
          ),
    ),
    say(message('status.price', { usd: view.pricePerHour })),
    ...(stopsAt === undefined || view.notebook?.status !== 'InService'
      ? []
      : [
          say(
            message('status.stops', { stopsAt, inMs: stopsAt.getTime() - now().getTime(), lang }),
          ),
        ]),
  ].join('\n');
}
