/** An error of AWS, by its code. */
export interface Pattern {
  readonly code: string;
  /** Beginning of the text, where AWS has no code of its own. */
  readonly text?: RegExp;
}

/**
 * How AWS says that a thing does not exist.
 *
 * Sources: SageMaker API reference (ResourceNotFound of the Delete and Stop calls of jobs); for the
 * texts, which it does not document, AWS's own operator for Kubernetes (amazon-sagemaker-operator-
 * for-k8s, clientwrapper) and the Terraform provider, which match the same ones. CloudFormation
 * DescribeStacks: ValidationError. CloudWatch Logs: ResourceNotFoundException. S3: error responses.
 * The other services: errors of the calls used, in their API references.
 */
export const gone: readonly Pattern[] = [
  { code: 'ValidationException', text: /^Could not find (endpoint|endpoint configuration|model) / },
  { code: 'ValidationException', text: /^Requested resource not found/ },
  { code: 'ValidationException', text: /^Could not find (requested )?job/ },
  { code: 'ValidationException', text: /^RecordNotFound/ },
  { code: 'ValidationException', text: /^ModelPackage .* does not exist/ },
  { code: 'ResourceNotFound' },
  { code: 'ResourceNotFoundException' },
  { code: 'ValidationError', text: /does not exist/ },
  { code: 'NoSuchBucket' },
  { code: 'NoSuchUpload' },
  { code: 'NoSuchEntity' },
  { code: 'NoSuchEntityException' },
  { code: 'RepositoryNotFoundException' },
  { code: 'StateMachineDoesNotExist' },
  { code: 'StateMachineDeleting' },
  { code: 'ExecutionDoesNotExist' },
];

/**
 * How AWS says "not in this state".
 *
 * Sources: DeleteTrainingJob, DeleteProcessingJob (ResourceInUse, API reference); the operator for
 * Kubernetes (in-progress endpoint); amazon-sagemaker-examples issues 1094 and 1798 and
 * terraform-provider-aws issue 16767 (notebook status); awslabs/benchmark-ai issue 928 (job status);
 * CloudFormation DeleteStack; S3 error responses.
 */
export const busy: readonly Pattern[] = [
  { code: 'ValidationException', text: /^Cannot update in-progress endpoint/ },
  { code: 'ValidationException', text: /^The request was rejected because the .* is in status/ },
  { code: 'ValidationException', text: /^Status \(\w+\) not in \(\[/ },
  { code: 'ResourceInUse' },
  { code: 'ConflictException' },
  { code: 'ValidationError', text: /cannot be deleted while in status/ },
  { code: 'OperationInProgressException' },
  { code: 'OperationAbortedException' },
  { code: 'OperationAborted' },
  { code: 'BucketNotEmpty' },
  { code: 'DeleteConflict' },
  { code: 'DeleteConflictException' },
  // What was taken out of a trial a moment ago may still be in it; the rule is documented
  // (DeleteTrialComponent, DeleteTrial, DeleteExperiment), the words are not.
  { code: 'ValidationException', text: /\b(associated with|has trials?\b|trial components?\b)/i },
];

/**
 * What the codes of AWS's errors, of its SDK and of the network mean; the only list of them.
 *
 * - `no-credentials`: there are none, or none can be had
 * - `expired`, `invalid`: AWS does not take the credentials (any more)
 * - `clock`: AWS does not take the date of the signature, after the SDK's own correction
 * - `unreachable`: no answer came
 * - `untrusted`: an answer came, under a certificate whose issuer this computer does not trust
 * - `fault`: AWS's own, which passes
 *
 * Sources: "Common errors" of each service's API reference; Node.js, `errno` of its network calls,
 * TLS, "X509 certificate error codes".
 */
export const meanings = {
  'no-credentials': ['CredentialsProviderError', 'AuthSchemeError'],
  expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenProviderError'],
  invalid: [
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'AuthFailure',
  ],
  denied: [
    'AccessDenied',
    'AccessDeniedException',
    'UnauthorizedOperation',
    'UnauthorizedException',
  ],
  throttled: [
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'SlowDown',
  ],
  unreachable: [
    'TimeoutError',
    'ECONNRESET',
    'ECONNREFUSED',
    'ETIMEDOUT',
    'EPIPE',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ],
  clock: ['RequestTimeTooSkewed', 'RequestInTheFuture'],
  untrusted: [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  fault: ['ServiceUnavailable', 'ServiceUnavailableException', 'InternalError', 'InternalFailure'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
