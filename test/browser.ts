import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { test } from 'vitest';

/** Where a Chromium of the system is, on the machines that tests run on. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = process.env['LABS_CHROMIUM'] || places.find((place) => existsSync(place));

/** CI says that it has a browser; there a missing one is a failure. */
const isMissing = executablePath === undefined && process.env['LABS_NEEDS_BROWSER'] !== '1';

/** A test in a browser. Where there is none it is not run, and its name says so. */
export function browserTest(name: string, body: () => Promise<void>, timeoutMs?: number): void {
  const shown = isMissing ? `NOT RUN, for want of a Chromium: ${name}` : name;
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- both are the caller's
  test.skipIf(isMissing)(shown, body, timeoutMs);
}

/**
 * A name of this machine that browsers of {@link launchBrowser} know. Unlike a loopback address it is
 * no trustworthy origin over plain http: it is reached as a machine in a LAN is.
 */
export const lanName = 'door.class.test';

/** A headless Chromium that asks nothing of the Internet: LABS_CHROMIUM's, else the system's. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error('no Chromium: install it, or name one in LABS_CHROMIUM');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${lanName} 127.0.0.1`,
    ],
  });
}
