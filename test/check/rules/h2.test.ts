import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  "region = 'us-east-1'",
  "boto3.client('comprehend', region_name='ap-northeast-2')",
  '!aws s3 ls --region us-west-2',
  "image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/x'",
])('%s', async (cell) => {
  expect(await findIn('H2', cell)).toEqual(['0 warning']);
});

test('the same region twice in a cell is said once', async () => {
  expect(await findIn('H2', "a = 'us-east-1'\nb = 'us-east-1'\nc = 'us-east-2'")).toHaveLength(2);
});

test.each([
  "# region = 'us-east-1'",
  "if region == 'us-east-1':\n    pass",
  "hosts = {'us-east-1': '382416733822'}",
  "print('it also runs in us-east-1, say')",
  'region = boto3.Session().region_name',
  "name = 'us-east-1-copy'",
])('not %s', async (cell) => {
  expect(await findIn('H2', cell)).toEqual([]);
});

test('a module may have a table of regions', async () => {
  const table = script('regions.py', "x = ['us-east-1']\n");
  expect(await find('H2', notebook(['import regions']), table)).toEqual([]);
});
