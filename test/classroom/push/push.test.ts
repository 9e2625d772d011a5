import { expect, test } from 'vitest';
import type { Arrival } from '../../../src/classroom/run/step.ts';
import { finishPush } from '../../../src/cli/commands/class/push.ts';
import type { CommandContext } from '../../../src/cli/command.ts';
import type { Message } from '../../../src/messages/message.ts';
import { render } from '../../../src/messages/message.ts';
import type { Lang } from '../../../src/messages/text.ts';
import { parseReport } from '../../../src/sandbox/report.ts';

const taken = 'the folder week2 is not from labs and is left alone';

/** A student whose agent has answered the push. */
function arrived(id: string, error?: string, kept?: readonly string[]): Arrival {
  const state = error === undefined ? 'cloned' : 'failed';
  const report = parseReport(
    JSON.stringify({
      version: 1,
      writtenAt: '2026-11-24T00:00:00Z',
      idleMinutes: 0,
      repos: [{ lab: 'week2', url: '', dir: 'week2', commit: null, state, error, kept }],
    }),
  )!;
  return { is: 'ready', id, name: `labs-ml101-${id}`, seen: { report } };
}

function finished(arrivals: readonly Arrival[], lang: Lang, given?: string, json = false) {
  let said = '';
  const context = {
    flags: { json },
    write: (text: string) => (said += text),
    say: (sentence: Message) => render(sentence, lang),
  } as unknown as CommandContext;
  const code = finishPush(context, 'ml101', arrivals, given);
  return { code, said: json ? said : said.replaceAll(/\s+/g, ' ') };
}

const both = [arrived('001'), arrived('006', taken), arrived('007', undefined, ['hw.ipynb'])];

test('who got nothing is named, is not done, and the exit code says so', () => {
  const { code, said } = finished(both, 'en', './week2');
  expect(code).toBe(1);
  expect(said).toContain('done for 2');
  expect(said).toContain('006 did not get week2: something of their own has that name');
  expect(said).toContain('`labs class push ml101 ./week2 --as week2-2`');
  expect(said).toContain('007 keeps files of their own: week2/hw.ipynb');
  expect(JSON.parse(finished(both, 'en', './week2', true).said)).toMatchObject({
    misses: [{ id: '006', dir: 'week2', isTaken: true }],
    conflicts: [{ id: '007' }],
  });
});

test('it is said in Korean without the agent’s English', () => {
  const { said } = finished(both, 'ko', './week2');
  expect(said).toContain('학생 006: 같은 이름의 본인 파일이 있어');
  expect(said).not.toContain('not from labs');
});

test('a lab’s own folder is made beside, and what passes is tried again', () => {
  expect(finished([arrived('006', taken)], 'en').said).toContain('`labs class repair ml101 006`');
  const { code, said } = finished([arrived('006', 'no space left')], 'en', './week2');
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('no space left. Try again: `labs class push ml101 ./week2`'),
  ]);
});

test('where everybody got it, it is done', () => {
  const { code, said } = finished([arrived('001'), arrived('002')], 'en', './week2');
  expect(code).toBe(0);
  expect(said).toContain('done for 2');
  expect(said).not.toContain('✗');
});
