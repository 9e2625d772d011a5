import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { LabsError } from '../errors.ts';
import { message, render } from '../messages/message.ts';
import type { Lang } from '../messages/text.ts';
import { packageRoot } from '../paths.ts';
import type { GlobalFlags } from './command.ts';
import { chooseLang } from './lang.ts';

/**
 * Runs the command line.
 *
 * @param argv the words after `labs`
 * @returns the exit code: 0 done, 1 failed, 2 wrong use, 3 teardown left something, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  process.stdout.on('error', endQuietlyAtClosedPipe);
  const lang = chooseLang(argv, process.env);
  const interrupt = watchInterrupts(lang);
  try {
    return await parseAndRun(argv, lang, interrupt);
  } catch (error) {
    const { reportError } = await import('./report-error.ts');
    return reportError(error, { argv, lang, interrupted: interrupt.signal.aborted });
  } finally {
    interrupt.stop();
  }
}

/** `labs list | head` closes the pipe early; that is no error. */
function endQuietlyAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

function version(): string {
  const { version: own } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return own;
}

const noFlags: GlobalFlags = {
  local: false,
  json: false,
  events: false,
  yes: false,
  dryRun: false,
  verbose: false,
};

async function parseAndRun(
  argv: readonly string[],
  lang: Lang,
  interrupt: Interrupt,
): Promise<number> {
  const [{ CommanderError }, { buildProgram }] = await Promise.all([
    import('commander'),
    import('./program.ts'),
  ]);
  let exitCode = 0;
  const program = await buildProgram(argv, version(), lang, async (command, entry) => {
    const [{ createContext }, { invocationOf, sayFor }] = await Promise.all([
      import('./context.ts'),
      import('./reader.ts'),
    ]);
    const say = sayFor(lang, invocationOf(argv, process.env));
    const flags = { ...noFlags, ...command.optsWithGlobals<Partial<GlobalFlags>>() };
    const context = createContext(flags, lang, say, interrupt.signal, {
      startsLocal: holdsFor(command.args, entry.startsLocal),
    });
    if (holdsFor(command.args, entry.endsOnInterrupt)) interrupt.expect();
    exitCode = await entry.run(context, command.args, command.opts());
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new LabsError('cli.usage', usageOf(error.message, program, argv));
  }
  return exitCode;
}

/** Whether something is so of a command with these arguments. */
function holdsFor(
  args: readonly string[],
  what: boolean | ((args: readonly string[]) => boolean) | undefined,
): boolean {
  return typeof what === 'function' ? what(args) : what === true;
}

function usageOf(text: string, program: Command, argv: readonly string[]) {
  const named = argv.find((word) => program.commands.some((command) => command.name() === word));
  return {
    text: text.replace(/^error: /, ''),
    help: named === undefined ? '`labs --help`' : `\`labs ${named} --help\``,
  };
}

interface Interrupt {
  readonly signal: AbortSignal;
  /** Says that it is how the command ends: then nothing is said about it. */
  readonly expect: () => void;
  readonly stop: () => void;
}

/** First Ctrl+C: stop at the next safe place and say what is left. Second: stop at once. */
function watchInterrupts(lang: Lang): Interrupt {
  const controller = new AbortController();
  // Every call of an SDK that waits listens to it; their number is no leak.
  setMaxListeners(0, controller.signal);
  let isExpected = false;
  const onInterrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    if (!isExpected) process.stderr.write(`\n${render(message('cli.interrupting'), lang)}\n`);
    controller.abort(new LabsError('cli.interrupted', { again: '' }));
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    expect: () => {
      isExpected = true;
    },
    stop: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
