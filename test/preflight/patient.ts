import type { Session } from '../../src/aws/session.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { render, renderFailure } from '../../src/messages/message.ts';
import type { Check, CheckContext, Finding } from '../../src/preflight/check.ts';
import { testAws } from '../cli/test-context.ts';

/** The sandboxless caller of these tests. */
export const kim: Session = {
  aws: testAws(),
  account: '111122223333',
  caller: 'arn:aws:iam::111122223333:user/kim',
  local: false,
  aheadMs: 0,
};

/** The labs as they are in the project. */
export const catalog: Catalog = await loadCatalog();

/** A healthy computer and account, but for what is given. */
export function patient(differently: Partial<CheckContext> = {}): CheckContext {
  return {
    local: false,
    env: {},
    platform: 'linux',
    nodeVersion: '22.14.0',
    now: () => new Date(),
    signal: new AbortController().signal,
    catalog,
    session: async () => kim,
    ...differently,
  };
}

/** A finding as both readers read it: its state, then what and what to do. */
export function read(found: Finding): readonly [Finding['is'], ...en: string[]] {
  return 'message' in found
    ? [found.is, render(found.message, 'en')]
    : [found.is, ...renderFailure(found.error.code, found.error.params, 'en')];
}

/** The Korean lines of a finding. */
export function readKorean(found: Finding): readonly string[] {
  return 'message' in found
    ? [render(found.message, 'ko')]
    : renderFailure(found.error.code, found.error.params, 'ko');
}

/** Runs a check, with kim's session where it needs an account. */
export async function run(
  check: Check,
  context: CheckContext,
  session: Session = kim,
): Promise<readonly Finding[]> {
  return check.needs === 'account' ? check.run(context, session) : check.run(context);
}

/** The one finding of a check. */
export async function only(
  check: Check,
  context: CheckContext,
  session: Session = kim,
): Promise<Finding> {
  const [one, ...more] = await run(check, context, session);
  if (one === undefined || more.length > 0) throw new Error(`${check.id}: not one finding`);
  return one;
}
