import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

const deploy =
  "import sagemaker\nm = sagemaker.estimator.Estimator(i, r)\np = m.deploy(1, 'ml.m4.xlarge')";

test('the deletion is a comment', async () => {
  expect(await findIn('L2', deploy, '# p.delete_endpoint()')).toEqual(['1 warning']);
  expect(await findIn('L2', deploy, '#sess.delete_endpoint(p.endpoint)\nx = 1')).toEqual([
    '1 warning',
  ]);
});

test('only the model’s', async () => {
  expect(await findIn('L2', deploy, 'p.delete_endpoint()\n# p.delete_model()')).toEqual(['1 info']);
});

test.each([
  ['the deploy is a comment, too', ["# p = m.deploy(1, 'ml.m4.xlarge')", '# p.delete_endpoint()']],
  ['another cell deletes it', [deploy, '# p.delete_endpoint()', 'p.delete_endpoint()']],
  ['the comment only speaks of it', [deploy, '# now delete_endpoint() would be next']],
  ['it is not a comment', [deploy, 'p.delete_endpoint()']],
  ['it deletes another', [deploy, '# q.delete_endpoint()']],
])('not where %s', async (_, cells) => {
  expect(await findIn('L2', ...cells)).toEqual([]);
});
