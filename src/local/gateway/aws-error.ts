import { randomUUID } from 'node:crypto';

/** How a service writes an error on the wire. */
type Protocol = 'query' | 'json' | 'rest-json' | 's3';

/** An answer that the gateway gives in a service's place. */
export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What can be answered without asking the service. */
export type Refusal =
  | 'unknown-key'
  | 'unsigned'
  | 'expired'
  | 'denied'
  | 'throttled'
  | 'internal'
  | 'unavailable';

const queryServices: Readonly<Record<string, string>> = {
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  sqs: 'http://queue.amazonaws.com/doc/2012-11-05/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
  monitoring: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
};

/** The protocol of a service, by its signing name. */
function protocolOf(service: string): Protocol {
  if (service === 's3') return 's3';
  if (service in queryServices) return 'query';
  return service === 'scheduler' || service === 'lambda' ? 'rest-json' : 'json';
}

type Wording = readonly [status: number, code: string, text: string];

const invalidToken = 'The security token included in the request is invalid.';
const expiredToken = 'The security token included in the request is expired';
const noToken = 'Request is missing Authentication Token';

/**
 * Code and wording of each refusal.
 *
 * Sources: "Common Errors" of the AWS CloudFormation, AWS STS and EventBridge Scheduler API
 * References, "Error responses" of the Amazon S3 API Reference. The services of JSON 1.1 answer
 * them with 400.
 */
const wordings: Readonly<Record<Protocol, Readonly<Record<Refusal, Wording>>>> = {
  query: {
    'unknown-key': [403, 'InvalidClientTokenId', invalidToken],
    unsigned: [403, 'MissingAuthenticationToken', noToken],
    expired: [403, 'ExpiredToken', expiredToken],
    denied: [403, 'AccessDenied', ''],
    throttled: [400, 'Throttling', 'Rate exceeded'],
    internal: [500, 'InternalFailure', 'An internal error occurred.'],
    unavailable: [503, 'ServiceUnavailable', 'Service is unavailable.'],
  },
  json: {
    'unknown-key': [400, 'UnrecognizedClientException', invalidToken],
    unsigned: [400, 'MissingAuthenticationTokenException', noToken],
    expired: [400, 'ExpiredTokenException', expiredToken],
    denied: [400, 'AccessDeniedException', ''],
    throttled: [400, 'ThrottlingException', 'Rate exceeded'],
    internal: [500, 'InternalFailure', 'An internal error occurred.'],
    unavailable: [503, 'ServiceUnavailable', 'Service is unavailable.'],
  },
  'rest-json': {
    'unknown-key': [403, 'UnrecognizedClientException', invalidToken],
    unsigned: [403, 'MissingAuthenticationTokenException', noToken],
    expired: [403, 'ExpiredTokenException', expiredToken],
    denied: [403, 'AccessDeniedException', ''],
    throttled: [429, 'ThrottlingException', 'Rate exceeded'],
    internal: [500, 'InternalServerException', 'An internal error occurred.'],
    unavailable: [503, 'ServiceUnavailable', 'Service is unavailable.'],
  },
  s3: {
    'unknown-key': [
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ],
    unsigned: [403, 'AccessDenied', 'Access Denied'],
    expired: [400, 'ExpiredToken', 'The provided token has expired.'],
    denied: [403, 'AccessDenied', ''],
    throttled: [503, 'SlowDown', 'Please reduce your request rate.'],
    internal: [500, 'InternalError', 'We encountered an internal error. Please try again.'],
    unavailable: [503, 'ServiceUnavailable', 'Service is unable to handle request.'],
  },
};

/** The code that two services have instead of ThrottlingException. */
const otherThrottling: Readonly<Record<string, string>> = {
  tagging: 'ThrottledException',
  servicequotas: 'TooManyRequestsException',
};

/** A refusal as the service itself would write it. */
export function refuse(
  service: string,
  refusal: Refusal,
  about: { readonly principal?: string; readonly operation?: string } = {},
): AwsAnswer {
  const protocol = protocolOf(service);
  const [status, code, fixed] = wordings[protocol][refusal];
  const action = `${service}:${about.operation ?? '*'}`;
  const text =
    refusal === 'denied'
      ? `User: ${about.principal ?? 'anonymous'} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`
      : fixed;
  const said = refusal === 'throttled' ? (otherThrottling[service] ?? code) : code;
  return awsError(service, status, said, text);
}

/** Any error in the format of a service. */
export function awsError(service: string, status: number, code: string, text: string): AwsAnswer {
  return writers[protocolOf(service)]({ service, status, code, text, id: randomUUID() });
}

interface Written {
  readonly service: string;
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly id: string;
}

const writers: Readonly<Record<Protocol, (error: Written) => AwsAnswer>> = {
  query({ service, status, code, text, id }) {
    const type = status < 500 ? 'Sender' : 'Receiver';
    const error = `<Error><Type>${type}</Type>${codeAndText(code, text)}</Error>`;
    const body = `<ErrorResponse xmlns="${queryServices[service] ?? ''}">${error}<RequestId>${id}</RequestId></ErrorResponse>`;
    return xml(status, id, body);
  },
  s3({ status, code, text, id }) {
    const body = `<Error>${codeAndText(code, text)}<RequestId>${id}</RequestId></Error>`;
    return xml(status, id, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
  },
  json: ({ status, code, text, id }) => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': id },
    body: JSON.stringify({ __type: code, message: text }),
  }),
  'rest-json': ({ status, code, text, id }) => ({
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': id,
      'x-amzn-errortype': code,
    },
    body: JSON.stringify({ message: text }),
  }),
};

function codeAndText(code: string, text: string): string {
  return `<Code>${escape(code)}</Code><Message>${escape(text)}</Message>`;
}

function xml(status: number, id: string, body: string): AwsAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id }, body };
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
