import { isLabsError, LabsError } from '../errors.ts';
import { shellQuote } from '../messages/commands.ts';
import { exitCodeOf } from '../messages/message.ts';
import type { Run } from './run.ts';

/**
 * Tells a person what happened and what to do, in two lines on stderr; with `--json` also as the
 * document on stdout. Causes, request ids and stack traces only with `--verbose`.
 *
 * @returns the exit code
 */
export async function reportError(error: unknown, run: Run): Promise<number> {
  const { reader, typed } = run;
  const known = run.signal.aborted ? interrupted(run, error) : await explain(error, typed.flags);
  const [what, todo] = reader.sayFailure(known.code, known.params);
  process.stderr.write(`${reader.lang === 'ko' ? '오류' : 'error'}: ${what}\n  ${todo}\n`);
  if (typed.flags.json) {
    process.stdout.write(
      `${JSON.stringify({ error: { code: known.code, what, todo } }, undefined, 2)}\n`,
    );
  }
  if (typed.flags.verbose) process.stderr.write(`${causesOf(known).join('\n')}\n`);
  return exitCodeOf(known.code);
}

function interrupted({ reader, typed, addressed }: Run, cause: unknown): LabsError {
  const again = [reader.invocation.program, ...typed.argv.map(shellQuote)].join(' ');
  return new LabsError('cli.interrupted', { again, addressed }, { cause });
}

async function explain(
  error: unknown,
  { profile }: { readonly profile?: string },
): Promise<LabsError> {
  if (isLabsError(error)) return error;
  const { explainAwsError } = await import('../aws/errors.ts');
  const explained = explainAwsError(error, profile);
  if (isLabsError(explained)) return explained;
  const text = error instanceof Error ? error.message : String(error);
  return new LabsError('cli.unexpected', { text }, { cause: error });
}

function causesOf(error: Error): readonly string[] {
  const requestId = (error as { $metadata?: { requestId?: string } }).$metadata?.requestId;
  return [
    `  ${error.stack ?? error.message}`,
    ...(requestId === undefined ? [] : [`  request id: ${requestId}`]),
    ...(error.cause instanceof Error ? causesOf(error.cause) : []),
  ];
}
