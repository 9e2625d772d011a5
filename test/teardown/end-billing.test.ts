import { describe, expect, test } from 'vitest';
import { billingTypes, endBilling, whatBills } from '../../src/teardown/end-billing.ts';
import { planTeardown } from '../../src/teardown/plan.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { make, makeSandbox, own, targetsNamed } from './fake-sandbox.ts';
import { never } from './tear-down.ts';

const kim = own('labs-kim');

async function end(fake: FakeAws, keepEndpoints = false) {
  const targets = await targetsNamed(fake, 'labs-kim');
  const { sandboxes } = await planTeardown(fake.aws, targets, {
    now: fake.now,
    types: billingTypes,
  });
  const [plan] = sandboxes;
  return endBilling(fake.aws, plan!, whatBills(plan!, { keepEndpoints }), never);
}

function writes(fake: FakeAws): readonly string[] {
  return fake.calls.flatMap(({ writes: w, operation, input }) =>
    w ? [`${operation} ${String(Object.values(input)[0])}`] : [],
  );
}

function world(): FakeAws {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeSandbox(fake.state, 'labs-lee');
  make(fake.state, 'Model', 'm', kim);
  make(fake.state, 'EndpointConfig', 'c', { ...kim, madeFrom: 'm' });
  make(fake.state, 'Endpoint', 'e', { ...kim, madeFrom: 'c' });
  make(fake.state, 'Endpoint', 'new', { ...kim, madeFrom: 'c', status: 'Creating' });
  make(fake.state, 'TrainingJob', 't', { ...kim, status: 'InProgress' });
  make(fake.state, 'TrainingJob', 'done', kim);
  make(fake.state, 'Endpoint', 'lees', own('labs-lee'));
  make(fake.state, 'Endpoint', 'strangers');
  return fake;
}

describe('what bills by the hour ends, and nothing else', () => {
  test('notebook and jobs are stopped, endpoints deleted, in one step each', async () => {
    const fake = world();
    const ended = await end(fake);
    expect(ended.map(({ type, id }) => `${type} ${id}`).toSorted()).toEqual([
      'endpoint e',
      expect.stringMatching(/^notebook /),
      'training-job t',
    ]);
    expect(writes(fake).toSorted()).toEqual([
      'DeleteEndpoint e',
      expect.stringMatching(/^StopNotebookInstance /),
      'StopTrainingJob t',
    ]);
    expect(await end(fake)).toEqual([]);
  });

  test('endpoints that are to be kept stay', async () => {
    const fake = world();
    await end(fake, true);
    expect(writes(fake)).not.toContain('DeleteEndpoint e');
    expect(writes(fake)).toContain('StopTrainingJob t');
  });

  test('one that cannot be ended stops no other, and is said', async () => {
    const fake = world();
    const error = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    fake.faults.push({ operation: 'StopTrainingJob', error });
    const ended = await end(fake);
    expect(ended.find(({ id }) => id === 't')?.problem).toMatchObject({ kind: 'denied' });
    expect(writes(fake)).toContain('DeleteEndpoint e');
  });
});
