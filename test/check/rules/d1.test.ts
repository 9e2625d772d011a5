import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  ['in a command', '!wget http://dataminingconsultant.com/DKD2e_data_sets.zip'],
  ['in a text', "s3.download_file('aws-ml-blog-sagemaker-census-segmentation', key, f)"],
  ['in an f-string', "uri = f's3://amazon-reviews-pds/tsv/{name}'"],
  ['through .format', "uri = 's3://amazon-reviews-pds/{}'.format(name)"],
  ['in a cell of a shell', '%%sh\naws s3 cp s3://amazon-reviews-pds/tsv/index.txt .'],
])('%s', async (_, cell) => {
  expect(await findIn('D1', cell)).toEqual(['0 error']);
});

test('in a helper module, at its line', async () => {
  const text = 'import os\nurl = "https://kobert.blob.core.windows.net/models/x.params"\n';
  expect(await find('D1', notebook(['x = 1']), script('src/model.py', text))).toEqual(['L2 error']);
});

test.each([
  '# !wget http://dataminingconsultant.com/DKD2e_data_sets.zip',
  "uri = 's3://my-amazon-reviews-pds-copy/x'",
  '"""It was in amazon-reviews-pds."""\nx = 1',
  'from dataminingconsultant import com',
])('not %s', async (cell) => {
  expect(await findIn('D1', cell)).toEqual([]);
});
