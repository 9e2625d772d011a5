import { beforeEach, describe, expect, test } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import type { DoorCloud } from './door-cloud.ts';
import { doorCloud } from './door-cloud.ts';
import type { TestDoor } from './test-door.ts';
import { boardKey, testBrowser, testDoor } from './test-door.ts';

const kim = newCode();

let cloud: DoorCloud;
let door: TestDoor;

beforeEach(() => {
  cloud = doorCloud();
  cloud.add({ id: 's-kim', code: kim, stopsAt: '2100-01-01T00:00:00Z' });
  door = testDoor(cloud);
});

describe('a page', () => {
  test('is in the reader’s language, and in the other by a link that is remembered', async () => {
    const page = async (headers: Record<string, string>) =>
      (await testBrowser(door, headers).ask('/')).text();
    expect(await page({ 'accept-language': 'en-US,en;q=0.9,ko;q=0.8' })).toContain('lang="en"');
    expect(await page({ 'accept-language': 'ko-KR,ko;q=0.9' })).toContain('내 노트북 열기');
    expect(await page({ 'accept-language': 'fr-FR' })).toContain('<html lang="ko">');
    const { ask } = testBrowser(door);
    const switched = await ask('/?lang=ko');
    expect(switched.headers.get('location')).toBe('/');
    expect(await (await ask('/')).text()).toContain('<html lang="ko">');
  });

  test('runs only its own script and loads nothing from elsewhere', async () => {
    const { ask, enter } = testBrowser(door);
    await enter(kim);
    const answer = await ask('/wait');
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(await answer.text()).not.toMatch(/src=|<link|@import|url\(\s*["']?http/);
  });

  test('says again what was typed, as text', async () => {
    const answer = await testBrowser(door).enter('"><script>alert(1)</script>');
    expect(await answer.text()).not.toContain('<script>alert');
  });

  test('takes no form from elsewhere, and no long one', async () => {
    const { post, ask } = testBrowser(door);
    const foreign = await post('/enter', { code: kim }, 'https://evil.example');
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).toMatch(/another site sent this form.*<a href="\/">/s);
    const long = await post('/enter', { code: 'x'.repeat(10_000) });
    expect(long.status).toBe(413);
    expect(await long.text()).toContain('far too long');
    expect((await ask('/nothing')).status).toBe(404);
    expect((await ask('/enter')).status).toBe(404);
  });

  test.each([
    ['//evil.example/?lang=ko', '/evil.example/'],
    ['///evil.example/?lang=ko', '/evil.example/'],
    ['/\\evil.example/?lang=ko', '/evil.example/'],
    ['/\t/evil.example/?lang=en', '/evil.example/'],
    ['/wait?lang=en&next=//evil.example', '/wait'],
  ])('leads to no other site in another language: %j', async (path, location) => {
    const answer = await testBrowser(door).ask(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, location]);
  });

  test('keeps to the same rules, whatever the answer is', async () => {
    const { enter, ask, post } = testBrowser(door);
    const answers = [
      await ask('/'),
      await ask('/?lang=ko'),
      await enter('short'),
      await enter(newCode()),
      await post('/enter', { code: kim }, 'null'),
      await post('/enter', { code: 'x'.repeat(10_000) }),
      await enter(kim),
      await ask('/wait'),
      await ask('/state'),
      await ask('/go'),
      await post('/leave'),
      await ask('/state'),
      await ask('/nothing'),
      await ask('/board?key=guess'),
      await ask(`/board?key=${boardKey}`),
    ];
    door.board = { ...door.board, at: new Date(Number.NaN) };
    answers.push(await ask('/board'));
    expect(answers.map(({ status }) => status)).toEqual([
      200, 303, 400, 403, 403, 413, 303, 200, 200, 303, 303, 401, 404, 404, 303, 503,
    ]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
    }
  });

  test.each([
    [{ 'x-forwarded-proto': 'https' }, true],
    [{}, false],
  ])('keeps its cookies to TLS where the reader has it: %j', async (headers, isSecure) => {
    door = testDoor(cloud, { isSecure: false });
    const { headers: told } = await testBrowser(door, headers).enter(kim);
    expect(/; Secure/.test(told.get('set-cookie') ?? '')).toBe(isSecure);
  });

  test('takes a body that is no form for no code', async () => {
    const answer = await door.app.request('/enter', {
      method: 'POST',
      body: '--x\r\nbroken',
      headers: {
        'content-type': 'multipart/form-data; boundary=y',
        'sec-fetch-site': 'same-origin',
      },
    });
    expect(answer.status).toBe(400);
    expect(door.troubles).toEqual([]);
  });

  test('lets a student leave', async () => {
    const { enter, post, jar, ask } = testBrowser(door);
    await enter(kim);
    expect((await ask('/')).headers.get('location')).toBe('/wait');
    await post('/leave');
    expect(jar.has('labs-door-ml101')).toBe(false);
    expect((await ask('/')).status).toBe(200);
  });
});
