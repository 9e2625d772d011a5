import type { CliCommand } from '../command.ts';

/** `labs class <action> <class>`: a class from its roster to hundreds of sandboxes, and back. */
export const subcommand: CliCommand = {
  actions: [
    { name: 'plan', summary: 'class.action-plan', load: () => import('./class/plan.ts') },
    { name: 'up', summary: 'class.action-up', load: () => import('./class/up.ts') },
    { name: 'status', summary: 'class.action-status', load: () => import('./class/status.ts') },
    { name: 'stop', summary: 'class.action-stop', load: () => import('./class/stop.ts') },
    { name: 'start', summary: 'class.action-start', load: () => import('./class/start.ts') },
    { name: 'extend', summary: 'class.action-extend', load: () => import('./class/extend.ts') },
    { name: 'open', summary: 'class.action-open', load: () => import('./class/open.ts') },
    { name: 'push', summary: 'class.action-push', load: () => import('./class/push.ts') },
    { name: 'save', summary: 'class.action-save', load: () => import('./class/save.ts') },
    { name: 'repair', summary: 'class.action-repair', load: () => import('./class/repair.ts') },
    {
      name: 'handouts',
      summary: 'class.action-handouts',
      load: () => import('./class/handouts.ts'),
    },
    { name: 'door', summary: 'class.action-door', load: () => import('./class/door.ts') },
    { name: 'down', summary: 'class.action-down', load: () => import('./class/down.ts') },
  ],
};
