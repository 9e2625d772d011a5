import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createManager } from '../../../../src/local/instance/systemd/manager.ts';
import type { Running } from '../../../../src/local/instance/systemd/services.ts';
import type { ServiceUnit } from '../../../../src/local/instance/systemd/units.ts';
import { tempFolder } from '../../temp.ts';

async function managerOf(
  units: Readonly<Record<string, string>>,
  run: (service: ServiceUnit) => Running,
  longestTimer = Infinity,
) {
  const folder = await tempFolder();
  for (const [name, text] of Object.entries(units)) await writeFile(join(folder, name), text);
  const log: string[] = [];
  const manager = createManager({ folder, run, longestTimer, log: (line) => void log.push(line) });
  onTestFinished(() => manager.close());
  return { manager, log };
}

const oneshot = '[Service]\nType=oneshot\nExecStart=/bin/true\n';
const simple = '[Service]\nExecStart=/bin/sleep 9\n';

function ending(code: number, after = 0): Running {
  return { end: sleep(after).then(() => code), stop: () => undefined };
}

test('enable --now of a timer: first run, then again after each end', async () => {
  let runs = 0;
  const units = {
    'a.service': oneshot,
    'a.timer': '[Timer]\nOnActiveSec=0\nOnUnitInactiveSec=20ms\n',
  };
  const { manager } = await managerOf(units, () => ending(0, (runs += 1) && 1));
  expect(await manager.command(['daemon-reload'])).toMatchObject({ code: 0 });
  expect(await manager.command(['enable', '--now', 'a.timer'])).toMatchObject({ code: 0 });
  expect(await manager.command(['is-active', 'a.timer'])).toMatchObject({ stdout: 'active\n' });
  expect(await manager.command(['is-enabled', 'a.timer'])).toMatchObject({ code: 0 });
  await expect.poll(() => runs).toBeGreaterThan(2);
  await manager.command(['stop', 'a.timer']);
  const then = runs;
  await sleep(80);
  expect(runs).toBeLessThanOrEqual(then + 1);
});

test('long spans are cut where times are instant', async () => {
  let runs = 0;
  const units = { 'a.service': oneshot, 'a.timer': '[Timer]\nOnActiveSec=1h\n' };
  const { manager } = await managerOf(units, () => ending(0, (runs += 1) && 1), 10);
  await manager.command(['start', 'a.timer']);
  await expect.poll(() => runs).toBe(1);
});

test('whoever starts a oneshot waits for it and hears how it ended', async () => {
  const { manager, log } = await managerOf({ 'a.service': oneshot }, () => ending(3, 20));
  const result = await manager.command(['start', 'a']);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('Job for a.service failed');
  expect(await manager.command(['is-active', 'a'])).toMatchObject({ code: 3, stdout: 'failed\n' });
  expect(log).toEqual(['a.service: exit code 3']);
});

test('another service is up at once, runs once, and can be stopped', async () => {
  let starts = 0;
  const { manager } = await managerOf({ 'a.service': simple }, () => {
    starts += 1;
    let stop: () => void = () => undefined;
    const end = new Promise<number>((resolve) => (stop = () => resolve(0)));
    return { end, stop };
  });
  await manager.command(['start', 'a']);
  await manager.command(['start', 'a']);
  expect(starts).toBe(1);
  expect(await manager.command(['is-active', '-q', 'a'])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  await manager.command(['restart', 'a']);
  expect(starts).toBe(2);
  await manager.command(['try-restart', 'a']);
  expect(starts).toBe(3);
  await manager.command(['stop', 'a']);
  await manager.command(['try-restart', 'a']);
  expect(starts).toBe(3);
  expect(await manager.command(['is-active', 'a'])).toMatchObject({
    code: 3,
    stdout: 'inactive\n',
  });
});

test('a unit that is not there, a name that leads elsewhere, a verb that is none', async () => {
  const { manager } = await managerOf({}, () => ending(0));
  expect(await manager.command(['start', 'b.service'])).toMatchObject({
    code: 5,
    stderr: 'Failed to start unit: Unit b.service not found.\n',
  });
  expect(await manager.command(['start', '../b.service'])).toMatchObject({ code: 5 });
  expect(await manager.command(['dance'])).toMatchObject({
    code: 1,
    stderr: 'Unknown command verb dance.\n',
  });
});
