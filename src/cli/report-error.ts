import { isLabsError, LabsError } from '../errors.ts';
import { exitCodeOf, renderFailure } from '../messages/message.ts';
import { completeCommands } from '../messages/commands.ts';
import type { Lang } from '../messages/text.ts';
import { invocationOf } from './reader.ts';

export interface ErrorContext {
  readonly argv: readonly string[];
  readonly lang: Lang;
  readonly interrupted: boolean;
}

/**
 * Tells a person what happened and what to do, in two lines on stderr; with `--json` also as the
 * document on stdout. Causes, request ids and stack traces only with `--verbose`.
 *
 * @returns the exit code
 */
export async function reportError(error: unknown, context: ErrorContext): Promise<number> {
  const { argv, lang } = context;
  const invocation = invocationOf(argv, process.env);
  const verbose = argv.includes('--verbose');
  const known = context.interrupted
    ? new LabsError(
        'cli.interrupted',
        { again: `${invocation.program} ${argv.join(' ')}` },
        { cause: error },
      )
    : await explain(error, argv);
  const [what, todo] = renderFailure(known.code, known.params, lang).map((line) =>
    completeCommands(line, invocation),
  );
  process.stderr.write(`${lang === 'ko' ? '오류' : 'error'}: ${what}\n  ${todo}\n`);
  if (argv.includes('--json')) {
    process.stdout.write(
      `${JSON.stringify({ error: { code: known.code, what, todo } }, undefined, 2)}\n`,
    );
  }
  if (verbose) process.stderr.write(`${causesOf(known).join('\n')}\n`);
  return exitCodeOf(known.code);
}

async function explain(error: unknown, argv: readonly string[]): Promise<LabsError> {
  if (isLabsError(error)) return error;
  const { explainAwsError } = await import('../aws/errors.ts');
  const profile = argv.find((_, at) => argv[at - 1] === '--profile');
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
