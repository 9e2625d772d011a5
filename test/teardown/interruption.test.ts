import { expect, test } from 'vitest';
import type { Receipt } from '../../src/teardown/receipt.ts';
import { receiptExitCode } from '../../src/teardown/receipt.ts';
import type { FakeAws, FakeCall } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { makeMess } from './fake-sandbox.ts';
import { instantTimes } from './fake-state.ts';
import { plan, run, tearDownAgain } from './tear-down.ts';

const isKims = (name: string): boolean => /(^|\/)labs-kim(-|$)/.test(name);
const isOthers = (name: string): boolean => !isKims(name);

function mess(): FakeAws {
  const fake = createFakeAws({ pageSize: 100 });
  makeMess(fake.state, 'labs-kim');
  makeMess(fake.state, 'labs-kimberly');
  return fake;
}

/** How many calls plan and run of the mess take, undisturbed. */
async function countCalls(): Promise<{ readonly total: number; readonly ofRun: number }> {
  const fake = mess();
  const planned = await plan(fake, 'labs-kim');
  const ofPlan = fake.calls.length;
  await run(fake, planned);
  return { total: fake.calls.length, ofRun: fake.calls.length - ofPlan };
}

function expectClean(fake: FakeAws, receipt: Receipt | undefined, others: string): void {
  const receipts = receipt === undefined ? [] : [receipt];
  expect(receipts.flatMap(({ left, unknown, kept }) => [...left, ...unknown, ...kept])).toEqual([]);
  expect(receiptExitCode(receipts)).toBe(0);
  expect(fake.state.snapshot(isOthers)).toBe(others);
  expect(fake.state.things.filter(({ name }) => isKims(name))).toMatchObject([
    { name: 'labs-kim-transform', status: 'Stopped' },
  ]);
  expect(fake.state.buckets.filter(({ name }) => isKims(name))).toEqual([]);
  expect(fake.state.groups.filter(({ name }) => isKims(name))).toEqual([]);
  expect(fake.state.groups.flatMap(({ streams }) => [...streams]).filter(isKims)).toEqual([]);
  const stack = fake.state.stacks.find(({ name }) => name === 'labs-kim');
  expect(stack?.status).toBe('DELETE_COMPLETE');
}

test.each(['before', 'after'] as const)(
  'a process that ends %s any call is made good by the next one',
  { timeout: 120_000 },
  async (when) => {
    const { total } = await countCalls();
    expect(total).toBeGreaterThan(60);
    for (let nth = 1; nth <= total; nth += 1) {
      const fake = mess();
      const others = fake.state.snapshot(isOthers);
      let seen = 0;
      await new Promise<void>((ended) => {
        const kill = (): void => {
          seen += 1;
          if (seen !== nth) return;
          fake.restart();
          ended();
        };
        if (when === 'before') fake.onCall = kill;
        else fake.onDone = kill;
        void plan(fake, 'labs-kim')
          .then((planned) => run(fake, planned))
          .then(() => ended());
      });
      fake.onCall = () => undefined;
      fake.onDone = () => undefined;
      expectClean(fake, await tearDownAgain(fake, 'labs-kim'), others);
    }
  },
);

test(
  'an interrupt at any call stops the work, and a second run finishes it',
  { timeout: 120_000 },
  async () => {
    const { ofRun } = await countCalls();
    for (let nth = 1; nth <= ofRun; nth += 1) {
      const fake = mess();
      const others = fake.state.snapshot(isOthers);
      const planned = await plan(fake, 'labs-kim');
      const before = fake.calls.length;
      const interrupt = new AbortController();
      const after: FakeCall[] = [];
      fake.onCall = (call) => {
        if (interrupt.signal.aborted && call.writes) after.push(call);
        if (fake.calls.length - before === nth) interrupt.abort();
      };
      const [receipt] = await run(fake, planned, interrupt.signal);
      expect(receipt).toBeDefined();
      // An interrupt at the end of the second look can find it finished.
      const isVerified = receipt!.verifiedAt !== null;
      expect([receiptExitCode([receipt!]), isVerified && nth < ofRun - 12]).toEqual([
        isVerified ? 0 : 3,
        false,
      ]);
      // Steps that were sent in the same moment are answered; no new work begins.
      expect(after.length).toBeLessThanOrEqual(12);
      fake.onCall = () => undefined;
      fake.restart();
      expectClean(fake, await tearDownAgain(fake, 'labs-kim'), others);
    }
  },
);

test('an interrupt while everything waits ends at once and says what is left', async () => {
  const fake = createFakeAws({ times: { ...instantTimes, endpointGoes: 3_600_000 } });
  makeMess(fake.state, 'labs-kim');
  const planned = await plan(fake, 'labs-kim');
  const interrupt = new AbortController();
  const { sleep } = fake;
  let slept = 0;
  const [receipt] = await run(
    {
      ...fake,
      sleep: async (milliseconds, signal) => {
        slept += 1;
        if (slept === 30) interrupt.abort();
        await sleep(milliseconds, signal);
      },
    },
    planned,
    interrupt.signal,
  );
  expect(slept).toBe(30);
  expect(receipt?.left).toContainEqual({
    type: 'endpoint',
    id: 'labs-kim-tagged',
    reason: 'interrupted',
    detail: '',
    pricePerHour: 0.23,
  });
  expect(receipt?.deleted).toContainEqual({ type: 'training-job', id: 'labs-kim-running' });
});
