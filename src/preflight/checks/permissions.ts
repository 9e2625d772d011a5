import { isAccessDenied } from '../../aws/problem.ts';
import type { Denial } from '../../aws/permissions.ts';
import { principalOf, simulate } from '../../aws/permissions.ts';
import type { Session } from '../../aws/session.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { message } from '../../messages/message.ts';
import { personOf, slug, stackName } from '../../sandbox/name.ts';
import type { Check, CheckContext, Finding } from '../check.ts';
import { finding, ok } from '../check.ts';
import type { Place } from '../permission-questions.ts';
import { questionsOf } from '../permission-questions.ts';
import { policyStatements } from '../policy.ts';

/** What the caller may do, as IAM's simulator says, held against our policy. */
export const permissions: Check = {
  id: 'permissions',
  group: 'account',
  needs: 'account',
  run: async (context, session) => {
    if (session.local) return [];
    const { aws, caller } = session;
    const principal = await principalOf(aws, caller);
    if (principal.is === 'root') return [ok(message('doctor.permissions-root'))];
    if (principal.is === 'other') {
      return [finding('unknown', 'doctor.permissions-unknown', { who: caller, why: 'federated' })];
    }
    try {
      return describe(await askAll(context, session, principal.arn), principal.arn);
    } catch (error) {
      const why = isAccessDenied(error)
        ? 'denied'
        : error instanceof Error && error.name.startsWith('NoSuchEntity')
          ? 'not-found'
          : undefined;
      if (why === undefined) throw error;
      return [finding('unknown', 'doctor.permissions-unknown', { who: principal.arn, why })];
    }
  },
};

interface Denied {
  readonly needed: readonly Denial[];
  readonly useful: readonly Denial[];
}

async function askAll(
  { catalog, region }: CheckContext,
  { aws, account, caller, ambient }: Session,
  principal: string,
): Promise<Denied> {
  const place: Place = {
    account,
    region: region ?? ambient?.region ?? regionsOf(catalog)[0] ?? 'us-east-1',
    sandbox: stackName({ owner: slug(personOf(caller) ?? 'me').slice(0, 30) || 'me' }),
  };
  const answers = await Promise.all(
    policyStatements.map(async ({ statement, is }) => {
      const denials = await Promise.all(
        questionsOf(statement, place).map((question) => simulate(aws, principal, question)),
      );
      return { is, denials: denials.flat() };
    }),
  );
  const of = (wanted: 'needed' | 'useful') =>
    answers.filter(({ is }) => is === wanted).flatMap(({ denials }) => denials);
  return { needed: of('needed'), useful: of('useful') };
}

function describe({ needed, useful }: Denied, who: string): readonly Finding[] {
  const actions = (denials: readonly Denial[]) => [...new Set(denials.map(({ action }) => action))];
  const found: Finding[] = [];
  if (needed.length > 0) {
    found.push(finding('problem', 'doctor.denied', { who, actions: actions(needed) }));
  }
  if (useful.length > 0) {
    found.push(finding('warning', 'doctor.denied-useful', { who, actions: actions(useful) }));
  }
  return found.length > 0 ? found : [ok(message('doctor.permissions'))];
}
