import { recordingHost } from '../../src/host/recording-host.ts';
import type { TeardownPlan } from '../../src/teardown/plan.ts';
import { planTeardown } from '../../src/teardown/plan.ts';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { runTeardown } from '../../src/teardown/run.ts';
import type { FakeAws } from './fake-aws.ts';
import { targetsNamed } from './fake-sandbox.ts';

export const never = new AbortController().signal;

/** Plans the teardown of sandboxes by name, as `labs down` does. */
export async function plan(fake: FakeAws, ...names: readonly string[]): Promise<TeardownPlan> {
  return planTeardown(fake.aws, await targetsNamed(fake, ...names), { now: fake.now });
}

/** Carries a plan out in the fake's time. */
export async function run(
  fake: FakeAws,
  planned: TeardownPlan,
  signal: AbortSignal = never,
): Promise<readonly Receipt[]> {
  return runTeardown(fake.aws, recordingHost(), planned, {
    signal,
    now: fake.now,
    sleep: fake.sleep,
  });
}

/** Plans and carries out the teardown of one sandbox. */
export async function tearDown(fake: FakeAws, name = 'labs-kim'): Promise<Receipt> {
  const [receipt] = await run(fake, await plan(fake, name));
  if (receipt === undefined) throw new Error(`nothing to take away of ${name}`);
  return receipt;
}

/**
 * Plans and carries out a teardown as `labs down` typed once more does: of the sandbox that is found,
 * else of what one of that name may have left.
 *
 * @returns undefined where there was nothing to take away
 */
export async function tearDownAgain(fake: FakeAws, name: string): Promise<Receipt | undefined> {
  const planned = await plan(fake, name);
  return planned.isEmpty ? undefined : (await run(fake, planned))[0];
}
