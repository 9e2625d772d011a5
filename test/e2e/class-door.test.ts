import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import { browserTest, lanName, launchBrowser } from '../browser.ts';
import { runCli } from './cli.ts';
import type { TestHome } from './test-home.ts';
import { testHome } from './test-home.ts';
import type { Workshops } from './workshops.ts';
import { makeWorkshops } from './workshops.ts';

let home: TestHome;
let workshops: Workshops;

beforeAll(async () => {
  home = await testHome();
  workshops = makeWorkshops(home.dir);
  home.pointGitHubAt(workshops.git);
});

afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

const shared = () => ['--labs-dir', workshops.labsDir, '--local', '--yes'];

function labs(...args: readonly string[]) {
  return runCli([...args, ...shared()], { ...home, cwd: home.dir });
}

/** Codes of the handouts, by student. */
function codes(): ReadonlyMap<string, string> {
  const file = join(home.dir, 'ml101-handouts', 'handouts.csv');
  const rows = parse(readFileSync(file), { bom: true, from_line: 2 });
  return new Map(rows.map((row) => [row[0]!, row.at(-1)!]));
}

interface Door {
  readonly url: string;
  readonly board: string;
  readonly process: ChildProcess;
}

/** Opens the door as a process of its own, and waits until it says where it is. */
async function openDoor(): Promise<Door> {
  const bin = join(packageRoot, 'dist', 'bin', 'labs.js');
  const args = [bin, 'class', 'door', 'ml101', ...shared()];
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, args, { env: home.env, cwd: home.dir, stdio: [...stdio] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const [url, board] = said.join('\n').match(/http:\S+/g) ?? [];
    if (url !== undefined && board !== undefined) return { url, board, process: child };
  }
  throw new Error(`the door did not open: ${said.join('\n')}`);
}

browserTest(
  'a student types a code and is in JupyterLab; a code that was renewed opens nothing',
  async () => {
    const up = await labs('class', 'up', 'ml101', '--students', '2', '--lab', 'trees');
    expect(up.stderr).not.toMatch(/error/);
    expect(up.code).toBe(0);
    expect((await labs('class', 'stop', 'ml101')).code).toBe(0);
    const [student, old] = [...codes()][1]!;
    const printed = 'http://door.example.ac.kr:8443/';
    const renew = ['class', 'handouts', 'ml101', student, '--new-codes', '--door-url', printed];
    const renewed = await labs(...renew);
    expect(renewed.stderr).not.toMatch(/error/);
    expect(renewed.code).toBe(0);
    const code = codes().get(student)!;
    expect(code).not.toBe(old);
    const cards = readFileSync(join(home.dir, 'ml101-handouts', 'handouts.html'), 'utf8');
    expect(cards).toContain(code);
    expect(cards.split(printed)).toHaveLength(5);

    const door = await openDoor();
    const body = new URLSearchParams({ code: old });
    const refused = await fetch(new URL('/enter', door.url), {
      method: 'POST',
      body,
      headers: { origin: new URL(door.url).origin },
    });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('role="alert"');
    const browser = await launchBrowser();
    try {
      const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
      await page.goto(door.url.replace('127.0.0.1', lanName));
      await page.getByLabel('나의 코드').fill(code);
      await page.keyboard.press('Enter');
      await page.getByText(`학번 ${student}`).waitFor();
      await page.waitForURL('**/lab**', { timeout: 90_000 });
      await page.locator('.jp-DirListing-item', { hasText: 'trees' }).waitFor({ timeout: 90_000 });

      const board = await (await browser.newContext({ locale: 'en-US' })).newPage();
      await board.goto(door.board);
      await board.getByRole('row', { name: new RegExp(`^${student} running`) }).waitFor();
      await board.getByRole('row', { name: /^\d+ stopped/ }).waitFor();
      expect(await board.locator('#counts [data-is=running] dd').textContent()).toBe('1');
    } finally {
      await browser.close();
      door.process.kill('SIGINT');
    }
    expect(await once(door.process, 'close')).toEqual([0, null]);
  },
);
