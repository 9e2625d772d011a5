import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { fc, test as property } from '@fast-check/vitest';
import { beforeEach, expect, test } from 'vitest';
import { createAws } from '../../src/aws/clients.ts';
import { findStack } from '../../src/aws/sandboxes.ts';
import { requestToken } from '../../src/aws/stack-request.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import {
  createStack,
  deleteStack,
  updateLease,
  updateParameters,
  updateTemplate,
} from '../../src/provision/stacks.ts';
import { planStart } from '../../src/provision/start-plan.ts';
import { parameterDate } from '../../src/sandbox/lease.ts';
import { mockClient } from '../mock-client.ts';

const catalog = await loadCatalog();
const aws = createAws({
  credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
  gate: async () => undefined,
});
const place = { name: 'labs-kim', owner: 'kim', account: '111122223333', region: 'us-east-1' };
const now = new Date('2026-11-23T09:00:00Z');
const hour = 3_600_000;

type Input = ConstructorParameters<typeof UpdateStackCommand>[0];

/** A CloudFormation with one name, which takes a token that it knows for a repetition. */
const fake = {
  stack: undefined as
    | { id: string; values: Record<string, string>; status: string; changed?: Date }
    | undefined,
  tokens: new Map<string, string>(),
  made: 0,
  ticks: 0,
  reset() {
    fake.stack = undefined;
    fake.ticks = 0;
    fake.tokens.clear();
  },
  /** Whether a request is new; tokens of a stack that is gone are remembered as well. */
  isNew(input: Input): boolean {
    const token = String(input.ClientRequestToken);
    const text = JSON.stringify(input);
    const before = fake.tokens.get(token);
    fake.tokens.set(token, text);
    if (before === undefined || before === text) return before === undefined;
    throw Object.assign(new Error('used'), { name: 'TokenAlreadyExistsException' });
  },
  give(input: Input) {
    if (fake.stack === undefined) throw new Error('no stack');
    for (const { ParameterKey = '', ParameterValue } of input.Parameters ?? []) {
      if (ParameterValue !== undefined) fake.stack.values[ParameterKey] = ParameterValue;
    }
    fake.stack.changed = new Date(now.getTime() + (fake.ticks += 1));
  },
};

const cloud = mockClient(CloudFormationClient);
beforeEach(() => {
  fake.reset();
  cloud.reset();
  cloud.on(CreateStackCommand).callsFake((input: Input) => {
    if (!fake.isNew(input)) return;
    fake.made += 1;
    const id = `arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/${fake.made}`;
    fake.stack = { id, values: {}, status: 'CREATE_COMPLETE' };
    fake.give(input);
  });
  cloud.on(UpdateStackCommand).callsFake((input: Input) => {
    if (!fake.isNew(input)) return;
    fake.give(input);
    if (fake.stack !== undefined) fake.stack.status = 'UPDATE_COMPLETE';
  });
  cloud.on(DeleteStackCommand).callsFake((input: Input) => {
    if (fake.isNew(input)) fake.stack = undefined;
  });
  cloud.on(DescribeStacksCommand).callsFake(() => ({ Stacks: described() }));
});

function described() {
  const { stack } = fake;
  if (stack === undefined) return [];
  return [
    {
      StackName: place.name,
      StackId: stack.id,
      StackStatus: stack.status,
      CreationTime: now,
      LastUpdatedTime: stack.changed,
      Tags: [
        { Key: 'labs:sandbox', Value: place.name },
        { Key: 'labs:owner', Value: place.owner },
      ],
      Parameters: Object.entries(stack.values).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
    },
  ];
}

async function found() {
  const stack = await findStack(aws, place.region, place.name);
  return stack?.ours === true ? stack.sandbox : undefined;
}

type Asked =
  | { readonly is: 'start'; readonly idleMinutes: number }
  | { readonly is: 'extend'; readonly hours: number }
  | { readonly is: 'door'; readonly code: string }
  | { readonly is: 'down' };

/** Carries a command out, and says which parameters it is to leave behind. */
async function carryOut(asked: Asked): Promise<Readonly<Record<string, string>> | undefined> {
  const stack = await found();
  if (asked.is === 'start') {
    const request = { labs: ['xgboost'], for: 9 * hour, keep: 99 * hour, leaseTyped: false };
    const { idleMinutes } = asked;
    const existing = stack && { stack, notebookStatus: 'InService', isIncomplete: false };
    const whole = { ...request, idleMinutes, keepEndpoints: false };
    // A minute after the command before; only a new sandbox has another lease for that.
    const later = new Date(now.getTime() + (fake.ticks += 1) * 60_000);
    const plan = planStart(catalog, whole, place, existing, later);
    if (plan.action === 'create') await createStack(aws, plan, 'template');
    else if (stack !== undefined && plan.update === 'template')
      await updateTemplate(aws, stack, plan, 'template');
    return { IdleMinutes: String(idleMinutes), StopsAt: parameterDate(plan.lease.stopsAt) };
  }
  if (stack === undefined) return undefined;
  if (asked.is === 'down') await deleteStack(aws, place.region, stack);
  if (asked.is === 'door') {
    await updateParameters(aws, stack, { door: asked.code });
    return { Door: asked.code };
  }
  if (asked.is === 'extend') {
    const stopsAt = new Date(now.getTime() + asked.hours * hour);
    await updateLease(aws, stack, { stopsAt, removedAfter: stopsAt });
    return { StopsAt: parameterDate(stopsAt) };
  }
  return undefined;
}

const command = fc.oneof<fc.Arbitrary<Asked>[]>(
  fc.record({ is: fc.constant('start'), idleMinutes: fc.constantFrom(45, 50) }),
  fc.record({ is: fc.constant('extend'), hours: fc.constantFrom(2, 3) }),
  fc.record({ is: fc.constant('door'), code: fc.constantFrom('', 'a', 'b') }),
  fc.constant({ is: 'down' }),
);

property.prop([fc.array(command, { minLength: 1, maxLength: 8 })], { numRuns: 200 })(
  'a stack has what the last command asked for, whatever was asked before',
  async (commands) => {
    fake.reset();
    for (const asked of commands) {
      const wanted = await carryOut(asked);
      if (asked.is === 'down') expect(fake.stack).toBeUndefined();
      if (wanted !== undefined) expect(fake.stack?.values).toMatchObject(wanted);
    }
  },
);

test('what is asked twice with the same view of the stack is one request, and no error', async () => {
  await carryOut({ is: 'start', idleMinutes: 45 });
  const stack = (await found())!;
  expect(await updateParameters(aws, stack, { door: 'a' })).toBe(true);
  const changed = fake.stack?.changed;
  expect(await updateParameters(aws, stack, { door: 'a' })).toBe(true);
  expect(fake.stack?.changed).toBe(changed);

  const refusal = Object.assign(new Error('again'), { name: 'TokenAlreadyExistsException' });
  cloud.on(UpdateStackCommand).rejects(refusal);
  expect(await updateParameters(aws, stack, { door: 'b' })).toBe(true);
  cloud.on(DeleteStackCommand).rejects(refusal);
  await deleteStack(aws, place.region, stack);
});

test('another run makes another request of the same words', () => {
  const [one, other] = ['first', 'second'].map((run) => requestToken('update', { a: 1 }, run));
  expect(one).not.toBe(other);
  expect(requestToken('update', { a: 1 }, 'first')).toBe(one);
  expect(one).toMatch(/^[a-zA-Z0-9-]{1,128}$/);
  expect(requestToken('update', { a: 1 })).toBe(requestToken('update', { a: 1 }));
});
