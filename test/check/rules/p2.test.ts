import { expect, test } from 'vitest';
import { find, notebook, script } from '../workshop.ts';

const git = "git = {'repo': 'https://github.com/aws-samples/x', 'branch': 'master'}";
const estimator = "TensorFlow(entry_point='train.py', source_dir='m', git_config=git)";
const local = script('m/train.py', 'print(1)\n');

test('the script here is not the one that runs', async () => {
  const cells = [`from sagemaker.tensorflow import TensorFlow\n${git}`, estimator];
  expect(await find('P2', notebook(cells), local)).toEqual(['1 warning']);
});

test.each([
  ['without git_config', estimator.replace(', git_config=git', ''), local],
  ['where there is no such script here', estimator, script('m/other.py', 'print(1)\n')],
  ['in a comment', `# ${estimator}`, local],
])('not %s', async (_, cell, beside) => {
  expect(await find('P2', notebook([git, cell]), beside)).toEqual([]);
});
