import { defined } from '../defined.ts';
import { isLabsError } from '../errors.ts';
import { callOf } from './clients.ts';

/**
 * What an error of AWS means for the caller.
 *
 * - `gone`: the thing does not exist (any more)
 * - `busy`: the thing is in a state that refuses the request; another look, then again
 * - `denied`: the caller lacks a permission
 * - `signed-out`: the credentials are expired or wrong; nothing more can be done
 * - `throttled`: too many requests, after the SDK's own retries
 * - `transient`: unreachable or a fault of AWS, after the SDK's own retries
 * - `stuck`: it did not change for longer than we wait
 * - `failed`: anything else
 */
export type ProblemKind =
  | 'gone'
  | 'busy'
  | 'denied'
  | 'signed-out'
  | 'throttled'
  | 'transient'
  | 'stuck'
  | 'failed';

/** An error as plain data. */
export interface Problem {
  readonly kind: ProblemKind;
  /** AWS's error code, such as `AccessDeniedException`. */
  readonly code: string;
  readonly text: string;
  /** The IAM action that is missing, where that is the problem and AWS names it. */
  readonly action?: string;
}

interface Pattern {
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
const gone: readonly Pattern[] = [
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
const busy: readonly Pattern[] = [
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
const meanings = {
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

/** What an error's code means. */
export type Meaning = keyof typeof meanings;

const meaningOfCode: ReadonlyMap<string, Meaning> = new Map(
  (Object.keys(meanings) as Meaning[]).flatMap((meaning) =>
    meanings[meaning].map((code): [string, Meaning] => [code, meaning]),
  ),
);

/** What an error means by its code, or by its HTTP status; undefined for any other. */
export function meaningOf(error: Error): Meaning | undefined {
  // Credentials explain themselves (credential-errors.ts).
  if (isLabsError(error) && error.cause instanceof Error) return meaningOf(error.cause);
  // STS, in an error whose code says less (Signature Version 4, "troubleshooting").
  if (/^Signature (?:expired|not yet current)/.test(error.message)) return 'clock';
  const known = meaningOfCode.get(error.name) ?? meaningOfCode.get(systemCode(error) ?? '');
  if (known !== undefined) return known;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 500 ? 'fault' : undefined;
}

/** Whether AWS refused a call because the caller lacks a permission. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && meaningOf(error) === 'denied';
}

/** Reads what an SDK client threw; anything that is not an Error is given as text. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'failed', code: 'Error', text: String(error) };
  const text = error.message;
  const kind = kindOf(error);
  const code = error.name === 'Error' ? (systemCode(error) ?? 'Error') : error.name;
  const action = kind === 'denied' ? missingAction(error) : undefined;
  return { kind, code, text, ...defined({ action }) };
}

/** Whether an error says that the thing asked about does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && matches(gone, error);
}

/** What a call answers, or undefined where the thing asked about does not exist. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const kinds: Readonly<Record<Meaning, ProblemKind>> = {
  'no-credentials': 'signed-out',
  expired: 'signed-out',
  invalid: 'signed-out',
  denied: 'denied',
  throttled: 'throttled',
  unreachable: 'transient',
  clock: 'signed-out',
  untrusted: 'failed',
  fault: 'transient',
};

function kindOf(error: Error): ProblemKind {
  if (matches(gone, error)) return 'gone';
  if (matches(busy, error)) return 'busy';
  const meaning = meaningOf(error);
  return meaning === undefined ? 'failed' : kinds[meaning];
}

function matches(patterns: readonly Pattern[], error: Error): boolean {
  return patterns.some(
    ({ code, text }) => error.name === code && (text === undefined || text.test(error.message)),
  );
}

function systemCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** IAM's prefix of the services we call, by the name of their SDK client. */
const prefixes: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  S3: 's3',
  CloudFormation: 'cloudformation',
  CloudWatchLogs: 'logs',
  SFN: 'states',
  ResourceGroupsTaggingAPI: 'tag',
};

function missingAction(error: Error): string | undefined {
  const [, named] = /to perform: ([\w-]+:\w+)/.exec(error.message) ?? [];
  if (named !== undefined) return named;
  const call = callOf(error);
  return call && `${prefixes[call.service] ?? call.service.toLowerCase()}:${call.operation}`;
}
