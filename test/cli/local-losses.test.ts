import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForLosses } from '../../src/cli/local-losses.ts';
import { localHome } from '../../src/home.ts';
import { instanceFolder } from '../../src/local/instance/folder.ts';
import { createFakeAws } from '../teardown/fake-aws.ts';
import { makeSandbox } from '../teardown/fake-sandbox.ts';
import { account } from '../teardown/fake-state.ts';
import type { TestContext, TestOptions } from './test-context.ts';
import { testContext } from './test-context.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'labs-losses-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function contextOf(options: TestOptions = {}): TestContext {
  return { ...testContext(options), env: { LABS_HOME: dir } };
}

function saidBy(context: TestContext): string {
  return context.host.shown.map(context.say).join('\n');
}

async function sessionWith(...names: readonly string[]) {
  const fake = createFakeAws();
  for (const name of names) makeSandbox(fake.state, name);
  return { ...(await contextOf({ session: { aws: fake.aws, account } }).session()), local: true };
}

test('sandboxes are named, with the command that keeps their files, and asked for', async () => {
  const context = contextOf({ answers: [true] });
  await askForLosses(context, await sessionWith('labs-kim', 'labs-two'));
  expect(saidBy(context)).toMatch(/2 sandboxes in it: labs-kim, labs-two\n.*lost/);
  expect(saidBy(context)).toContain('labs down labs-kim labs-two --save ./my-work --local');
  expect(context.host.questions).toHaveLength(1);
});

test('whoever says no keeps them, and a dry run asks nothing', async () => {
  const session = await sessionWith('labs-kim');
  await expect(askForLosses(contextOf({ answers: [false] }), session)).rejects.toMatchObject({
    code: 'cli.declined',
  });
  const dry = contextOf({ flags: { dryRun: true } });
  await askForLosses(dry, session);
  expect(saidBy(dry)).toContain('labs-kim');
});

test('with no sandbox and no file nothing is asked', async () => {
  const context = contextOf();
  await askForLosses(context, await sessionWith());
  await askForLosses(context, undefined);
  expect(saidBy(context)).toBe('');
});

test('files of one that ended by itself are lost with it, so they are asked for', async () => {
  const { sagemaker } = instanceFolder(join(localHome({ LABS_HOME: dir }).instances, 'notebook-1'));
  mkdirSync(join(sagemaker, '.labs'), { recursive: true });
  const before = contextOf();
  await askForLosses(before, undefined);
  expect(saidBy(before)).toBe('');
  writeFileSync(join(sagemaker, 'mine.ipynb'), '{}');
  const context = contextOf({ answers: [false] });
  await expect(askForLosses(context, undefined)).rejects.toMatchObject({ code: 'cli.declined' });
  expect(saidBy(context)).toContain('notebook-1');
  expect(saidBy(context)).toContain('labs local up');
});
