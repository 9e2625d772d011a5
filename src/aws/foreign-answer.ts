import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { LabsError } from '../errors.ts';
import { plainLines } from '../logs/plain.ts';

/** How much of an answer is read to find out whose it is, in bytes; AWS's errors are far shorter. */
const mostRead = 64 * 1024;
/** How much of it is shown, in characters. */
const mostShown = 200;

const requestIds = ['x-amzn-requestid', 'x-amz-request-id', 'x-amzn-request-id', 'x-amz-id-2'];

/**
 * Refuses an answer that something other than AWS gave: a proxy, a sign-in page of the network, a
 * wrong endpoint. AWS's answers have a request id, and its errors a code.
 *
 * @returns the response; the body of one that was looked at is read again from its start
 * @throws LabsError `aws.foreign-answer`, which the SDK tries again where the status asks for it
 */
export async function refuseForeign(
  request: Pick<HttpRequest, 'hostname' | 'method'>,
  response: HttpResponse,
): Promise<HttpResponse> {
  const { statusCode, headers } = response;
  const isPage = /^text\/(?:html|plain)\b/i.test(headers['content-type'] ?? '');
  const isError = statusCode >= 300 && statusCode !== 304 && request.method !== 'HEAD';
  if (!isPage && !isError) return response;
  if (requestIds.some((name) => headers[name] !== undefined)) return response;
  const body = await readSome(response.body);
  if (isPage && !isError ? body.length === 0 : isErrorOfAws(body, headers)) {
    response.body = Readable.from([body]);
    return response;
  }
  const text = excerptOf(body.toString('utf8'));
  throw foreignAnswer({ host: request.hostname, status: statusCode, text });
}

/** The error for an answer that is not AWS's. */
export function foreignAnswer(params: {
  readonly host: string;
  readonly status: number;
  readonly text: string;
}): LabsError {
  const error = new LabsError('aws.foreign-answer', params);
  return Object.assign(error, { $metadata: { httpStatusCode: params.status } });
}

/** The beginning of an answer as one line: without markup, control characters, keys and tokens. */
export function excerptOf(body: string): string {
  const text = body
    .slice(0, mostRead)
    .replace(/<(script|style)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ');
  return plainLines(text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(
      /((?:password|secret|token|credential|signature|key)\w*["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
      '$1…',
    )
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}|[\w+/=-]{32,}/g, '…')
    .trim()
    .slice(0, mostShown);
}

function isErrorOfAws(body: Buffer, headers: HttpResponse['headers']): boolean {
  if (headers['x-amzn-errortype'] !== undefined) return true;
  return /"(?:__type|code)"\s*:|<(?:Code|Error|ErrorResponse)\b/i.test(body.toString('utf8'));
}

async function readSome(body: unknown): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  for await (const chunk of body as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length >= mostRead) break;
  }
  return Buffer.concat(chunks);
}
