import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { wishOf } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { Wish } from '../../src/sandbox/wish.ts';
import { wishText } from '../../src/sandbox/wish.ts';
import { pythonTimeout, runAgentCode } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

const repo = {
  lab: 'lab',
  url: 'https://git.test/lab',
  commit: 'a'.repeat(40),
  dir: 'lab',
} as const;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

test('the wish of the bucket supersedes that of the hook, and gives way again', async () => {
  const one = here.remotes.make('one');
  const two = here.remotes.make('two');
  const ofHook: Wish = {
    version: 1,
    repos: [{ lab: 'one', url: one.url, commit: one.commit({ a: 'a' }), dir: 'one' }],
  };
  const ofBucket: Wish = {
    version: 1,
    repos: [
      ...ofHook.repos,
      { lab: 'two', url: two.url, commit: two.commit({ b: 'b' }), dir: 'two' },
    ],
  };
  await here.boot(ofHook);
  expect(here.instance.report()).toMatchObject({ wish: hash(wishText(ofHook)) });

  here.desire(ofBucket);
  await here.instance.tick();
  expect(here.instance.report()).toMatchObject({
    wish: hash(wishText(ofBucket)),
    repos: [
      { dir: 'one', state: 'cloned' },
      { dir: 'two', state: 'cloned' },
    ],
    problems: [],
  });

  here.aws.objects.delete('.labs/desired.json');
  await here.instance.tick();
  expect(here.instance.report().repos).toMatchObject([{ dir: 'one', state: 'cloned' }]);
  expect(existsSync(join(here.instance.sagemaker, 'two'))).toBe(true);
});

test('a wish that is refused, or cannot be read, leaves the one before it in force', async () => {
  await here.boot({ repos: [] });
  here.desire({ version: 1, repos: [], idleMinutes: 5 });
  await here.instance.tick();
  const before = here.instance.report();
  expect(before.problems).toEqual([]);

  here.desire({ version: 1, repos: [{ ...repo, dir: '../.ssh' }] });
  await here.instance.tick();
  const problem = "wish: .labs/desired.json is refused: dir '../.ssh' is not allowed";
  expect(here.instance.report()).toMatchObject({ wish: before.wish, problems: [problem] });
  await here.instance.tick();
  expect(here.instance.report().problems).toEqual([problem]);

  here.aws.objects.set('.labs/desired.json', Buffer.alloc(600_000, ' '));
  await here.instance.tick();
  expect(here.instance.report().problems?.[0]).toContain('has more than 500000 bytes');

  here.aws.failures.set('GET .labs/desired.json', ['AccessDenied', 'no']);
  await here.instance.tick();
  expect(here.instance.report()).toMatchObject({ wish: before.wish });
  expect(here.instance.report().problems?.[0]).toContain('AccessDenied');

  here.aws.failures.clear();
  here.desire({ version: 1, repos: [] });
  await here.instance.tick();
  expect(here.instance.report().problems).toEqual([]);
});

test('a report is written when it says something new, and read from S3 only when it changed', async () => {
  await here.boot();
  here.desire({ version: 1, repos: [] });
  await here.instance.tick();
  const writes = () =>
    here.aws.calls.filter(({ operation }) => operation === 'PUT .labs/report.json').length;
  const before = writes();
  await here.instance.tick();
  await here.instance.tick();
  expect(writes()).toBe(before);
  const reads = here.aws.calls.filter(({ operation }) => operation === 'GET .labs/desired.json');
  expect(reads.map(({ input }) => input['status'])).toEqual([200, 304, 304]);
  writeFileSync(join(here.instance.labs, 'wish.json'), 'not JSON');
  await here.instance.tick();
  expect(writes()).toBe(before);
  here.aws.objects.delete('.labs/desired.json');
  await here.instance.tick();
  expect(here.instance.report().problems?.[0]).toMatch(/^wish.json: /);
  expect(here.instance.report().problems).toHaveLength(1);
});

const verdict = `
import json, sys
from labs_fit.desired import checked
said = []
for text in json.load(sys.stdin):
    try:
        said.append(len(checked(text.encode()).items))
    except ValueError as error:
        said.append(str(error))
print(json.dumps(said))
`;

