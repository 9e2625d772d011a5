import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

test('plain http and somebody’s storage are two sentences', async () => {
  expect(
    await said('D2', notebook(["pd.read_csv('http://robjhyndman.com/data/gasoline.csv')"])),
  ).toEqual([
    'Loads over plain http, which anyone on the way can change: http://robjhyndman.com/data/gasoline.csv',
  ]);
  const [text] = await said(
    'D2',
    notebook(['!wget "https://www.dropbox.com/s/abc/train.txt?dl=1"']),
  );
  expect(text).toContain('somebody');
});

test.each([
  '!wget https://s3.ap-northeast-2.amazonaws.com/leon-shared/bgs/bgs-reduced.zip',
  '!curl -O https://leon-shared.s3.amazonaws.com/x.zip',
  "gdown('https://drive.google.com/uc?id=1')",
])('%s', async (cell) => {
  expect(await findIn('D2', cell)).toEqual(['0 warning']);
});

test.each([
  "pd.read_csv('https://robjhyndman.com/data/gasoline.csv')",
  "pd.read_csv('https://sagemaker-sample-data-us-west-2.s3.amazonaws.com/a.csv')",
  "url = f'https://{bucket}.s3.amazonaws.com/x'",
  "requests.get('http://localhost:8080/ping')",
  "requests.get('http://169.254.169.254/latest/meta-data')",
  '# http://robjhyndman.com/data/gasoline.csv',
  "ns = 'http://www.w3.org/2000/svg'",
  "'''See http://robjhyndman.com'''",
  "x = 's3://my-own-bucket/x'",
])('not %s', async (cell) => {
  expect(await findIn('D2', cell)).toEqual([]);
});
