import { describe, expect, test } from 'vitest';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { describeSandbox } from '../../src/cli/ui/sandbox.ts';
import { tablePrice } from '../../src/cost/prices.ts';
import { render } from '../../src/messages/message.ts';
import type { ObservedSandbox } from '../../src/provision/observe.ts';
import { viewOf } from '../../src/provision/view.ts';
import type { Report } from '../../src/sandbox/report.ts';

const now = new Date('2026-11-23T09:00:00Z');
const started = new Date('2026-11-23T08:02:00Z');
const stack: SandboxStack = {
  name: 'labs-kim',
  owner: 'kim',
  account: '111122223333',
  region: 'us-east-1',
  stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
  status: 'CREATE_COMPLETE',
  createdAt: now,
  parameterNames: [],
  labs: ['xgboost'],
  volumeGiB: 10,
  keepEndpoints: false,
  notebook: 'Notebook-1',
};
const notebook = {
  name: 'Notebook-1',
  arn: 'arn',
  status: 'InService',
  type: 'ml.t3.medium',
  modifiedAt: started,
};
const wished = ['one', 'two'].map((dir) => ({ lab: 'xgboost', url: 'u', commit: 'c', dir }));
const view = (sandbox: ObservedSandbox) => viewOf(sandbox, tablePrice, { wished });
const words = (sandbox: ObservedSandbox) =>
  describeSandbox(view(sandbox), {
    say: (sentence) => render(sentence, 'en'),
    lang: 'en',
    now: () => now,
  });

describe('a notebook whose agent has never reported', () => {
  test('has the folders of its labs as pending, and says since when and where to look', () => {
    expect(view({ stack, notebook })).toMatchObject({
      noReportSince: '2026-11-23T08:02:00Z',
      repos: [
        { dir: 'one', state: 'pending', commit: null },
        { dir: 'two', state: 'pending', commit: null },
      ],
    });
    const text = words({ stack, notebook });
    expect(text).toMatch(/folder {2}one: pending\n {2}folder {2}two: pending/);
    expect(text).toMatch(
      /report {2}none .* since its start .*`labs logs hooks --sandbox labs-kim`/,
    );
  });

  test('is not spoken of where it does not run', () => {
    const stopped = { stack, notebook: { ...notebook, status: 'Stopped' } };
    expect(view(stopped).noReportSince).toBeUndefined();
    expect(words(stopped)).not.toMatch(/report {2}none/);
  });
});

test('what a report says counts, and only what it lacks is pending', () => {
  const report: Report = {
    version: 1,
    writtenAt: '2026-11-23T08:10:00Z',
    idleMinutes: 1,
    repos: [{ lab: 'xgboost', url: 'u', dir: 'one', commit: 'c', state: 'cloned' }],
  };
  const seen = view({ stack, notebook, report });
  expect(seen.repos.map(({ dir, state }) => [dir, state])).toEqual([
    ['one', 'cloned'],
    ['two', 'pending'],
  ]);
  expect(seen.noReportSince).toBeUndefined();
});

test.each([
  ['ROLLBACK_COMPLETE', undefined, 0],
  ['DELETE_FAILED', 'Notebook-1', 0],
  ['ROLLBACK_FAILED', undefined, null],
])('a stack in %s whose notebook is not there has no price of one', (status, name, price) => {
  const { notebook: _notebook, ...failed } = stack;
  const there = { ...failed, status, ...(name === undefined ? {} : { notebook: name }) };
  expect(view({ stack: there }).pricePerHour).toBe(price);
});

describe('the next step of a sandbox', () => {
  const report = (repo: 'cloned' | 'failed'): Report => ({
    version: 1,
    writtenAt: now.toISOString(),
    idleMinutes: null,
    wish: 'w',
    repos: [{ lab: 'xgboost', url: 'u', dir: 'one', commit: 'c', state: repo }],
    runtimes: [{ lab: 'xgboost', kernel: 'labs-xgboost', asked: 'a', state: 'preparing' }],
  });
  const stopped = { ...notebook, status: 'Stopped' };

  test('that is stopped is a start; its unbuilt kernel waits for it', () => {
    const text = words({ stack, notebook: stopped, report: report('cloned') });
    expect(text).toMatch(/kernel {2}labs-xgboost: not ready; the notebook is stopped/);
    expect(text).toMatch(/next {4}`labs start xgboost --owner kim`$/);
  });

  test('of a repository that failed is another try', () => {
    const text = words({ stack, notebook, report: report('failed') });
    expect(text).toContain('being prepared, a few minutes');
    expect(text).toMatch(/next {4}`labs start xgboost --owner kim`$/);
  });

  test('is nothing where it runs and has all', () => {
    expect(words({ stack, notebook, report: report('cloned') })).not.toContain('  next  ');
  });

  test('of a student is with the class', () => {
    const member = { ...stack, name: 'labs-ml101-kim', class: 'ml101' };
    expect(words({ stack: member, notebook: stopped })).toMatch(/`labs class start ml101`$/);
  });
});
