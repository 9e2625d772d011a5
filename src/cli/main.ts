import { message } from '../messages/message.ts';
import { dispatch } from './dispatch.ts';
import type { Interrupt } from './interrupt.ts';
import { watchInterrupts } from './interrupt.ts';
import { chooseLang } from './lang.ts';
import { readerOf } from './reader.ts';
import type { Run } from './run.ts';
import { readTyped } from './typed.ts';

/**
 * Runs the command line.
 *
 * @param argv the words after `labs`
 * @returns the exit code: 0 done, 1 failed, 2 wrong use, 3 teardown left something, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', endQuietlyAtClosedPipe);
  const typed = readTyped(argv);
  const reader = readerOf(typed, chooseLang(typed.lang, process.env), process);
  const interrupt = watchInterrupts(() => sayInterrupting(run));
  const run: Run = { typed, reader, signal: interrupt.signal };
  try {
    return await runTyped(run, interrupt);
  } catch (error) {
    run.host?.settle();
    const { reportError } = await import('./report-error.ts');
    return await reportError(error, run);
  } finally {
    interrupt.stop();
  }
}

/** `labs list | head` closes the pipe early; that is no error. */
function endQuietlyAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

/** Through the host, where there is one: two writers on one terminal erase each other's lines. */
function sayInterrupting({ host, reader }: Run): void {
  const sentence = message('cli.interrupting');
  if (host === undefined) process.stderr.write(`\n${reader.say(sentence)}\n`);
  else host.notify({ type: 'note', message: sentence });
}

async function runTyped(run: Run, interrupt: Interrupt): Promise<number> {
  const { typed, reader } = run;
  if (typed.argv.length === 0) {
    const { writeWelcome } = await import('./welcome.ts');
    return writeWelcome(reader, typed.flags);
  }
  return dispatch(typed.argv, reader.lang, async (accepted) => {
    const { createContext } = await import('./context.ts');
    const context = createContext(run, accepted);
    if (accepted.endsOnInterrupt) interrupt.expect();
    return accepted.run(context);
  });
}
