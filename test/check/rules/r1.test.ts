import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

const from = 'from sagemaker.sklearn.estimator import SKLearn\n';

test.each([
  ['local mode', `${from}SKLearn(entry_point=p, train_instance_type='local')`],
  ['on its GPU', `${from}SKLearn(entry_point=p, instance_type="local_gpu")`],
  ['a session of it', 'from sagemaker.local import LocalSession\ns = LocalSession()'],
  ['docker', '!docker run -p 8080:8080 hello_docker'],
  ['docker in a shell', '%%sh\ncd x && sudo docker build -t a .'],
  ['through subprocess', "import subprocess\nsubprocess.run(['docker', 'build', '.'])"],
])('%s', async (_, cell) => {
  expect(await findIn('R1', cell)).toEqual(['0 warning']);
});

test('a type in a variable, as it is where it is used', async () => {
  const use = `${from}SKLearn(entry_point=p, instance_type=t)`;
  expect(await findIn('R1', "t = 'local'", use)).toEqual(['1 warning']);
  expect(await findIn('R1', "t = 'local'", "t = 'ml.m5.large'", use)).toEqual([]);
  expect(await said('R1', notebook(["t = 'local'", use]))).toEqual([
    expect.stringContaining("instance_type='local'"),
  ]);
});

test.each([
  `# ${from.trim()}; SKLearn(instance_type='local')`,
  '# !docker run x',
  '%%writefile build.sh\ndocker build .',
  'print("docker run x")',
  `${from}SKLearn(entry_point=p, instance_type='ml.m5.large')`,
])('not %s', async (cell) => {
  expect(await findIn('R1', cell)).toEqual([]);
});
