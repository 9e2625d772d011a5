import type { CliCommand } from '../command.ts';

/** `labs guard <action>`: the guard that keeps leases in the account. */
export const subcommand: CliCommand = {
  actions: [
    { name: 'up', summary: 'guard.action-up', load: () => import('./guard/up.ts') },
    { name: 'run', summary: 'guard.action-run', load: () => import('./guard/run.ts') },
    { name: 'status', summary: 'guard.action-status', load: () => import('./guard/status.ts') },
    { name: 'down', summary: 'guard.action-down', load: () => import('./guard/down.ts') },
  ],
};
