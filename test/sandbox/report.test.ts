import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { largestReport, parseReport } from '../../src/sandbox/report.ts';

const report = {
  version: 1,
  writtenAt: '2026-11-23T09:00:00Z',
  idleMinutes: 3,
  repos: [
    {
      lab: 'xgboost',
      url: 'https://example.com/x',
      dir: 'xgboost',
      commit: 'a'.repeat(40),
      state: 'cloned',
      files: 5,
    },
  ],
};

test('a report of the agent is read', () => {
  expect(parseReport(JSON.stringify(report))).toMatchObject({ repos: [{ dir: 'xgboost' }] });
});

test('what is not a report is none', () => {
  for (const body of ['', 'null', '[]', '{', JSON.stringify({ ...report, version: 2 })]) {
    expect(parseReport(body)).toBeUndefined();
  }
});

test('one that is too large is none', () => {
  const padding = ' '.repeat(largestReport);
  expect(parseReport(JSON.stringify(report) + padding)).toBeUndefined();
});

test.prop([fc.string()])('terminal escapes never come through', (text) => {
  const [repo] = report.repos;
  const body = JSON.stringify({
    ...report,
    repos: [{ ...repo, state: 'failed', error: `\u001b[31m${text}\u0007`.slice(0, 1000) }],
  });
  const error = parseReport(body)?.repos[0]?.error ?? '';
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(error).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});
