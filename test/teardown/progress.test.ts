import { expect, test } from 'vitest';
import type { HostEvent } from '../../src/host/host.ts';
import { recordingHost } from '../../src/host/recording-host.ts';
import { render } from '../../src/messages/message.ts';
import { runTeardown } from '../../src/teardown/run.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { home, makeEndpoint, makeSandbox, own, realistic } from './fake-sandbox.ts';
import { never, plan } from './tear-down.ts';

async function eventsOf(fake: FakeAws): Promise<readonly HostEvent[]> {
  const host = recordingHost();
  const planned = await plan(fake, 'labs-kim');
  await runTeardown(fake.aws, host, planned, { signal: never, now: fake.now, sleep: fake.sleep });
  return host.events;
}

function lines(events: readonly HostEvent[], id: string): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'task' && event.id === id
      ? [`${event.state} ${render(event.message, 'en')} ${event.done ?? '-'}/${event.total ?? '-'}`]
      : [],
  );
}

test('each type has a task that says how far it is and what AWS is doing', async () => {
  const fake = createFakeAws({ times: realistic });
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'a', own('labs-kim'));
  makeEndpoint(fake.state, 'b', own('labs-kim'));
  const events = await eventsOf(fake);
  expect(lines(events, 'down-endpoint')).toEqual([
    'running endpoints 0/2',
    'running endpoints (Deleting) 0/2',
    'done endpoints 2/2',
  ]);
  expect(lines(events, 'down-notebook')).toEqual([
    'running notebook instances 0/1',
    'running notebook instances (Stopping) 0/1',
    'running notebook instances 0/1',
    'done notebook instances 1/1',
  ]);
  expect(lines(events, 'down-second-look')).toEqual([
    'running a second look -/-',
    'done a second look -/-',
  ]);
});

test('what did not go has failed in the end', async () => {
  const fake = createFakeAws({ times: realistic });
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'a', own('labs-kim'));
  fake.state.find('Endpoint', home, 'a')!.status = 'Creating';
  const events = await eventsOf(fake);
  expect(lines(events, 'down-endpoint').at(-1)).toBe('failed endpoints (Creating) 0/1');
  expect(lines(events, 'down-stack').at(-1)).toBe('failed stacks 0/1');
});
