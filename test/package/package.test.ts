import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/paths.ts';
import { runProgram } from '../e2e/cli.ts';
import type { TestHome } from '../e2e/test-home.ts';
import { testHome } from '../e2e/test-home.ts';

const run = promisify(execFile);
const most = 20_000_000;

let home: TestHome;
let installed: string;

const labs = (...args: readonly string[]) =>
  runProgram(join(home.dir, 'app', 'node_modules', '.bin', 'sagemaker-labs'), args, home);

beforeAll(async () => {
  home = await testHome();
  const folder = join(packageRoot, 'dist', 'package');
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home.dir, folder]);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const app = join(home.dir, 'app');
  await mkdir(app);
  await run('npm', ['i', '--no-audit', '--no-fund', '--offline', join(home.dir, filename)], {
    cwd: app,
    env: home.env,
  });
  installed = join(app, 'node_modules', 'sagemaker-labs');
});

afterAll(async () => {
  await labs('local', 'down', '--yes');
  await home.remove();
});

test('an install is one package of less than 20 MB', async () => {
  const beside = await readdir(join(home.dir, 'app', 'node_modules'));
  expect(beside.filter((name) => !name.startsWith('.'))).toEqual(['sagemaker-labs']);
  expect(await sizeOf(installed)).toBeLessThan(most);
});

test('no page links to a file that a registry does not show', async () => {
  for (const page of ['README.md', 'README.ko.md']) {
    const text = await readFile(join(installed, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
  }
});

test('every package that is bundled is named with its licence', async () => {
  const notices = await readFile(join(installed, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  const { dependencies } = JSON.parse(
    await readFile(join(packageRoot, 'package.json'), 'utf8'),
  ) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) expect(notices).toContain(`## ${name} `);
});

test('`cdk synth` makes the template that the clone makes, to the byte', async () => {
  const [ours, theirs] = await Promise.all(
    [packageRoot, installed].map(async (root, at) => {
      const out = join(home.dir, `cdk-${at}`);
      const env = {
        ...home.env,
        CDK_OUTDIR: out,
        CDK_CONTEXT_JSON: JSON.stringify({ lab: 'xgboost', owner: 'kim' }),
      };
      const answer = await runProgram(process.execPath, [join(root, 'dist', 'bin', 'cdk.js')], {
        env,
        cwd: root,
      });
      expect(answer).toMatchObject({ code: 0 });
      return withoutDates(await readFile(join(out, 'labs-kim.template.json'), 'utf8'));
    }),
  );
  expect(ours).toBe(theirs);
});

test('from nothing to Jupyter and back, without a clone', { timeout: 600_000 }, async () => {
  const started = await labs('start', 'xgboost', '--local', '--yes', '--json');
  expect(started).toMatchObject({ code: 0 });
  const { sandboxes } = JSON.parse(started.stdout) as { sandboxes: [{ url: string }] };
  const page = await fetch(sandboxes[0].url);
  expect(page.status).toBe(200);
  await page.body?.cancel();

  expect(await labs('status', '--local')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('labs-me') as string,
  });
  const down = await labs('down', '--local', '--yes', '--json');
  expect(down).toMatchObject({ code: 0 });
  const { receipts } = JSON.parse(down.stdout) as { receipts: [{ left: unknown[] }] };
  expect(receipts[0].left).toEqual([]);
  expect(await labs('local', 'down')).toMatchObject({ code: 0 });
});

/** The hours at which a sandbox stops and goes, which are those of the run. */
function withoutDates(template: string): string {
  return template.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?/g, 'DATE');
}

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path);
  if (!info.isDirectory()) return info.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
