import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import type { DoorCloud } from './door-cloud.ts';
import { doorCloud } from './door-cloud.ts';
import type { TestDoor } from './test-door.ts';
import { testBrowser, testDoor } from './test-door.ts';

const kim = newCode();
const lee = newCode();

let cloud: DoorCloud;
let door: TestDoor;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T01:00:00Z') });
  cloud = doorCloud();
  cloud.add({ id: 's-kim', code: kim });
  cloud.add({ id: 's-lee', code: lee });
  cloud.add({ id: 's-park' });
  cloud.add({ id: 's-other', code: newCode(), group: 'ml102' });
  door = testDoor(cloud);
});

afterEach(() => vi.useRealTimers());

const browser = () => testBrowser(door);

async function seconds(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 1_000);
}

describe('a code', () => {
  test('opens the notebook of its student, for the rest of the lease', async () => {
    const { enter, state, ask, jar } = browser();
    const entered = await enter(kim.toLowerCase().replaceAll('-', ' '));
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/wait');
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Strict/);

    const page = await (await ask('/wait')).text();
    expect(page).toContain('Student s-kim');
    expect(page).toContain('begin with xgboost/1.ipynb');
    await seconds(1);
    expect(await state()).toMatchObject({ is: 'ready', step: 2 });
    expect(cloud.calls).toEqual(['Presign Notebook-s-kim 7200']);

    const gone = await ask('/go');
    expect(gone.status).toBe(303);
    expect(gone.headers.get('location')).toBe(
      'https://notebook.example/Notebook-s-kim?authToken=secret&view=lab',
    );
    expect(gone.headers.get('cache-control')).toBe('no-store');
    expect(door.opened).toEqual(['s-kim']);
    expect(jar.has('labs-door-ml101')).toBe(false);
    expect((await ask('/state')).status).toBe(401);
  });

  test('gives its link once', async () => {
    const first = browser();
    await first.enter(kim);
    await first.state();
    await seconds(1);
    const second = browser();
    second.jar.set('labs-door-ml101', first.jar.get('labs-door-ml101')!);
    expect((await first.ask('/go')).headers.get('location')).toMatch(/^https/);
    expect((await second.ask('/go')).headers.get('location')).toBe('/wait');
  });

  test('that is mistyped, wrong, of another class, or of nobody opens nothing', async () => {
    const { enter, jar } = browser();
    const short = await enter('K7M3Q');
    expect(short.status).toBe(400);
    expect(await short.text()).toContain('15 letters and digits');
    for (const code of [newCode(), newCode()]) {
      const answer = await enter(code);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('opens nothing');
    }
    expect(jar.size).toBe(0);
    expect(cloud.calls).toEqual([]);
  });

  test('that is taken back opens nothing any more, where it was typed before too', async () => {
    const { enter, state, ask } = browser();
    await enter(kim);
    await state();
    cloud.sandboxes[0]!.code = newCode();
    await seconds(31);
    expect((await ask('/state')).status).toBe(401);
    expect((await ask('/wait')).headers.get('location')).toBe('/');
    expect((await enter(kim)).status).toBe(403);
  });

  test('that is new is known within seconds', async () => {
    const { enter } = browser();
    await enter(kim);
    const code = newCode();
    cloud.sandboxes[2]!.code = code;
    await seconds(6);
    expect((await enter(code)).status).toBe(303);
  });

  test('cannot be slipped into a browser past the limit on guesses', async () => {
    const { ask, jar } = browser();
    jar.set('labs-door-ml101', kim);
    expect((await ask('/state')).status).toBe(401);
    jar.set('labs-door-ml101', `${kim}.c2lnbmF0dXJl`);
    expect((await ask('/state')).status).toBe(401);
    expect(cloud.lists.get('DescribeStacks')).toBeUndefined();
  });

  test('opens in the middle of a neighbour’s guessing, which is answered slowly', async () => {
    const { enter } = browser();
    const answers: Response[] = [];
    for (let n = 0; n < 25; n += 1) answers.push(await enter(newCode()));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array<number>(20).fill(403),
      ...Array<number>(5).fill(429),
    ]);
    expect(answers.at(-1)!.headers.get('retry-after')).toBe('3');
    expect(await answers.at(-1)!.text()).toContain('A right code works at once');

    expect((await browser().enter(kim)).status).toBe(303);
    await seconds(3);
    expect((await enter(newCode())).status).toBe(403);
    expect((await enter(newCode())).status).toBe(429);
    door.address = '198.51.100.7';
    expect((await enter(newCode())).status).toBe(403);
  });
});

