import { beforeEach, describe, expect, test } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import { doorCloud } from './door-cloud.ts';
import type { TestDoor } from './test-door.ts';
import { testBrowser, testDoor } from './test-door.ts';

const kim = newCode();

let door: TestDoor;

beforeEach(() => {
  const cloud = doorCloud();
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
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(await answer.text()).not.toMatch(/src=|<link|@import|url\(\s*["']?http/);
  });

  test('says again what was typed, as text', async () => {
    const answer = await testBrowser(door).enter('"><script>alert(1)</script>');
    expect(await answer.text()).not.toContain('<script>alert');
  });

  test('takes no form from elsewhere, and no long one', async () => {
    const { post, ask } = testBrowser(door);
    expect((await post('/enter', { code: kim }, 'https://evil.example')).status).toBe(403);
    const long = await post('/enter', { code: 'x'.repeat(10_000) });
    expect(long.status).toBe(413);
    expect((await ask('/nothing')).status).toBe(404);
    expect((await ask('/enter')).status).toBe(404);
  });

  test('lets a student leave', async () => {
    const { enter, post, jar, ask } = testBrowser(door);
    await enter(kim);
    expect((await ask('/')).headers.get('location')).toBe('/wait');
    await post('/leave');
    expect(jar.has('labs-door')).toBe(false);
    expect((await ask('/')).status).toBe(200);
  });
});
