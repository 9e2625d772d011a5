import { expect, test } from 'vitest';
import { find, findIn, notebook, said, script } from '../workshop.ts';

test.each([
  ['code that does not parse', 'regressor = <TO DO>\nregressor.fit(x)'],
  ['after a keyword', 'def f():\n    return <TO DO>'],
  ['after a dot', 'model = xgb.<TO DO>'],
  ['a bucket', "bucket = '[YOUR-BUCKET]'"],
  ['a role', "role = '<execution-role-arn>'"],
  ['a path in an f-string', "uri = f's3://{bucket}/<YOUR MODEL PATH>/model.tar.gz'"],
  ['shouted', "bucket = 'YOUR_BUCKET_NAME'"],
  ['a command', '!aws s3 cp a.csv s3://[YOUR-BUCKET]/'],
  ['a file that a cell writes', '%%writefile train.py\nmodel = <TO DO>\n'],
])('%s', async (_, cell) => {
  expect(await findIn('P1', cell)).toEqual(['0 error']);
});

test('several in one cell are one finding', async () => {
  const cell = "a = '<YOUR BUCKET>'\nb = '<YOUR ECR IMAGE>'\nc = '<YOUR BUCKET>'";
  expect(await said('P1', notebook([cell]))).toEqual([
    'To be filled in first: <YOUR BUCKET>, <YOUR ECR IMAGE>',
  ]);
});

test('the code around one is still read', async () => {
  const cell = 'import sagemaker\nx = <TO DO>\ns = sagemaker.s3_input(x)';
  expect(await findIn('S1', cell)).toEqual(['0 error']);
});

test('an exercise script, at its line', async () => {
  const text = 'import os\n\nmodel = <TO DO>\n';
  expect(await find('P1', notebook(['x = 1']), script('train.py', text))).toEqual(['L3 error']);
});

test.each([
  ['a comment', "# put <YOUR BUCKET> here\nbucket = 'b'"],
  ['a docstring', 'def f():\n    """Call it with <YOUR BUCKET>."""\n    return 1'],
  ['a comparison', 'ok = a < todo and b > 1\nok = a <todo and b> 1'],
  ['markup', "html = '<b>bold</b> <table>'"],
  ['a list', 'x = [YOUR_BUCKET, todo]'],
  ['the usage of a program', '%%sh\necho "usage: build.sh <image-name>"'],
  ['a format', "text = '%s <%s>' % (name, address)"],
])('not %s', async (_, cell) => {
  expect(await findIn('P1', cell)).toEqual([]);
});
