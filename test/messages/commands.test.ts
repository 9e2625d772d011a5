import { describe, expect, test } from 'vitest';
import { dispatch } from '../../src/cli/dispatch.ts';
import { failures, messages } from '../../src/messages/catalog.ts';
import { helpTopics } from '../../src/messages/help-topics.ts';
import type { Lang } from '../../src/messages/text.ts';
import { anything } from './anything.ts';

type Said = (params: unknown) => string | readonly string[];

/** The commands of a sentence, as they stand in it, in both languages and with few and many things. */
function commandsIn(text: Readonly<Record<Lang, unknown>>): readonly string[] {
  const said = (['en', 'ko'] as const).flatMap((lang) =>
    [0, 2].map((many) => [(text[lang] as Said)(anything(many))].flat().join('\n')),
  );
  const found = said.flatMap((one) =>
    [...one.matchAll(/`(labs[^`]*)`/g)].map(([, words]) => words!),
  );
  return [...new Set(found)];
}

/** Sentences that speak of a command, not of what to type next. */
const mentions = new Set(['cli.usage', 'guard.topic-subject', 'list.more', 'start.option-restore']);

/** Sentences that hold a command, by the text of their functions. */
const holding = Object.entries({ ...messages, ...failures })
  .filter(([code]) => code !== 'help.text' && !mentions.has(code))
  .filter(([, { en }]) =>
    /`labs |onSandbox|[Cc]ommandOf|onClass|startAgainOf|downOf/.test(String(en)),
  );

/** Sentences about any sandbox, one that is still to be made, or the reader's own, all of it. */
const general = new Set([
  'cli.welcome',
  'cli.welcome-running',
  'doctor.local-off',
  'doctor.ready',
  'init.leaks',
  'init.next',
  'learn.lab',
  'safety.foreign-thing',
  'safety.no-sandbox-name',
  'sandbox.none',
  'save.no-folder',
  'saved.no-folder',
  'show.creates',
  'show.start',
  'status.none',
]);

const ofSandboxes = new Set(['status', 'open', 'logs', 'cost', 'stop', 'extend', 'start', 'down']);

/** Runs a command line with the command replaced by nothing; what it is about. */
async function understood(line: string) {
  const argv = line
    .replace(/<[^>]*>/g, 'x')
    .split(/\s+/)
    .slice(1);
  let about: { readonly name: string; readonly isNamed: boolean } | undefined;
  await dispatch(argv, 'en', async (accepted, typed) => {
    const { owner, sandbox, all } = accepted.options;
    const name = typed.replace('labs ', '');
    const args = name === 'down' ? accepted.args : [];
    const isNamed = [owner, sandbox, all, ...args].some((one) => one !== undefined);
    about = { name, isNamed: isNamed || !ofSandboxes.has(name) };
    return 0;
  });
  return about;
}

describe.each(holding)('%s', (code, text) => {
  test('its commands can be typed, and say which sandbox they mean', async () => {
    const lines = commandsIn(text);
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      const about = await understood(line);
      const isNamed = about?.isNamed !== false || general.has(code);
      expect({ line, isNamed }).toEqual({ line, isNamed: true });
    }
  });
});

test.each(Object.entries(helpTopics))('the commands of help %s can be typed', async (_, topic) => {
  const said = [...topic.en, ...topic.ko].join('\n');
  // `labs start` alone is a command's name in a sentence.
  const lines = [...said.matchAll(/`(labs [^\s`]+ [^`]*)`/g)].map(([, line]) => line!);
  await expect(Promise.all(lines.map(understood))).resolves.toHaveLength(lines.length);
});
