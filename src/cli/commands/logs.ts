import { styleText } from 'node:util';
import { cutTo } from '../../host/width.ts';
import type { LogEntry, LogKind } from '../../logs/entry.ts';
import { logKinds } from '../../logs/entry.ts';
import { message } from '../../messages/message.ts';
import { parseDuration } from '../../sandbox/duration.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import type { WhoseOptions } from '../whose.ts';

/** `labs logs [agent|hooks|jupyter|jobs]`: what a sandbox says, merged by time. */
export const subcommand = cliCommand({
  endsOnInterrupt: true,
  define: (command, describe) => {
    const what = command.createArgument('[what]', describe('logs.argument', { kinds: logKinds }));
    return command
      .addArgument(what.choices(logKinds))
      .option('-f, --follow', describe('logs.option-follow'))
      .option('--since <duration>', describe('logs.option-since'), '1h')
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox'));
  },
  run: async (context, [what], { since, follow = false, ...whose }) => {
    const from = context.now().getTime() - parseDuration(since);
    const kinds = new Set(what === undefined ? logKinds : [what]);
    try {
      await show(context, kinds, { since, from, follow }, whose);
    } catch (error) {
      if (!context.signal.aborted) throw error;
    }
    return 0;
  },
});

interface Span {
  /** As it was typed. */
  readonly since: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly follow: boolean;
}

async function show(
  context: CommandContext,
  kinds: ReadonlySet<LogKind>,
  { since, from, follow }: Span,
  whose: WhoseOptions,
): Promise<void> {
  const { host, signal } = context;
  const [{ findOne }, { followLogs, readLogs }, { jobSources, notebookSources }] =
    await Promise.all([
      import('../whose.ts'),
      import('../../logs/follow.ts'),
      import('../../logs/source.ts'),
    ]);
  const session = await context.session();
  const stack = await findOne(context, session, whose);
  const fixed = await notebookSources(session.aws, stack, kinds);
  const print = (entries: readonly LogEntry[]) => {
    for (const entry of entries) printEntry(context, stack.name, entry);
  };
  const onProblem = (key: string, error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    host.notify({ type: 'warning', message: message('logs.unreadable', { what: key, text }) });
  };
  const jobs = () => jobSources(session.aws, stack, signal);

  if (follow) {
    host.notify({ type: 'note', message: message('logs.following', { name: stack.name }) });
    const find = async () => (kinds.has('jobs') ? [...fixed, ...(await jobs())] : fixed);
    await followLogs({ find, since: from, onEntries: print, onProblem, signal });
    return;
  }
  const ofJobs = kinds.has('jobs') ? await orNothing(jobs(), kinds, onProblem) : [];
  const entries = await readLogs([...fixed, ...ofJobs], from, onProblem, signal);
  print(entries);
  if (entries.length === 0) {
    host.notify({ type: 'note', message: message('logs.nothing', { since, name: stack.name }) });
    const { fetchReport } = await import('../../aws/reports.ts');
    if ((await fetchReport(session.aws, stack)) !== undefined) return;
    const { name, notebook = name } = stack;
    host.notify({ type: 'note', message: message('logs.no-report', { name, notebook }) });
  }
}

/** Without the right to list jobs the other logs are still worth reading. */
async function orNothing<T>(
  answer: Promise<readonly T[]>,
  kinds: ReadonlySet<LogKind>,
  onProblem: (key: string, error: unknown) => void,
): Promise<readonly T[]> {
  try {
    return await answer;
  } catch (error) {
    if (kinds.size === 1) throw error;
    onProblem('jobs', error);
    return [];
  }
}

/** A name on a terminal; the end of a job's name is what tells it from others. */
const longestName = 24;

function printEntry({ write, flags }: CommandContext, sandbox: string, entry: LogEntry): void {
  const { time, kind, from, lines } = entry;
  if (flags.json) {
    const at = new Date(time).toISOString();
    write(JSON.stringify({ time: at, sandbox, kind, from, text: lines.join('\n') }));
    return;
  }
  const name = process.stdout.isTTY ? shorten(from) : from;
  const prefix = styleText('dim', `${clock(new Date(time))} ${name}`, { stream: process.stdout });
  for (const line of lines) write(`${prefix}  ${line}`);
}

function shorten(name: string): string {
  if (name.length <= longestName) return name;
  const [type = '', rest = ''] = name.split('/');
  const short = cutTo(type.replace(/-job$/, ''), 11);
  return `${short}/…${rest.slice(rest.length - (longestName - short.length - 2))}`;
}

/** Local time; the day too where it is not today. */
function clock(time: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  const hours = [time.getHours(), time.getMinutes(), time.getSeconds()].map(pad).join(':');
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? hours : `${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${hours}`;
}
