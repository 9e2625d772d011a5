import { expect, test } from 'vitest';
import { endpointOf } from '../../src/aws/endpoint.ts';

test.each([
  ['http://127.0.0.1:4566', false],
  ['http://localhost:5000', false],
  ['http://[::1]:5000', false],
  ['http://127.9.9.9', false],
  ['https://vpce-1.sts.us-east-1.vpce.amazonaws.com', true],
  ['https://aws.example.com', true],
  ['http://localhost.example.com', true],
  ['http://10.0.0.7:4566', true],
  ['no-url', true],
])('the rates of AWS at %s: kept %s', (endpoint, keepsRates) => {
  expect(endpointOf({ AWS_ENDPOINT_URL: endpoint })).toEqual({
    endpoint,
    keepsRates,
    local: false,
  });
});

test('no variable, or an empty one, is AWS itself', () => {
  expect(endpointOf({})).toBeUndefined();
  expect(endpointOf({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
});
