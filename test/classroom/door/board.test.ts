import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SandboxStack } from '../../../src/aws/sandboxes.ts';
import type { BoardFacts } from '../../../src/classroom/board/board.ts';
import { newCode } from '../../../src/classroom/door/code.ts';
import { serve } from '../../../src/classroom/door/serve.ts';
import { parseReport } from '../../../src/sandbox/report.ts';
import { browserTest, launchBrowser } from '../../browser.ts';
import { expectReadable, focused, phone, projector } from '../page-checks.ts';
import { doorCloud, group } from './door-cloud.ts';
import type { TestDoor } from './test-door.ts';
import { boardKey, testBrowser, testDoor } from './test-door.ts';

let door: TestDoor;

beforeEach(() => {
  door = testDoor(doorCloud());
  door.board = facts();
});

const statuses = ['InService', 'InService', 'InService', 'Pending', 'Stopped', 'Failed'] as const;

function memberOf(at: number): SandboxStack {
  return {
    name: `labs-${group}-2023000${at}`,
    stackId: `arn:aws:cloudformation:us-east-1:111122223333:stack/labs-${group}-${at}/1`,
    account: '111122223333',
    region: 'us-east-1',
    status: 'CREATE_COMPLETE',
    createdAt: new Date('2026-11-24T00:00:00Z'),
    parameterNames: [],
    owner: `2023000${at}`,
    class: group,
    labs: ['xgboost'],
    keepEndpoints: false,
    notebook: `n${at}`,
  };
}

function facts(): BoardFacts {
  const members = statuses.map((_, at) => memberOf(at));
  return {
    group,
    at: new Date('2026-11-24T01:00:00Z'),
    members,
    notebooks: statuses.map((status, at) => ({
      name: `n${at}`,
      arn: `a${at}`,
      type: 'ml.t3.medium',
      status,
    })),
    reports: new Map([
      [members[0]!.name, reportOf('cloned', undefined, 3.4)],
      [members[1]!.name, reportOf('failed', 'fatal: <b>not found</b>\u001b[31m', null)],
    ]),
    endpoints: new Map([[members[0]!.name, 1]]),
    opened: new Map([['n0', new Date('2026-11-24T00:31:00Z')]]),
    spent: new Map(members.map(({ name }, at) => [name, at / 10])),
  };
}

function reportOf(state: string, error: string | undefined, idleMinutes: number | null) {
  return parseReport(
    JSON.stringify({
      version: 1,
      writtenAt: '2026-11-24T00:59:00Z',
      idleMinutes,
      repos: [{ lab: 'l', url: 'u', dir: 'd', commit: null, state, ...(error && { error }) }],
    }),
  )!;
}

describe('the board', () => {
  test('is for who has the key, which does not stay in the address', async () => {
    const { ask, jar } = testBrowser(door);
    expect((await ask('/board')).status).toBe(404);
    expect((await ask('/board?key=guess')).status).toBe(404);
    expect(jar.size).toBe(0);
    const given = await ask(`/board?key=${boardKey}`);
    expect(given.headers.get('location')).toBe('/board');
    expect(given.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect((await ask('/board')).status).toBe(200);
    jar.set('labs-board-ml101', 'guess');
    expect((await ask('/board')).status).toBe(404);
  });

  test('opens for its key however much is guessed, and guesses at it lock no student out', async () => {
    const code = newCode();
    const cloud = doorCloud();
    cloud.add({ id: 's-kim', code });
    door = testDoor(cloud);
    const guesser = testBrowser(door);
    for (let n = 0; n < 25; n += 1) {
      expect((await guesser.ask('/board?key=guess')).status).toBe(404);
    }
    expect((await guesser.enter(newCode())).status).toBe(403);
    for (let n = 0; n < 25; n += 1) await guesser.enter(newCode());
    expect((await testBrowser(door).ask(`/board?key=${boardKey}`)).status).toBe(303);
    expect((await testBrowser(door).enter(code)).status).toBe(303);
  });

  test('shows each student, and what a notebook wrote as text only', async () => {
    const { ask } = testBrowser(door);
    await ask(`/board?key=${boardKey}`);
    const page = await (await ask('/board')).text();
    expect(page).toContain('The class ml101: 6 students');
    // Who needs help comes first: the failed one, and the one without files.
    const ids = [...page.matchAll(/<th scope="row">2023000(\d)<\/th>/g)].map(([, at]) => at);
    expect(ids.join('')).toBe('510234');
    expect(page).toContain('<td data-is="running">running</td>');
    expect(page).toContain('fatal: &lt;b&gt;not found&lt;/b&gt;');
    expect(page).not.toContain('\u001b');
    expect(page).toContain('$1.50');
  });

  test('says so where AWS does not answer', async () => {
    const { ask } = testBrowser(door);
    await ask(`/board?key=${boardKey}`);
    door.board = { ...facts(), at: new Date(Number.NaN) };
    expect((await ask('/board')).status).toBe(503);
    expect(door.troubles).toHaveLength(1);
  });
});

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function openBoard(options: BrowserContextOptions): Promise<Page> {
  const serving = await serve(door.app, { host: '127.0.0.1', port: 0 }, undefined);
  const browser = await launchBrowser();
  close = async () => {
    await browser.close();
    await serving.close();
  };
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${serving.url}board?key=${boardKey}`);
  return page;
}

browserTest('the board keeps itself up to date on a projector', async () => {
  const page = await openBoard({ viewport: projector, locale: 'ko-KR' });
  expect(new URL(page.url()).search).toBe('');
  await expectReadable(page, 'ko');
  const stopped = page.locator('#counts [data-is=stopped] dd');
  expect(await stopped.textContent()).toBe('1');
  const { notebooks } = door.board;
  door.board = {
    ...door.board,
    notebooks: notebooks.map((one) => ({ ...one, status: 'Stopped' })),
  };
  await stopped.getByText('6').waitFor();
  expect(await page.title()).toContain('0/6');
});

browserTest(
  'the board is read on a phone by keyboard: its table scrolls, the page does not',
  async () => {
    const page = await openBoard({ viewport: phone, locale: 'en-US' });
    await expectReadable(page, 'en');
    await page.keyboard.press('Tab');
    expect((await focused(page)).isShown).toBe(true);
    // The board renews itself: a key that is pressed just then is lost, for a person too.
    await vi.waitFor(async () => {
      await page.keyboard.press('ArrowRight');
      const left = await page.evaluate('document.querySelector(".scroll").scrollLeft');
      expect(left).toBeGreaterThan(0);
    }, 10_000);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toEqual({ name: '한국어', isShown: true });
  },
);