test('every wish of the catalog is taken', { timeout: pythonTimeout }, async () => {
  const labs = await loadCatalog();
  const wish = wishOf(labs);
  const sha256 = 'b'.repeat(64);
  const all: Wish = {
    ...wish,
    contents: [{ lab: 'own', dir: 'own', sha256 }],
    stopsAt: '2026-11-23T18:00:00Z',
    idleMinutes: 60,
    keepEndpoints: true,
    askedAt: '2026-11-23T12:00:00.000Z',
  };
  const taken = await runAgentCode(verdict, [wishText(wish), wishText(all)]);
  expect(taken).toEqual([wish.repos.length, wish.repos.length + 1]);
});

test('what is no wish is refused, with the reason', { timeout: pythonTimeout }, async () => {
  const one = (other: object) => ({ version: 1, repos: [{ ...repo, ...other }] });
  const refused: readonly (readonly [wish: unknown, reason: string])[] = [
    ['not JSON', 'Expecting value'],
    [[], 'TypeError'],
    [{ version: 1 }, "KeyError 'repos'"],
    [{ version: 2, repos: [] }, 'version 2 is not known'],
    [{ version: 1, repos: 'repos' }, 'TypeError'],
    [{ version: 1, repos: [null] }, 'TypeError'],
    [{ version: 1, repos: [{ ...repo, url: undefined }] }, "KeyError 'url'"],
    [one({ url: 'http://git.test/lab' }), 'url'],
    [one({ url: 'file:///etc' }), 'url'],
    [one({ url: 'ssh://git@git.test/lab' }), 'url'],
    [one({ url: '--upload-pack=x' }), 'url'],
    [one({ url: 'https://me:secret@git.test/lab' }), 'url'],
    [one({ url: 'https://git.test/lab\n' }), 'url'],
    [one({ commit: 'main' }), 'commit'],
    [one({ commit: 'A'.repeat(40) }), 'commit'],
    [one({ dir: '.labs' }), 'dir'],
    [one({ dir: 'a/b' }), 'dir'],
    [one({ dir: '..' }), 'dir'],
    [one({ dir: '' }), 'dir'],
    [one({ dir: 7 }), 'dir'],
    [one({ lab: 'Lab' }), 'lab'],
    [one({ sparse: ['/etc'] }), 'sparse'],
    [one({ sparse: ['a/../../b'] }), 'sparse'],
    [one({ sparse: ['..'] }), 'sparse'],
    [one({ sparse: ['a\nb'] }), 'sparse'],
    [one({ sparse: [''] }), 'sparse'],
    [one({ sparse: 7 }), 'TypeError'],
    [{ version: 1, repos: [repo, { ...repo, dir: 'LAB' }] }, 'two folders have one name'],
    [{ version: 1, repos: [], contents: [{ lab: 'x', dir: 'x', sha256: '1' }] }, 'sha256'],
    [{ version: 1, repos: [], stopsAt: 'tomorrow' }, 'Invalid isoformat string'],
    [{ version: 1, repos: [], stopsAt: '2026-11-23T18:00:00' }, 'has no time zone'],
    [{ version: 1, repos: [], stopsAt: 7 }, 'stopsAt'],
    [{ version: 1, repos: [], idleMinutes: '60' }, 'idleMinutes'],
    [{ version: 1, repos: [], idleMinutes: -1 }, 'idleMinutes'],
    [{ version: 1, repos: [], keepEndpoints: 'false' }, 'keepEndpoints'],
  ];
  const texts = refused.map(([wish]) => (typeof wish === 'string' ? wish : JSON.stringify(wish)));
  const reasons = refused.map(([, reason]) => expect.stringContaining(reason) as unknown);
  expect(await runAgentCode(verdict, texts)).toEqual(reasons);
});

test('what leaves the instance has no control characters, users or queries', async () => {
  const code = `
import json, sys
from labs_agent.settings import plain
print(json.dumps([plain(text) for text in json.load(sys.stdin)]))
`;
  const texts = [
    "fatal: unable to access 'https://kim:secret@host/x/': The requested URL returned error: 403",
    'GET https://bucket.s3.amazonaws.com/key?X-Amz-Signature=abc failed',
    '\u001b[31mred\u001b[0m\r\n두 번째 줄',
    'x'.repeat(1000),
  ];
  expect(await runAgentCode(code, texts)).toEqual([
    "fatal: unable to access 'https://host/x/': The requested URL returned error: 403",
    'GET https://bucket.s3.amazonaws.com/key failed',
    '[31mred [0m 두 번째 줄',
    'x'.repeat(300),
  ]);
});
