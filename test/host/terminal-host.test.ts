import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { terminalHost } from '../../src/host/terminal-host.ts';
import { message } from '../../src/messages/message.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const task = {
  type: 'task',
  id: 'a',
  message: message('stop.stopping', { status: 'Pending' }),
} as const;

test('once it is settled, no spinner draws over what is printed, and no late task begins one', () => {
  const out = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  const host = terminalHost({
    out: out as unknown as NodeJS.WriteStream,
    in: process.stdin,
    say: ({ code }) => code,
    yes: false,
  });
  host.notify({ ...task, state: 'running' });
  host.settle();
  out.read();
  out.write('what happened, and what to do\n');
  host.notify({ ...task, id: 'b', state: 'running' });
  vi.advanceTimersByTime(1_000);
  expect(String(out.read())).toBe('what happened, and what to do\n');
});
