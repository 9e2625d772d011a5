import type { Listed } from './command.ts';

/** Every command, in the order of the help; a new one is a file under commands/ and a line here. */
export const registry: readonly Listed[] = [
  { name: 'list', summary: 'cli.list', load: () => import('./commands/list.ts') },
  { name: 'show', summary: 'cli.show', load: () => import('./commands/show.ts') },
  { name: 'learn', summary: 'learn.summary', load: () => import('./commands/learn.ts') },
  { name: 'start', summary: 'cli.start', load: () => import('./commands/start.ts') },
  { name: 'status', summary: 'cli.status', load: () => import('./commands/status.ts') },
  { name: 'open', summary: 'cli.open', load: () => import('./commands/open.ts') },
  { name: 'logs', summary: 'logs.summary', load: () => import('./commands/logs.ts') },
  { name: 'cost', summary: 'cost.summary', load: () => import('./commands/cost.ts') },
  { name: 'doctor', summary: 'doctor.summary', load: () => import('./commands/doctor.ts') },
  { name: 'check', summary: 'check.summary', load: () => import('./commands/check.ts') },
  { name: 'rehearse', summary: 'rehearse.summary', load: () => import('./commands/rehearse.ts') },
  { name: 'fixups', summary: 'fixups.summary', load: () => import('./commands/fixups.ts') },
  { name: 'stop', summary: 'cli.stop', load: () => import('./commands/stop.ts') },
  { name: 'extend', summary: 'cli.extend', load: () => import('./commands/extend.ts') },
  { name: 'down', summary: 'cli.down', load: () => import('./commands/down.ts') },
  { name: 'class', summary: 'class.summary', load: () => import('./commands/class.ts') },
  { name: 'guard', summary: 'guard.summary', load: () => import('./commands/guard.ts') },
  { name: 'local', summary: 'cli.local', load: () => import('./commands/local.ts') },
  {
    name: 'completion',
    summary: 'completion.summary',
    load: () => import('./commands/completion.ts'),
  },
  { name: 'help', summary: 'help.summary', load: () => import('./commands/help.ts') },
];
