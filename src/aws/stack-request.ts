import { createHash, randomUUID } from 'node:crypto';

/** One run of this program: what another run asks is another request, word for word the same or not. */
const thisRun: string = randomUUID();

/**
 * The ClientRequestToken of a change of a stack: the same when one run repeats a request whose answer
 * was lost, another one for everything else. CloudFormation takes a token it knows for a repetition
 * and does nothing, or refuses it (CreateStack, ClientRequestToken; at most 128 of [a-zA-Z0-9-]).
 *
 * @param asked what is asked for, and of what: for a stack that is there, with {@link revisionOf} it,
 *   so that A, B and A again are three requests
 * @param run the run that asks
 * @default this process
 */
export function requestToken(action: string, asked: unknown, run = thisRun): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([run, asked]))
    .digest('hex');
  return `labs-${action}-${digest.slice(0, 40)}`;
}

/** What tells a stack from itself before and after a change. */
export function revisionOf(stack: {
  readonly stackId: string;
  readonly status: string;
  readonly changedAt?: Date;
}): string {
  return `${stack.stackId} ${stack.status} ${stack.changedAt?.toISOString() ?? ''}`;
}

/**
 * Whether CloudFormation refused a request because it has had it already: tokens name one request of
 * one run, so the first of the two is at work (TokenAlreadyExistsException; CreateStack, UpdateStack
 * and DeleteStack, API reference).
 */
export function isRepeated(error: unknown): boolean {
  return error instanceof Error && error.name === 'TokenAlreadyExistsException';
}
