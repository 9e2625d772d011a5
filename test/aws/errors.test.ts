import { expect, test } from 'vitest';
import { explainAwsError } from '../../src/aws/errors.ts';
import { LabsError } from '../../src/errors.ts';

function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { requestId: 'r-1' } });
}

test.each([
  [
    'CredentialsProviderError',
    'Could not load credentials from any providers',
    'aws.no-credentials',
  ],
  [
    'CredentialsProviderError',
    'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login',
    'aws.expired-credentials',
  ],
  [
    'ExpiredToken',
    'The security token included in the request is expired',
    'aws.expired-credentials',
  ],
  ['ExpiredTokenException', '', 'aws.expired-credentials'],
  ['InvalidClientTokenId', '', 'aws.invalid-credentials'],
  ['UnrecognizedClientException', '', 'aws.invalid-credentials'],
  ['SignatureDoesNotMatch', '', 'aws.invalid-credentials'],
  ['AccessDenied', '', 'aws.access-denied'],
  ['AccessDeniedException', '', 'aws.access-denied'],
  ['ThrottlingException', 'Rate exceeded', 'aws.throttled'],
  ['Throttling', 'Rate exceeded', 'aws.throttled'],
  ['ThrottledException', '', 'aws.throttled'],
  ['UnauthorizedOperation', '', 'aws.access-denied'],
  ['IncompleteSignature', '', 'aws.invalid-credentials'],
  ['ENOTFOUND', '', 'aws.unreachable'],
  ['EHOSTUNREACH', '', 'aws.unreachable'],
  ['EPIPE', '', 'aws.unreachable'],
  ['TimeoutError', '', 'aws.unreachable'],
  ['ValidationException', 'no', 'aws.failed'],
])('%s (%s) is %s', (name, text, code) => {
  expect(explainAwsError(awsError(name, text), undefined)).toMatchObject({ code });
});

test('a status without a code that we know is read too', () => {
  const error = Object.assign(awsError('Strange'), { $metadata: { httpStatusCode: 429 } });
  expect(explainAwsError(error, undefined)).toMatchObject({ code: 'aws.throttled' });
});

test('a denied call names who lacks what on which resource', () => {
  const error = awsError(
    'AccessDeniedException',
    'User: arn:aws:sts::111122223333:assumed-role/Dev/kim is not authorized to perform: sagemaker:CreateNotebookInstance on resource: arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/x because no identity-based policy allows the sagemaker:CreateNotebookInstance action',
  );
  expect(explainAwsError(error, undefined)).toMatchObject({
    params: {
      who: 'arn:aws:sts::111122223333:assumed-role/Dev/kim',
      action: 'sagemaker:CreateNotebookInstance',
      resource: 'arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/x',
    },
  });
});

test('a refused connection is the network, by its code', () => {
  const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(explainAwsError(error, undefined)).toMatchObject({ code: 'aws.unreachable' });
});

test('what is not of AWS is given back as it is', () => {
  const defect = new TypeError('x is not a function');
  expect(explainAwsError(defect, undefined)).toBe(defect);
  const ours = new LabsError('duration.invalid', { given: 'x' });
  expect(explainAwsError(ours, undefined)).toBe(ours);
});
