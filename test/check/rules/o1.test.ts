import { expect, test } from 'vitest';
import { find, notebook, said } from '../workshop.ts';

const first = notebook(['bucket = 1', '%store bucket'], { path: '1.prepare.ipynb' });
const second = notebook(['x = 1', '%store -r bucket'], { path: '2.train.ipynb' });

test('a notebook that takes up what another stored, named', async () => {
  expect(await find('O1', first, second)).toEqual(['1 info']);
  const [text] = await said('O1', first, second);
  expect(text).toContain('1.prepare.ipynb');
});

test('everything, and what nobody here stored', async () => {
  expect(await find('O1', notebook(['%store -r']))).toEqual(['0 info']);
  expect(await find('O1', second)).toEqual(['1 info']);
});

test.each(['%store bucket', '# %store -r bucket', 'print("%store -r bucket")', '%store -d bucket'])(
  'not %s',
  async (cell) => {
    expect(await find('O1', notebook([cell]))).toEqual([]);
  },
);
