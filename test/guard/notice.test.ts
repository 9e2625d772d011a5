import { expect, test } from 'vitest';
import { exactly } from '../../src/cost/observation.ts';
import type { Standing } from '../../src/guard/duty.ts';
import { dutyOf } from '../../src/guard/duty.ts';
import { noticeOf } from '../../src/guard/notice.ts';
import { render } from '../../src/messages/message.ts';
import { at, day, hour, limits, now, standing } from './standing.ts';

function codeOf(one: Standing): string | undefined {
  return noticeOf(one, dutyOf(one, limits, now), limits, now)?.code;
}

test('a learner is told of nothing that is far away', () => {
  expect(codeOf(standing())).toBeUndefined();
  expect(codeOf(standing({ budget: 5 }, { spent: exactly(3) }))).toBeUndefined();
});

test.each([
  ['half an hour before the stop', standing({ stopsAt: at(0.5 * hour) }), 'guard.notice-stop'],
  ['a day before removal', standing({ removedAfter: at(day) }), 'guard.notice-removal'],
  ['at removal', standing({ removedAfter: at(0) }), 'guard.notice-removing'],
  [
    'when four fifths of the budget may be spent',
    standing({ budget: 5 }, { spent: { least: 1, most: 4 } }),
    'guard.notice-budget',
  ],
  [
    'when it is spent',
    standing({ budget: 5 }, { spent: exactly(5.2) }),
    'guard.notice-over-budget',
  ],
])('a learner is told %s', (_, one, code) => {
  expect(codeOf(one)).toBe(code);
});

test('times are said so that everybody reads them alike', () => {
  const one = standing({ stopsAt: at(0.5 * hour) });
  const notice = noticeOf(one, dutyOf(one, limits, now), limits, now)!;
  expect(render(notice, 'en')).toContain('2026-11-23 12:30 UTC');
  expect(render(notice, 'ko')).toContain('2026-11-23 12:30 UTC');
});