describe('a notebook that does not run', () => {
  test('is started once, however often it is asked for, and opened when it is up', async () => {
    const sandbox = cloud.sandboxes[0]!;
    sandbox.status = 'Stopped';
    const { enter, state } = browser();
    await enter(kim);
    for (let n = 0; n < 5; n += 1) {
      await state();
      await seconds(2);
    }
    expect(cloud.calls).toEqual(['Start Notebook-s-kim']);
    expect(await state()).toMatchObject({ is: 'wait', step: 0 });

    Object.assign(sandbox, { status: 'InService', modifiedAt: new Date(), repos: ['pending'] });
    await seconds(4);
    expect(await state()).toMatchObject({ line: expect.stringContaining('(0 of 1)'), step: 1 });
    sandbox.repos = ['cloned'];
    await seconds(4);
    expect(await state()).toMatchObject({ step: 2 });
    await seconds(1);
    expect(await state()).toMatchObject({ is: 'ready' });
  });

  test('that somebody else has started meanwhile is no trouble', async () => {
    const sandbox = cloud.sandboxes[0]!;
    sandbox.status = 'Stopped';
    const { enter, state } = browser();
    await enter(kim);
    await state();
    sandbox.status = 'Pending';
    await seconds(1);
    expect(await state()).toMatchObject({ is: 'wait' });
    expect(door.troubles).toEqual([]);
  });

  test('that was stopped again is started again', async () => {
    const sandbox = cloud.sandboxes[0]!;
    sandbox.status = 'Stopped';
    const { enter, state } = browser();
    await enter(kim);
    await state();
    await seconds(4);
    sandbox.status = 'Stopped';
    await seconds(8);
    await state();
    await seconds(1);
    await state();
    await seconds(1);
    expect(cloud.calls).toEqual(['Start Notebook-s-kim', 'Start Notebook-s-kim']);
  });

  test('that fails again and again is the instructor’s to look at', async () => {
    const sandbox = cloud.sandboxes[0]!;
    sandbox.status = 'Failed';
    const { enter, state } = browser();
    await enter(kim);
    for (let n = 0; n < 60; n += 1) {
      await state();
      await seconds(2);
      sandbox.status = 'Failed';
    }
    expect(cloud.calls).toHaveLength(2);
    expect(await state()).toMatchObject({ is: 'closed', line: expect.stringContaining('wrong') });
  });

  test('after the lease is left alone', async () => {
    Object.assign(cloud.sandboxes[0]!, { status: 'Stopped', stopsAt: '2026-11-24T00:59:00Z' });
    const { enter, state } = browser();
    await enter(kim);
    expect(await state()).toMatchObject({ is: 'closed', line: expect.stringContaining('ended') });
    await seconds(5);
    expect(cloud.calls).toEqual([]);
  });
});

test('sixty who come at once are served one a second, in order, with few calls', async () => {
  cloud.sandboxes.length = 0;
  const students = Array.from({ length: 60 }, (_, at) => {
    const code = newCode();
    cloud.add({ id: `s-${at}`, code });
    return { code, ...browser() };
  });
  for (const { enter, code, state } of students) {
    await enter(code);
    await state();
  }
  expect(await students[30]!.state()).toMatchObject({
    line: expect.stringMatching(/\b(29|30) before you/),
  });
  for (let second = 0; second < 60; second += 5) {
    for (const { state } of students) await state();
    await seconds(5);
  }
  expect(cloud.calls.map((call) => call.split(' ')[1])).toEqual(
    students.map((_, at) => `Notebook-s-${at}`),
  );
  expect(cloud.lists.get('ListNotebookInstances')).toBeLessThanOrEqual(22);
  expect(cloud.lists.get('DescribeStacks')).toBeLessThanOrEqual(4);
});

test('nothing of others is in any page, nor of the cloud behind', async () => {
  const { enter, ask, state } = browser();
  const pages = [await (await ask('/')).text(), await (await enter(newCode())).text()];
  await enter(kim);
  pages.push(await (await ask('/wait')).text(), JSON.stringify(await state()));
  const texts = pages.join('\n');
  expect(texts).not.toMatch(
    /s-lee|s-park|s-other|ml102|labs-ml101|arn:|bucket|Notebook-|111122223333/,
  );
  expect(texts).not.toContain(kim);
});

test('AWS in trouble is said, once more tried, and told to the instructor', async () => {
  const { enter, state } = browser();
  await enter(kim);
  cloud.faults.set('ListNotebookInstances', new Error('Rate exceeded'));
  expect(await state()).toMatchObject({ is: 'wait', line: expect.stringContaining('AWS') });
  expect(door.troubles).toMatchObject([{ message: 'Rate exceeded' }]);
  cloud.faults.clear();
  cloud.faults.set('Presign', new Error('Internal failure'));
  await state();
  await seconds(1);
  expect(await state()).toMatchObject({ line: expect.stringContaining('AWS') });
  await state();
  await seconds(2);
  expect(await state()).toMatchObject({ is: 'ready' });
});

test('AWS in trouble at the first step is said too', async () => {
  const { enter } = browser();
  cloud.faults.set('DescribeStacks', new Error('ExpiredToken'));
  const answer = await enter(kim);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('AWS does not answer');
  expect(door.troubles).toMatchObject([{ message: 'ExpiredToken' }]);
});
