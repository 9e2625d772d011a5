import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type AwsAnswer, type Refusal, refuse } from './aws-error.ts';
import type { CallLog } from './call-log.ts';
import { credentialOf } from './credential.ts';
import type { FaultKind, Faults } from './faults.ts';
import { createForwarder, endToEnd, type Forwarder } from './forward.ts';
import { answer, readAll } from './http.ts';
import { operationOf } from './operation.ts';
import { issuesCredentials, type Principals } from './principals.ts';
import type { RateLimit } from './rate-limits.ts';

/** An AWS call, as far as it is known before it is answered. */
interface AwsCall {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** ARN of the caller; `anonymous`, or `unknown` for a key that is not ours. */
  readonly principal: string;
}

/** Answers a call in the server's place. */
export type Intercept = (
  call: AwsCall,
  body: Buffer,
  request: Pick<IncomingMessage, 'headers' | 'url'>,
) => Promise<AwsAnswer>;

export interface AwsCallsOptions {
  /** Loopback port of the server behind the gateway. */
  readonly serverPort: number;
  readonly principals: Principals;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  /** Calls that are answered here, by `service.Operation`. */
  readonly intercepts: Readonly<Record<string, Intercept>>;
}

export interface AwsCalls {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  close(): void;
}

/** One call under way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: AwsCall;
  readonly body: Buffer | undefined;
  readonly fault: FaultKind | undefined;
  /** Writes it to the log; a caller who gets no answer has status 0. */
  readonly log: (status: number) => void;
}

/** What becomes of a call before the server hears of it. */
type Verdict = 'pass' | 'hang' | Refusal;

const verdictOfFault: Readonly<Record<FaultKind, Verdict>> = {
  throttle: 'throttled',
  error500: 'internal',
  accessDenied: 'denied',
  expiredToken: 'expired',
  lostResponse: 'pass',
  hang: 'hang',
};

/** More than InvokeEndpoint takes; CloudFormation takes 51,200 bytes of template. */
const largestRead = 30_000_000;

/** Answers AWS calls: checks whose they are, then lets the server answer. */
export function createAwsCalls(options: AwsCallsOptions): AwsCalls {
  const { principals, calls, faults, rateLimit, intercepts } = options;
  const forwarder = createForwarder(options.serverPort);

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const time = new Date().toISOString();
    const credential = credentialOf(request.headers, url.searchParams);
    const service = credential?.service ?? 's3';
    const body = await bodyToRead(request, service);
    const holder = credential && principals.arnOf(credential.accessKeyId);
    const call: AwsCall = {
      service,
      region: credential?.region ?? 'us-east-1',
      operation: operationOf(service, { ...shapeOf(request, url), ...formOf(request, body) }),
      principal: holder ?? (credential === undefined ? 'anonymous' : 'unknown'),
    };
    const fault = holder === undefined ? undefined : faults.meet(service, call.operation);
    const log = (status: number) =>
      calls.write({ time, ...call, status, ...(fault === undefined ? {} : { fault }) });
    const exchange: Exchange = { request, response, call, body, fault, log };
    const verdict = judge(call, fault);
    if (verdict === 'hang') response.once('close', () => log(0));
    else if (verdict === 'pass') await execute(exchange);
    else refuseWith(exchange, verdict);
  }

  function judge(call: AwsCall, fault: FaultKind | undefined): Verdict {
    if (call.principal === 'anonymous') return 'unsigned';
    if (call.principal === 'unknown') return 'unknown-key';
    if (fault !== undefined && verdictOfFault[fault] !== 'pass') return verdictOfFault[fault];
    return rateLimit(call) ? 'pass' : 'throttled';
  }

  async function execute(exchange: Exchange): Promise<void> {
    const { request, call, body } = exchange;
    const intercept = intercepts[`${call.service}.${call.operation}`];
    try {
      if (intercept !== undefined && body !== undefined)
        give(exchange, await intercept(call, body, request));
      else await forward(exchange, forwarder, principals);
    } catch {
      if (exchange.response.headersSent || exchange.response.destroyed) drop(exchange);
      else refuseWith(exchange, 'unavailable');
    }
  }

  return { handle, close: () => forwarder.close() };
}

async function forward(
  exchange: Exchange,
  forwarder: Forwarder,
  principals: Principals,
): Promise<void> {
  const { request, response, call, body } = exchange;
  const upstream = await forwarder.send(request, response, body);
  const status = upstream.statusCode ?? 502;
  const headers: OutgoingHttpHeaders = endToEnd(upstream.headers);
  if (exchange.fault === 'lostResponse') {
    await readAll(upstream);
    drop(exchange);
  } else if (issuesCredentials(call.service, call.operation)) {
    const whole = await readAll(upstream);
    principals.learn(call.service, call.operation, whole.toString('utf8'));
    exchange.log(status);
    response.writeHead(status, headers).end(whole);
  } else {
    exchange.log(status);
    response.writeHead(status, headers);
    await pipe(upstream, response);
  }
}

function refuseWith({ response, call, log }: Exchange, refusal: Refusal): void {
  const refused = refuse(call.service, refusal, call);
  log(refused.status);
  answer(response, refused);
}

function give(exchange: Exchange, own: AwsAnswer): void {
  if (exchange.fault === 'lostResponse') {
    drop(exchange);
    return;
  }
  exchange.log(own.status);
  answer(exchange.response, own);
}

function drop({ response, log }: Exchange): void {
  log(0);
  response.destroy();
}

function pipe(upstream: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    upstream.once('error', reject);
    response.once('close', resolve);
    upstream.pipe(response);
  });
}

function shapeOf(request: IncomingMessage, url: URL) {
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
  };
}

function formOf(request: IncomingMessage, body: Buffer | undefined): { form?: URLSearchParams } {
  const type = request.headers['content-type'] ?? '';
  if (body === undefined || !type.startsWith('application/x-www-form-urlencoded')) return {};
  return { form: new URLSearchParams(body.toString('utf8')) };
}

/** The body of a request whose meaning may be in it; S3's, and large ones, are streamed. */
async function bodyToRead(request: IncomingMessage, service: string): Promise<Buffer | undefined> {
  if (request.method !== 'POST' || service === 's3') return undefined;
  const length = Number(request.headers['content-length'] ?? Infinity);
  return length > largestRead ? undefined : readAll(request);
}
