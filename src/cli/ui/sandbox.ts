import { defined } from '../../defined.ts';
import { hasEnded } from '../../sandbox/lease.ts';
import type { Lab } from '../../catalog/schema.ts';
import type { Startable } from '../../messages/commands.ts';
import { type Message, message } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import type { SandboxView } from '../../provision/view.ts';
import type { CommandContext } from '../command.ts';

type Reader = Pick<CommandContext, 'say' | 'lang' | 'now'>;

/** What `labs start` ends with: the URL, the first notebook, how to stop paying. */
export function describeStarted(
  view: SandboxView,
  labs: readonly Lab[],
  { say, lang }: Reader,
): string {
  const openLine = (lab: Lab) => openLines(lab, view, lang).map(say);
  return [
    '',
    ...(view.url === undefined ? [] : [say(message('started.url')), `  ${view.url}`]),
    ...labs.flatMap(openLine),
    ...describePreparing(view, say),
    ...(view.notebook?.home === undefined
      ? []
      : [say(message('started.home', { home: view.notebook.home }))]),
    '',
    say(message('started.stop', view)),
    say(message('started.down', view)),
  ].join('\n');
}

/** A path as it can be read: in quotes where blanks in it would look like a mistake. */
function shown(path: string): string {
  return path.includes('  ') ? `"${path}"` : path;
}

/** What to open of a lab: its repository's notebook, or ours where that is not there. */
function openLines(lab: Lab, view: SandboxView, lang: Lang): readonly Message[] {
  const there = (dir: string) =>
    view.repos.some((repo) => repo.dir === dir && repo.state === 'cloned');
  const isCloned = lab.repos.every(({ dir }) => there(dir));
  const own = lab.content !== undefined && there(lab.content.dir) ? lab.content.open : undefined;
  const title = lab.title[lang];
  if (isCloned) {
    return [
      message('started.open', { title, path: shown(lab.open) }),
      ...(own === undefined ? [] : [message('started.beside', { path: own })]),
    ];
  }
  return [
    ...(own === undefined ? [] : [message('started.own', { title, path: own })]),
    message('started.missing', { id: lab.id, at: view }),
  ];
}

/** A line about kernels that are registered and being prepared. */
export function describePreparing(view: SandboxView, say: Reader['say']): readonly string[] {
  const preparing = view.kernels.filter(({ state }) => state === 'preparing');
  const labs = [...new Set(preparing.map(({ lab }) => lab))];
  return labs.length === 0 ? [] : [say(message('open.kernel', { labs, name: view.name }))];
}

/** One sandbox of `labs status`. */
export function describeSandbox(view: SandboxView, { say, lang, now }: Reader): string {
  const stopsAt = view.stopsAt === null ? undefined : new Date(view.stopsAt);
  const removedAfter = view.removedAfter === null ? undefined : new Date(view.removedAfter);
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
    ...(view.noReportSince === undefined
      ? []
      : [
          say(
            message('status.no-report', { name: view.name, since: new Date(view.noReportSince) }),
          ),
        ]),
    ...view.kernels.map((kernel) => say(kernelLine(view, kernel))),
    ...view.skipped.map((fixup) => say(message('status.fixup-skipped', fixup))),
    ...(view.besides ?? []).map((beside) => say(message('status.beside', beside))),
    ...(view.besides === null ? [say(message('status.besides-unknown', { name: view.name }))] : []),
    say(message('status.price', { usd: view.pricePerHour })),
    ...(stopsAt === undefined || view.notebook?.status !== 'InService'
      ? []
      : [
          say(
            message('status.stops', { stopsAt, inMs: stopsAt.getTime() - now().getTime(), lang }),
          ),
        ]),
    ...(removedAfter === undefined || hasEnded({ removedAfter })
      ? []
      : [say(message('status.removal', { removedAfter }))]),
    ...(isStopped(view) || view.repos.some(({ state }) => state === 'failed')
      ? [say(message('status.next', nextOf(view)))]
      : []),
  ].join('\n');
}

function kernelLine(view: SandboxView, found: SandboxView['kernels'][number]): Message {
  const { kernel, state, python = '', error = '' } = found;
  // Nobody prepares anything in a notebook that is stopped.
  const waits = state === 'preparing' && isStopped(view);
  return message('status.kernel', { kernel, state: waits ? 'waiting' : state, python, error });
}

function isStopped({ notebook }: SandboxView): boolean {
  return notebook?.status === 'Stopped' || notebook?.status === 'Stopping';
}

/** What starts it again, or clones what is missing. */
function nextOf({ name, owner, labs, class: group }: SandboxView): Startable {
  return { name, owner, labs, ...defined({ class: group ?? undefined }) };
}
