import openBrowser from 'open';
import { beforeEach, expect, test, vi } from 'vitest';
import { learnerHome, runCommand } from './run.ts';

vi.mock('open', () => ({ default: vi.fn<(url: string) => Promise<void>>() }));

const address = 'https://www.youtube.com/watch?v=jSrg1BgQzRo';

let home: string;
beforeEach(async () => {
  home = await learnerHome();
  vi.mocked(openBrowser)
    .mockReset()
    .mockResolvedValue(undefined as never);
});

test('on a terminal an address opens in the browser, printed all the same', async () => {
  const text = await runCommand(['learn', 'open', '5'], { home, terminal: true });
  expect(openBrowser).toHaveBeenCalledExactlyOnceWith(address);
  expect(text).toContain(`Opening ${address}`);
  expect(text).toContain('[>]  5');
});

test('a machine without a browser loses nothing', async () => {
  vi.mocked(openBrowser).mockRejectedValue(new Error('no browser'));
  const text = await runCommand(['learn', 'open', '5'], { home, terminal: true });
  expect(text).toContain(address);
});

test.each([
  ['in a pipe', [], {}],
  ['with --json', [], { terminal: true, json: true }],
  ['with --no-browser', ['--no-browser'], { terminal: true }],
])('%s nothing opens, and the address is printed', async (_, more, how) => {
  const words = ['learn', 'open', '5', ...more];
  expect(await runCommand(words, { home, ...how })).toContain(address);
  expect(openBrowser).not.toHaveBeenCalled();
});

test('what is gone or has no address opens nothing, and is not begun', async () => {
  for (const word of ['46', '3']) {
    const text = await runCommand(['learn', 'open', word], { home, terminal: true });
    expect(text).not.toMatch(/^\[>\]/m);
  }
  expect(openBrowser).not.toHaveBeenCalled();
});
