import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

const model = 'import sagemaker\nm = sagemaker.model.Model(image_uri=i)';
const deploy = "p = m.deploy(1, 'ml.m5.xlarge')";

test('a variable is given to a second endpoint', async () => {
  expect(await said('L3', notebook([model, deploy, deploy, 'p.delete_endpoint()']))).toEqual([
    '"p" is given to another endpoint in cell 2: nothing can delete this one afterwards.',
  ]);
});

test.each([
  ['the first is deleted before', [model, deploy, 'p.delete_endpoint()', deploy]],
  ['they have two variables', [model, deploy, deploy.replace('p =', 'q =')]],
  ['the second is a comment', [model, deploy, `# ${deploy}`]],
  ['only one of them can run', [model, `if fast:\n    ${deploy}\nelse:\n    ${deploy}`]],
  ['the second runs on the notebook', [model, deploy, "p = m.deploy(1, 'local')"]],
])('not where %s', async (_, cells) => {
  expect(await findIn('L3', ...cells)).toEqual([]);
});
