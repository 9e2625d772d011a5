import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { beforeEach, expect, test } from 'vitest';
import { endpointsOf, readHistory } from '../../src/aws/history.ts';
import { formerRents } from '../../src/aws/observe-endpoints.ts';
import { testAws } from '../cli/test-context.ts';
import { mockClient } from '../mock-client.ts';

const cloudTrail = mockClient(CloudTrailClient);
const { signal } = new AbortController();
const since = new Date('2026-11-23T00:00:00Z');

/** An event as CloudTrail keeps it: a JSON text inside of its answer. */
function event(time: string, requestParameters: object | null, more: object = {}) {
  return {
    EventTime: new Date(`2026-11-23T${time}:00Z`),
    CloudTrailEvent: JSON.stringify({ requestParameters, ...more }),
  };
}

function byRole(sandbox: string) {
  const arn = `arn:aws:iam::111122223333:role/labs/${sandbox}/${sandbox}-Role-1`;
  return { userIdentity: { sessionContext: { sessionIssuer: { arn } } } };
}

function answers(byName: Readonly<Record<string, readonly ReturnType<typeof event>[]>>): void {
  cloudTrail.on(LookupEventsCommand).callsFake(({ LookupAttributes, NextToken }) => {
    const all = byName[LookupAttributes[0].AttributeValue as string] ?? [];
    // One event a page.
    const at = Number(NextToken ?? 0);
    const more = at + 1 < all.length ? { NextToken: String(at + 1) } : {};
    return { Events: all.slice(at, at + 1), ...more };
  });
}

beforeEach(() => void cloudTrail.reset());

test('starts and stops of notebooks, those that AWS refused left out', async () => {
  answers({
    StartNotebookInstance: [event('09:00', { notebookInstanceName: 'a' })],
    StopNotebookInstance: [
      event('10:00', { notebookInstanceName: 'a' }),
      event('10:15', { notebookInstanceName: 'a' }, { errorCode: 'ValidationException' }),
      event('11:00', null),
    ],
  });
  const { notebooks } = await readHistory(testAws(), 'us-east-1', since, signal);
  expect(notebooks).toEqual([
    { name: 'StartNotebookInstance', time: new Date('2026-11-23T09:00:00Z'), thing: 'a' },
    { name: 'StopNotebookInstance', time: new Date('2026-11-23T10:00:00Z'), thing: 'a' },
  ]);
  const [first] = cloudTrail.commandCalls(LookupEventsCommand);
  expect(first?.args[0].input.StartTime).toEqual(since);
});

test('endpoints that a sandbox made and that are gone, by role or tag, with what they rented', async () => {
  const tags = [{ key: 'labs:sandbox', value: 'labs-kim' }];
  answers({
    CreateEndpointConfig: [
      event('08:00', {
        endpointConfigName: 'two',
        productionVariants: [{ instanceType: 'ml.m4.xlarge', initialInstanceCount: 2 }],
      }),
    ],
    CreateEndpoint: [
      event('08:00', { endpointName: 'a', endpointConfigName: 'two' }, byRole('labs-kim')),
      event('08:00', { endpointName: 'b', endpointConfigName: 'two' }, byRole('labs-lee')),
      event('08:00', { endpointName: 'c', endpointConfigName: 'two', tags }),
      event('08:00', { endpointName: 'd', endpointConfigName: 'unknown' }, byRole('labs-kim')),
    ],
    DeleteEndpoint: [
      event('08:30', { endpointName: 'a' }),
      event('08:30', { endpointName: 'b' }),
      event('09:00', { endpointName: 'c' }),
    ],
  });
  const history = await readHistory(testAws(), 'us-east-1', since, signal);
  const rents = formerRents(history, 'labs-kim');
  expect(
    rents.map(({ id, type, count, seconds, isRunning }) => ({
      id,
      type,
      count,
      seconds,
      isRunning,
    })),
  ).toEqual([
    {
      id: 'a',
      type: 'ml.m4.xlarge',
      count: 2,
      seconds: { least: 1800, most: 1800 },
      isRunning: false,
    },
    {
      id: 'c',
      type: 'ml.m4.xlarge',
      count: 2,
      seconds: { least: 3600, most: 3600 },
      isRunning: false,
    },
  ]);
  expect(endpointsOf(history, 'labs-lee').map(({ thing }) => thing)).toEqual(['b', 'b']);
});

test('more than can be read in a reasonable time is no answer', async () => {
  const many = Array.from({ length: 30 }, () => event('09:00', { notebookInstanceName: 'a' }));
  answers({ StopNotebookInstance: many });
  await expect(readHistory(testAws(), 'us-east-1', since, signal)).rejects.toThrow(
    'more than 1000 StopNotebookInstance events',
  );
});
