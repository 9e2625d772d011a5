import { expect, test } from 'vitest';
import { nameInArn, readTagIndex } from '../../src/teardown/tag-index.ts';
import { createFakeAws } from './fake-aws.ts';
import { home, makeEndpoint, makeSandbox, own } from './fake-sandbox.ts';
import { never } from './tear-down.ts';

test.each([
  ['arn:aws:sagemaker:us-east-1:1:endpoint/x', 'x'],
  ['arn:aws:sagemaker:us-east-1:1:hyper-parameter-tuning-job/x-1', 'x-1'],
  ['arn:aws:logs:us-east-1:1:log-group:/aws/sagemaker/Endpoints/x', '/aws/sagemaker/Endpoints/x'],
  ['arn:aws:s3:::labs-kim-bucket', 'labs-kim-bucket'],
])('the name in %s is %s', (arn, name) => {
  expect(nameInArn(arn)).toBe(name);
});

test('every page is read, and types are told apart', async () => {
  const fake = createFakeAws({ pageSize: 2 });
  makeSandbox(fake.state, 'labs-kim');
  makeSandbox(fake.state, 'labs-lee');
  for (const name of ['a', 'b', 'c']) makeEndpoint(fake.state, name, own('labs-kim'));
  makeEndpoint(fake.state, 'd', own('labs-lee'));
  const index = await readTagIndex(fake.aws, home, never);
  const kim = new Set(['labs-kim']);
  expect(index.arnsOf('sagemaker:endpoint', kim).map(nameInArn)).toEqual(['a', 'b', 'c']);
  expect(index.arnsOf('sagemaker:endpoint-config', kim).length).toBe(3);
  expect(index.arnsOf('s3', kim)).toEqual(['arn:aws:s3:::labs-kim-bucket-x1']);
  const [first = ''] = index.arnsOf('sagemaker:endpoint', new Set(['labs-lee']));
  expect(index.sandboxOf(first)).toBe('labs-lee');
  index.forget(first);
  expect(index.sandboxOf(first)).toBeUndefined();
  expect(fake.calls.length).toBe(8);
});
