import { expect, test } from 'vitest';
import { findIn } from '../workshop.ts';

const deploy =
  "import sagemaker, boto3\nm = sagemaker.estimator.Estimator(i, r)\np = m.deploy(1, 'ml.m4.xlarge')";
const sdk = "sm = boto3.client('sagemaker')";

test.each([
  'sagemaker.Session().delete_endpoint(p.endpoint)',
  `${sdk}\nsm.delete_endpoint(EndpointName=p.endpoint)`,
  '!aws sagemaker delete-endpoint --endpoint-name x',
  'p.delete_endpoint(delete_endpoint_config=False)',
])('%s leaves the configuration', async (cell) => {
  expect(await findIn('L4', deploy, cell)).toEqual(['1 info']);
});

test.each([
  'p.delete_endpoint()',
  'p.delete_endpoint(delete_endpoint_config=True)',
  `${sdk}\nsm.delete_endpoint(EndpointName=p.endpoint)\nsm.delete_endpoint_config(EndpointConfigName=p.endpoint)`,
  '!aws sagemaker delete-endpoint --endpoint-name x && aws sagemaker delete-endpoint-config --endpoint-config-name x',
  '# sagemaker.Session().delete_endpoint(p.endpoint)',
])('not %s', async (cell) => {
  expect(await findIn('L4', deploy, cell)).toEqual([]);
});
