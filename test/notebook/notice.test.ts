import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, expect, test, vi } from 'vitest';

import { browserTest, launchBrowser } from '../browser.ts';
import { installAgent, passKept } from './keep.ts';
import { basePython } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

let stopServer: (() => Promise<void>) | undefined;
let browser: Browser | undefined;
afterEach(async () => {
  await browser?.close();
  await stopServer?.();
  browser = undefined;
  stopServer = undefined;
}, 60_000);

/** Starts JupyterLab as on an instance: what it finds in the user's folders is the agent's. */
async function startLab(): Promise<string> {
  const { env, home, sagemaker } = here.instance;
  const runtime = join(home, '.local/share/jupyter/runtime');
  mkdirSync(runtime, { recursive: true });
  const options = [
    '--no-browser',
    '--allow-root',
    '--ServerApp.port=0',
    '--ServerApp.ip=127.0.0.1',
  ];
  const server = spawn(await basePython(), ['-m', 'jupyterlab', ...options], {
    cwd: sagemaker,
    env: { ...env, JUPYTER_RUNTIME_DIR: runtime },
    stdio: 'ignore',
  });
  const ended = once(server, 'close');
  stopServer = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  const file = await vi.waitFor(
    () => {
      const name = readdirSync(runtime).find((entry) => /^jpserver-\d+\.json$/.test(entry));
      expect(name).toBeDefined();
      return join(runtime, name!);
    },
    { timeout: 60_000, interval: 200 },
  );
  const { url, token } = JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string };
  return `${url}lab?token=${token}`;
}

const bar = '#sagemaker-labs-notice';

async function openLab(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('#jp-main-dock-panel', { timeout: 60_000 });
}

function notify(level: 'info' | 'warning', en: string, ko: string): void {
  const notice = { version: 1, level, text: { en, ko } };
  here.aws.objects.set('.labs/notice.json', Buffer.from(JSON.stringify(notice)));
}

browserTest(
  'a notice stands at the top of JupyterLab, in the language of the reader',
  async () => {
    await here.boot();
    installAgent(here.instance);
    notify('warning', 'It stops at 18:00.', '18:00 에 중지됩니다.');
    await here.instance.tick();
    expect(here.instance.report().problems).toEqual([]);
    const url = await startLab();
    browser = await launchBrowser();

    const page = await browser.newPage({ locale: 'en-US' });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.clock.install();
    await openLab(page, url);
    await page.waitForSelector(bar);
    expect(await page.textContent(bar)).toBe('It stops at 18:00.');
    // JupyterLab lays itself out anew when the bar comes: what is asked just then has no box.
    await vi.waitFor(async () => {
      const box = (await page.locator(bar).boundingBox())!;
      const menu = (await page.locator('#jp-MainMenu').boundingBox())!;
      expect(box.y).toBeLessThan(5);
      expect(box.y + box.height).toBeLessThanOrEqual(menu.y + 1);
      expect(box.width).toBeGreaterThan(1000);
      expect(box.height).toBeGreaterThan(25);
    }, 10_000);

    const korean = await browser.newPage({ locale: 'ko-KR' });
    await openLab(korean, url);
    await korean.waitForSelector(bar);
    expect(await korean.textContent(bar)).toBe('18:00 에 중지됩니다.');

    // A page that is open learns of it too, and of its end.
    notify('info', 'All is well again.', '이제 괜찮습니다.');
    passKept(here.instance, 90);
    await here.instance.tick();
    await page.clock.fastForward(61_000);
    await page.waitForSelector(`${bar}:has-text("All is well again.")`);
    here.aws.objects.delete('.labs/notice.json');
    passKept(here.instance, 90);
    await here.instance.tick();
    await page.clock.fastForward(61_000);
    await page.waitForSelector(bar, { state: 'detached' });
    expect(errors).toEqual([]);
  },
  240_000,
);

test('what is no notice is not shown', async () => {
  await here.boot();
  installAgent(here.instance);
  const file = '.local/share/jupyter/labextensions/sagemaker-labs-notice/static/notice.json';
  for (const body of ['x', '[]', '{"version":2,"text":{"en":"a","ko":"b"}}', '{"version":1}']) {
    here.aws.objects.set('.labs/notice.json', Buffer.from(body));
    passKept(here.instance, 90);
    await here.instance.tick();
    expect(existsSync(join(here.instance.home, file))).toBe(false);
    expect(here.instance.report().problems).toEqual([expect.stringMatching(/^notice: /)]);
  }
  notify('info', 'x'.repeat(2000), '가'.repeat(2000));
  passKept(here.instance, 90);
  await here.instance.tick();
  const shown = JSON.parse(readFileSync(join(here.instance.home, file), 'utf8')) as {
    text: { en: string };
  };
  expect(shown.text.en).toHaveLength(1000);
});
