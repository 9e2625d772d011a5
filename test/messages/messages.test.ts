import { describe, expect, test } from 'vitest';
import { failures, messages } from '../../src/messages/catalog.ts';
import { completeCommands } from '../../src/messages/commands.ts';
import { dollars, span } from '../../src/messages/format.ts';

const hangul = /[가-힣]/;

/** Sentences without a word of any language, or with all of them in a table beside them. */
const wordless = new Set([
  'class.step',
  'door.aws-trouble',
  'down.task',
  'guard.deed',
  'help.text',
  'help.title',
  'host.yes-or-no',
  'learn.kind',
  'learn.marked',
  'learn.standing',
  'rehearse.fixup-skipped',
  'rehearse.notebook',
  'rehearse.problem',
  'show.text',
  'show.types',
  'status.title',
]);

describe('every sentence and every error', () => {
  test.each([...Object.entries(messages), ...Object.entries(failures)])(
    '%s is English in en and Korean in ko',
    (code, text) => {
      expect(String(text.en)).not.toMatch(hangul);
      expect(hangul.test(String(text.ko)) || wordless.has(code)).toBe(true);
    },
  );
});

test('commands in a text come out as the reader types them', () => {
  const local = { program: 'npx labs', options: { local: true } } as const;
  expect(completeCommands('Take it away: `labs down`', local)).toBe(
    'Take it away: npx labs down --local',
  );
  expect(completeCommands('See `labs --help`.', local)).toBe('See npx labs --help.');
  expect(completeCommands('`labs local down`', local)).toBe('npx labs local down');
  expect(completeCommands('nothing here', local)).toBe('nothing here');
});

test('prices never look like nothing', () => {
  expect(dollars(0)).toBe('$0.00');
  expect(dollars(0.0019)).toBe('$0.0019');
  expect(dollars(0.05)).toBe('$0.05');
});

test.each([
  [90 * 60_000, '1 h 30 min', '1시간 30분'],
  [7 * 86_400_000, '7 d', '7일'],
  [10_000, '0 min', '0분'],
])('%i ms is %s', (milliseconds, en, ko) => {
  expect(span(milliseconds, 'en')).toBe(en);
  expect(span(milliseconds, 'ko')).toBe(ko);
});
