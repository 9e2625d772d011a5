import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Statement } from '../../../lib/policy/statement.ts';
import { account } from '../stacks.ts';

/** A call to AWS as IAM sees it. */
export interface Attempt {
  readonly action: string;
  readonly resource: string;
  /** Keys of the request, the resource and the caller. */
  readonly context: Readonly<Record<string, string | string[]>>;
  /** What it would mean, for the reader of a failed test. */
  readonly about: string;
}

/** Whether statements allow a call of the role that they belong to. */
export async function isAllowed(
  statements: readonly Statement[],
  { action, resource, context }: Attempt,
): Promise<boolean> {
  const relevant = statements.filter(
    (statement) => names(statement, action) && mayMeet(statement, resource),
  );
  if (relevant.length === 0) return false;
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/labs/labs-kim/labs-kim-Role-A1B2C3D4E5F6`,
        action,
        resource: { resource, accountId: account },
        contextVariables: { ...context },
      },
      identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: relevant } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') {
    throw new Error(`${action} on ${resource}: ${JSON.stringify(outcome.errors)}`);
  }
  return outcome.overallResult === 'Allowed';
}

/** Whether a statement is about an action; all statements of the role allow, so no other counts. */
export function names(statement: Statement, action: string): boolean {
  const [wanted = '', called = ''] = action.toLowerCase().split(':');
  return [statement.Action].flat().some((pattern) => {
    const [service = '', name = ''] = pattern.toLowerCase().split(':');
    return service === wanted && globOf(name).test(called);
  });
}

/**
 * Whether a statement may be about a resource: true wherever only the simulator can tell. It takes
 * a millisecond a call, and most attempts are on what no statement has.
 */
function mayMeet(statement: Statement, resource: string): boolean {
  if (statement.Resource === undefined) return true;
  return [statement.Resource]
    .flat()
    .some((pattern) => pattern.includes('${') || globOf(pattern).test(resource));
}

const globs = new Map<string, RegExp>();

/** IAM's `*` and `?`, compiled once for each pattern. */
function globOf(pattern: string): RegExp {
  const known = globs.get(pattern);
  if (known) return known;
  const escaped = pattern.replaceAll(/[.+^$()|[\]{}\\]/g, String.raw`\$&`);
  const glob = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
  globs.set(pattern, glob);
  return glob;
}

/** The attempts that are allowed, as lines of text, in order. */
export async function allowedOf(
  statements: readonly Statement[],
  attempts: readonly Attempt[],
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const attempt of attempts) {
    if (await isAllowed(statements, attempt)) lines.push(line(attempt));
  }
  return lines;
}

/** Whether any of the attempts is allowed; stops at the first. */
export async function allowsAny(
  statements: readonly Statement[],
  attempts: readonly Attempt[],
): Promise<boolean> {
  for (const attempt of attempts) {
    if (await isAllowed(statements, attempt)) return true;
  }
  return false;
}

export function line({ action, resource, about }: Attempt): string {
  return `${action} on ${resource} (${about})`;
}
