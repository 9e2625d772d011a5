import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createManager } from '../../../../src/local/instance/systemd/manager.ts';
import { tempFolder } from '../../temp.ts';

const units = {
  'a.service': '[Service]\nType=oneshot\nExecStart=/bin/true\n',
  'a.timer': '[Timer]\nOnActiveSec=0\nOnUnitInactiveSec=0.02\n',
};

async function managerOf(
  files: Readonly<Record<string, string>>,
  run: () => Promise<number>,
  longestTimer = Infinity,
) {
  const folder = await tempFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const log: string[] = [];
  const manager = createManager({ folder, run, longestTimer, log: (line) => void log.push(line) });
  onTestFinished(() => manager.close());
  return { manager, log };
}

test('enable --now of a timer: first run, then again after each end', async () => {
  let runs = 0;
  let atOnce = 0;
  const { manager } = await managerOf(units, async () => {
    runs += 1;
    atOnce += 1;
    expect(atOnce).toBe(1);
    await sleep(1);
    atOnce -= 1;
    return 0;
  });
  expect(manager.command(['daemon-reload'])).toMatchObject({ code: 0 });
  expect(manager.command(['is-active', 'a.timer'])).toMatchObject({ code: 3 });
  expect(manager.command(['enable', '--now', 'a.timer'])).toMatchObject({ code: 0 });
  expect(manager.command(['is-active', 'a.timer'])).toMatchObject({ stdout: 'active\n' });
  await expect.poll(() => runs).toBeGreaterThan(2);
  manager.command(['stop', 'a.timer']);
  const then = runs;
  await sleep(80);
  expect(runs).toBeLessThanOrEqual(then + 1);
});

test('long spans are cut where times are instant', async () => {
  let runs = 0;
  const timer = '[Timer]\nOnActiveSec=3600\nOnUnitInactiveSec=3600\n';
  const { manager } = await managerOf(
    { ...units, 'a.timer': timer },
    async () => ((runs += 1), 0),
    10,
  );
  manager.command(['start', 'a.timer']);
  await expect.poll(() => runs).toBeGreaterThan(1);
});

test('a service that fails is logged, and run again', async () => {
  const ends = [async () => 3, async () => Promise.reject(new Error('no such program'))];
  const { manager, log } = await managerOf(units, async () => (await ends.shift()?.()) ?? 0);
  manager.command(['start', 'a.timer']);
  await expect.poll(() => log).toEqual(['a.service: exit code 3', 'a.service: no such program']);
});

test('a unit that is not there, a name that leads elsewhere, a verb that is none', async () => {
  const { manager } = await managerOf({ 'b.timer': units['a.timer'] }, async () => 0);
  expect(manager.command(['start', 'c.timer'])).toEqual({
    code: 5,
    stdout: '',
    stderr: 'Failed to start unit: Unit c.timer not found.\n',
  });
  expect(manager.command(['start', 'b.timer']).stderr).toContain('Unit b.service not found');
  expect(manager.command(['start', '../b.timer'])).toMatchObject({ code: 5 });
  expect(manager.command(['dance'])).toMatchObject({
    code: 1,
    stderr: 'Unknown command verb dance.\n',
  });
});
