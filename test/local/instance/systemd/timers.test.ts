import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTimers } from '../../../../src/local/instance/systemd/timers.ts';
import type { TimerUnit } from '../../../../src/local/instance/systemd/units.ts';

test('a timer that comes before its time by the clock fires once all the same', async () => {
  const unit: TimerUnit = {
    name: 'a.timer',
    service: 'a.service',
    onActive: [5],
    onBoot: [],
    onUnitActive: [],
    onUnitInactive: [],
  };
  const began = Date.now();
  const clock = vi.spyOn(Date, 'now').mockReturnValue(began);
  onTestFinished(() => clock.mockRestore());
  let fired = 0;
  const timers = createTimers({
    stateOf: () => ({ failed: false }),
    fire: () => {
      fired += 1;
      timers.rearm();
    },
    longest: Infinity,
  });
  onTestFinished(() => timers.close());
  timers.start(unit);
  await sleep(60);
  expect(fired).toBe(1);
});
