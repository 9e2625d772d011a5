import { expect, test } from 'vitest';
import { find, findIn, notebook, said, script } from '../workshop.ts';

const role = 'arn:aws:iam::057716757052:role/service-role/Comprehend';

test.each([
  ["model_data = 's3://sagemaker-us-east-1-143656149352/m/model.tar.gz'", '0 error'],
  [`start(DataAccessRoleArn='${role}')`, '0 error'],
  [`%%sh\naws comprehend start --role ${role}`, '0 error'],
  ["image = '143656149352.dkr.ecr.us-east-1.amazonaws.com/kobert:latest'", '0 error'],
  ["uri = f's3://code-free-automl-gsmoon/{key}'", '0 warning'],
  ["a = 'arn:aws:sagemaker:us-east-1:745090734665:algorithm/autogluon-1'", '0 warning'],
])('%s', async (cell, found) => {
  expect(await findIn('H1', cell)).toEqual([found]);
});

test('a table of them is one finding', async () => {
  const text = `a = '${role}'\nb = '${role}2'\n`;
  expect(await find('H1', notebook(['x = 1']), script('arns.py', text))).toEqual(['L1 error']);
  const [sentence] = await said('H1', script('arns.py', text));
  expect(sentence).toContain(role);
});

test.each([
  `# role = '${role}'`,
  "uri = f's3://{bucket}/data'",
  "uri = 's3://{}/data'.format(bucket)",
  "uri = 's3://sagemaker-sample-data-us-east-1/iris'",
  "image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'",
  "policy = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'",
  "kernel = 'arn:aws:sagemaker:us-west-2:236514542706:image/datascience-1.0'",
  'account = 143656149352 - 1',
])('not %s', async (cell) => {
  expect(await findIn('H1', cell)).toEqual([]);
});
