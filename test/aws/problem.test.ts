import { expect, test } from 'vitest';
import { isGone, problemOf } from '../../src/aws/problem.ts';
import { awsError } from '../teardown/fake-answers.ts';

const arn = 'arn:aws:sagemaker:us-east-1:111122223333';

test.each([
  ['gone', 'ValidationException', `Could not find endpoint "${arn}:endpoint/x".`],
  ['gone', 'ValidationException', `Could not find endpoint configuration "${arn}:x".`],
  ['gone', 'ValidationException', `Could not find model "${arn}:model/x".`],
  ['gone', 'ValidationException', 'Requested resource not found.'],
  ['gone', 'ValidationException', 'Could not find requested job with name: x'],
  ['gone', 'ValidationException', 'Could not find job to update with name x'],
  ['gone', 'ValidationException', 'RecordNotFound'],
  ['gone', 'ResourceNotFound', "Amazon SageMaker can't find a tuning job with the name x"],
  ['gone', 'ResourceNotFoundException', 'The specified log group does not exist.'],
  ['gone', 'ValidationError', 'Stack with id labs-kim does not exist'],
  ['gone', 'NoSuchBucket', 'The specified bucket does not exist'],
  ['busy', 'ValidationException', `Cannot update in-progress endpoint "${arn}:endpoint/x".`],
  [
    'busy',
    'ValidationException',
    'The request was rejected because the training job is in status Stopped.',
  ],
  [
    'busy',
    'ValidationException',
    'Status (Pending) not in ([InService]). Unable to transition to (Stopping) for Notebook Instance (x).',
  ],
  ['busy', 'ResourceInUse', 'Resource being accessed is in use.'],
  ['busy', 'ValidationError', 'Stack [x] cannot be deleted while in status UPDATE_IN_PROGRESS'],
  ['busy', 'BucketNotEmpty', 'The bucket you tried to delete is not empty'],
  ['denied', 'AccessDeniedException', 'no'],
  ['denied', 'AccessDenied', 'Access Denied'],
  ['signed-out', 'ExpiredTokenException', 'expired'],
  ['signed-out', 'UnrecognizedClientException', 'invalid'],
  ['denied', 'UnauthorizedOperation', 'no'],
  ['signed-out', 'IncompleteSignature', 'invalid'],
  ['signed-out', 'AuthSchemeError', 'invalid'],
  ['throttled', 'ThrottlingException', 'Rate exceeded'],
  ['throttled', 'ThrottledException', 'Rate exceeded'],
  ['throttled', 'SlowDown', 'Please reduce your request rate.'],
  ['transient', 'TimeoutError', 'socket'],
  ['transient', 'EHOSTUNREACH', 'no route'],
  // A validation error that we do not know is a failure, never "gone".
  ['failed', 'ValidationException', '1 validation error detected: Value null'],
  [
    'failed',
    'ValidationError',
    'Stack [x] cannot be deleted while TerminationProtection is enabled',
  ],
])('%s: %s %s', (kind, name, text) => {
  expect(problemOf(awsError(name, text))).toMatchObject({ kind, code: name, text });
  expect(isGone(awsError(name, text))).toBe(kind === 'gone');
});

test('a fault of AWS is transient whatever its name, a broken connection too', () => {
  expect(problemOf(awsError('Strange', 'oops', 503)).kind).toBe('transient');
  expect(problemOf(awsError('Strange', 'oops', 429)).kind).toBe('throttled');
  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  expect(problemOf(reset)).toMatchObject({ kind: 'transient', code: 'ECONNRESET' });
});

test('the missing action is taken from AWS’s sentence', () => {
  const text =
    'User: arn:aws:iam::1:user/kim is not authorized to perform: sagemaker:DeleteEndpoint on resource: x';
  expect(problemOf(awsError('AccessDeniedException', text)).action).toBe(
    'sagemaker:DeleteEndpoint',
  );
});

test('what is no error is kept as text', () => {
  expect(problemOf('boom')).toEqual({ kind: 'failed', code: 'Error', text: 'boom' });
});
