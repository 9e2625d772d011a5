import { expect, test } from 'vitest';
import { nextElapse } from '../../../../src/local/instance/systemd/timer.ts';
import { parseTimer } from '../../../../src/local/instance/systemd/units.ts';

const agent = parseTimer('a.timer', '[Timer]\nOnActiveSec=5s\nOnUnitInactiveSec=20s\n');

test('first after the start, then after each end of its service', () => {
  const events = { bootedAt: 0, activeSince: 1_000 };
  expect(nextElapse(agent, events)).toBe(6_000);
  const fired = { ...events, firedAt: 6_000, unitActiveAt: 6_000 };
  expect(nextElapse(agent, fired)).toBeUndefined();
  expect(nextElapse(agent, { ...fired, unitInactiveAt: 9_000 })).toBe(29_000);
});

test('a span after the boot that has passed fires at once, and once', () => {
  const timer = parseTimer('a.timer', '[Timer]\nOnBootSec=10s\n');
  expect(nextElapse(timer, { bootedAt: 0, activeSince: 60_000 })).toBe(60_000);
  expect(nextElapse(timer, { bootedAt: 0, activeSince: 60_000, firedAt: 60_001 })).toBeUndefined();
});

test('counts from the start of the service too; the earliest wins', () => {
  const timer = parseTimer('a.timer', '[Timer]\nOnUnitActiveSec=1min\nOnUnitInactiveSec=10s\n');
  const events = { bootedAt: 0, activeSince: 0, unitActiveAt: 5_000, unitInactiveAt: 8_000 };
  expect(nextElapse(timer, events)).toBe(18_000);
});

test('with instant times nobody waits longer than the longest', () => {
  const ended = { bootedAt: 0, activeSince: 0, firedAt: 1_000, unitInactiveAt: 9_000 };
  expect(nextElapse(agent, ended, 1_000)).toBe(10_000);
});
