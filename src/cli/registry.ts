import type { PlainCode } from '../messages/message.ts';
import type { CliCommand } from './command.ts';

interface Entry {
  readonly name: string;
  readonly summary: PlainCode;
  readonly load: () => Promise<CliCommand>;
}

/** Every command, in the order of the help; a new one is a file under commands/ and a line here. */
export const registry: readonly Entry[] = [
  {
    name: 'list',
    summary: 'cli.list',
    load: async () => (await import('./commands/list.ts')).listCommand,
  },
  {
    name: 'show',
    summary: 'cli.show',
    load: async () => (await import('./commands/show.ts')).showCommand,
  },
  {
    name: 'learn',
    summary: 'learn.summary',
    load: async () => (await import('./commands/learn.ts')).learnCommand,
  },
  {
    name: 'start',
    summary: 'cli.start',
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  {
    name: 'status',
    summary: 'cli.status',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    name: 'open',
    summary: 'cli.open',
    load: async () => (await import('./commands/open.ts')).openCommand,
  },
  {
    name: 'logs',
    summary: 'logs.summary',
    load: async () => (await import('./commands/logs.ts')).logsCommand,
  },
  {
    name: 'cost',
    summary: 'cost.summary',
    load: async () => (await import('./commands/cost.ts')).costCommand,
  },
  {
    name: 'doctor',
    summary: 'doctor.summary',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'check',
    summary: 'check.summary',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'rehearse',
    summary: 'rehearse.summary',
    load: async () => (await import('./commands/rehearse.ts')).rehearseCommand,
  },
  {
    name: 'fixups',
    summary: 'fixups.summary',
    load: async () => (await import('./commands/fixups.ts')).fixupsCommand,
  },
  {
    name: 'stop',
    summary: 'cli.stop',
    load: async () => (await import('./commands/stop.ts')).stopCommand,
  },
  {
    name: 'extend',
    summary: 'cli.extend',
    load: async () => (await import('./commands/extend.ts')).extendCommand,
  },
  {
    name: 'down',
    summary: 'cli.down',
    load: async () => (await import('./commands/down.ts')).downCommand,
  },
  {
    name: 'class',
    summary: 'class.summary',
    load: async () => (await import('./commands/class.ts')).classCommand,
  },
  {
    name: 'guard',
    summary: 'guard.summary',
    load: async () => (await import('./commands/guard.ts')).guardCommand,
  },
  {
    name: 'local',
    summary: 'cli.local',
    load: async () => (await import('./commands/local.ts')).localCommand,
  },
  {
    name: 'completion',
    summary: 'completion.summary',
    load: async () => (await import('./commands/completion.ts')).completionFor(registry),
  },
  {
    name: 'help',
    summary: 'help.summary',
    load: async () => (await import('./commands/help.ts')).helpCommand,
  },
];
