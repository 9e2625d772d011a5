import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

const commented = '# bucket = session.default_bucket()\n# output_path = f"s3://{bucket}/out"';
const use = 'fit(output_path=output_path)';

test('a cell that is commented out as a whole takes its names along', async () => {
  expect(await said('N1', notebook(['x = 1', commented, use]))).toEqual([
    '"output_path" is used, but only a comment in cell 1 gives it a value: NameError.',
  ]);
});

test('also where the comment comes later', async () => {
  expect(await findIn('N1', use, commented)).toEqual(['0 error']);
});

test.each([
  ['an assignment', 'output_path = 1'],
  ['an import', 'from paths import output_path'],
  ['a loop', 'for output_path in paths:\n    pass'],
  ['a with statement', 'with f() as output_path:\n    pass'],
  ['a function', 'def output_path():\n    pass'],
  ['a tuple', '(output_path, b) = f()'],
  ['what another notebook stored', '%store -r output_path'],
  ['everything that was stored', '%store -r'],
  ['another notebook', '%run ./setup.ipynb'],
  ['a star', 'from paths import *'],
])('not where %s gives it', async (_, cell) => {
  expect(await findIn('N1', cell, commented, use)).toEqual([]);
});

test.each([
  ['as an argument’s name', 'fit(output_path="x")'],
  ['as a member', 'job.output_path'],
  ['in a text', 'print("output_path")'],
  ['in a file', '%%writefile a.py\nprint(output_path)'],
])('not %s', async (_, cell) => {
  expect(await findIn('N1', commented, cell)).toEqual([]);
});
