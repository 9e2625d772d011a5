import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import { openDoor } from '../../../src/classroom/door/door.ts';
import type { Serving } from '../../../src/classroom/door/serve.ts';
import { loopback } from '../../../src/classroom/door/serve.ts';
import { recordingHost } from '../../../src/host/recording-host.ts';
import { browserTest, lanName, launchBrowser } from '../../browser.ts';
import { expectReadable, focused, phone, projector } from '../page-checks.ts';
import type { DoorCloud } from './door-cloud.ts';
import { doorCloud, group } from './door-cloud.ts';

const code = newCode();
/** Stands for the notebooks. */
const jupyter = createServer((request, answer) => void answer.end(`JupyterLab at ${request.url}`));

let browser: Browser | undefined;
let cloud: DoorCloud;
let door: Serving;
let errors: string[];

beforeEach(async () => {
  if (!jupyter.listening) {
    await new Promise<void>((resolve) => void jupyter.listen(0, '127.0.0.1', resolve));
  }
  errors = [];
  cloud = doorCloud();
  cloud.jupyter = `http://127.0.0.1:${(jupyter.address() as AddressInfo).port}/`;
  cloud.add({ id: 's-kim', code, stopsAt: '2100-01-01T00:00:00Z' });
  door = await openDoor(cloud.aws, recordingHost(), {
    group,
    lang: 'en',
    regions: ['us-east-1'],
    listen: loopback,
    tls: undefined,
    signal: new AbortController().signal,
    firstNotebook: () => 'xgboost/1.xgboost_direct_marketing_sagemaker.ipynb',
  });
});
afterEach(async () => {
  await door.close();
  expect(errors).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  jupyter.close();
});

async function open(options: BrowserContextOptions, url = door.url): Promise<Page> {
  browser ??= await launchBrowser();
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (/Content Security Policy/.test(line.text())) errors.push(line.text());
  });
  await page.goto(url);
  return page;
}

browserTest('a student opens their notebook on a phone, by keyboard alone, in Korean', async () => {
  const page = await open({ viewport: phone, locale: 'ko-KR' });
  await expectReadable(page, 'ko');
  expect(await focused(page)).toEqual({ name: '나의 코드', isShown: true });
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectReadable(page, 'ko');
  expect(await focused(page)).toEqual({ name: '나의 코드', isShown: true });

  await page.keyboard.press('Tab');
  expect(await focused(page)).toEqual({ name: '열기', isShown: true });
  await page.keyboard.press('Tab');
  expect(await focused(page)).toEqual({ name: 'English', isShown: true });
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(code.toLowerCase().replaceAll('-', ''));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${cloud.jupyter}**`);
  expect(page.url()).toContain('/Notebook-s-kim?');
  expect(await page.textContent('body')).toContain('JupyterLab at');
  expect(await page.context().cookies(door.url)).toEqual([]);
});

browserTest(
  'a class of 12 on a LAN opens its notebooks, over plain http',
  async () => {
    const lanUrl = door.url.replace('127.0.0.1', lanName);
    const others = Array.from({ length: 11 }, (_, at) => ({ id: `s-${at}`, code: newCode() }));
    for (const one of others) cloud.add({ ...one, stopsAt: '2100-01-01T00:00:00Z' });
    const students = [{ id: 's-kim', code }, ...others];
    // They type one after another, and wait for their turns together.
    const pages: Page[] = [];
    for (const { code: own } of students) {
      const page = await open({ locale: 'en-US' }, lanUrl);
      expect(await page.evaluate('isSecureContext')).toBe(false);
      await page.getByLabel('Your code').fill(own);
      await page.keyboard.press('Enter');
      pages.push(page);
    }
    await Promise.all(pages.map((page) => page.waitForURL(`${cloud.jupyter}**`)));
    expect(pages.map((page) => new URL(page.url()).pathname)).toEqual(
      students.map(({ id }) => `/Notebook-${id}`),
    );
    await Promise.all(pages.map((page) => page.context().close()));
  },
  120_000,
);

browserTest('a page of another site sends no form to the door of a LAN', async () => {
  const lanUrl = door.url.replace('127.0.0.1', lanName);
  const page = await open({ locale: 'en-US' }, `${cloud.jupyter}another-site`);
  const form = `<form method="post" action="${lanUrl}enter"><input name="code" value="${code}"></form>`;
  await page.setContent(form);
  await page.evaluate('document.forms[0].submit()');
  await page.getByText('another site sent this form').waitFor();
  expect(await page.context().cookies(lanUrl)).toEqual([]);
});

browserTest(
  'a stopped notebook is started before a student’s eyes, on a large screen',
  async () => {
    const sandbox = cloud.sandboxes[0]!;
    sandbox.status = 'Stopped';
    const page = await open({ viewport: projector, locale: 'en-US' });
    await page.getByLabel('Your code').fill(code);
    await page.getByRole('button', { name: 'Open' }).click();
    const line = page.getByRole('status');
    await line.getByText('Your notebook is starting').waitFor();
    expect(await page.locator('[aria-current=step]').textContent()).toBe('Notebook switched on');
    await expectReadable(page, 'en');
    expect(await page.textContent('main')).not.toMatch(/Notebook-|labs-ml101|arn:/);

    Object.assign(sandbox, { status: 'InService', modifiedAt: new Date(), repos: ['pending'] });
    await line.getByText('Your files are being prepared (0 of 1)').waitFor();
    await expectReadable(page, 'en');
    sandbox.repos = ['cloned'];
    await page.waitForURL(`${cloud.jupyter}**`);
    expect(cloud.calls.map((call) => call.split(' ')[0])).toEqual(['Start', 'Presign']);
  },
);

browserTest('a browser without scripts gets there too', async () => {
  const page = await open({ viewport: phone, locale: 'ko-KR', javaScriptEnabled: false });
  await page.getByLabel('나의 코드').fill(code);
  await page.getByRole('button', { name: '열기' }).click();
  await page.waitForURL(`${cloud.jupyter}**`);
});

browserTest('a door that is closed and opened again is waited for', async () => {
  cloud.sandboxes[0]!.status = 'Pending';
  const page = await open({ viewport: phone, locale: 'en-US' });
  await page.getByLabel('Your code').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('is starting').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('status').getByText('The door does not answer').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('status').getByText('is starting').waitFor();
});
