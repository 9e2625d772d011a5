import { randomUUID } from 'node:crypto';
import type { Intercept } from '../gateway/aws-calls.ts';
import type { AwsAnswer } from '../gateway/aws-error.ts';
import type { Hosting, ModelAnswer, Variant } from './hosting.ts';
import { notComputed } from './image.ts';

/** Bytes of a request; see "Amazon SageMaker AI endpoints and quotas". */
const largestPayload = 25 * 1024 * 1024;
/** The account of the local AWS. */
const account = '123456789012';

/**
 * InvokeEndpoint of SageMaker Runtime: a model's answer, or its error as ModelError.
 *
 * Source: API reference of InvokeEndpoint; the wording as SDK users quote it.
 */
export function invokeIntercept(hosting: Hosting): Intercept {
  return async ({ region }, body, request) => {
    const header = (name: string) => String(request.headers[name] ?? '');
    const name = decodeURIComponent((request.url ?? '').split('/')[2] ?? '');
    const variants = hosting.variants({ region, name });
    const variant = variants && chosen(variants, header('x-amzn-sagemaker-target-variant'));
    if (variant === undefined) {
      const what = variants === undefined ? `Endpoint ${name}` : `Variant of endpoint ${name}`;
      return failure(400, 'ValidationError', `${what} of account ${account} not found.`);
    }
    if (body.length > largestPayload) {
      return modelError(region, name, 413, 'the payload is larger than the endpoint takes');
    }
    if (variant.ask === undefined) return modelError(region, name, 501, notComputed);
    const answer = await variant.ask({
      body: body.toString('base64'),
      contentType: header('content-type'),
      accept: header('accept') || header('x-amzn-sagemaker-accept'),
    });
    return answer.status === 200
      ? success(variant, answer)
      : modelError(region, name, answer.status, decoded(answer).toString('utf8'));
  };
}

/** The variant that is asked for, else one by the weights. */
function chosen(variants: readonly Variant[], target: string): Variant | undefined {
  if (target !== '') return variants.find(({ name }) => name === target);
  const whole = variants.reduce((sum, { weight }) => sum + weight, 0);
  let left = Math.random() * whole;
  return variants.find(({ weight }) => (left -= weight) < 0) ?? variants[0];
}

function decoded({ body }: ModelAnswer): Buffer {
  return Buffer.from(body, 'base64');
}

function success({ name }: Variant, answer: ModelAnswer): AwsAnswer {
  return {
    status: 200,
    headers: {
      'content-type': answer.contentType,
      'x-amzn-invoked-production-variant': name,
      'x-amzn-requestid': randomUUID(),
    },
    body: decoded(answer),
  };
}

function modelError(region: string, endpoint: string, status: number, said: string): AwsAnswer {
  const side = status < 500 ? 'client' : 'server';
  const group = `/aws/sagemaker/Endpoints/${endpoint}`;
  const page = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  const text =
    `Received ${side} error (${status}) from primary with message "${said}". ` +
    `See ${page}#logEventViewer:group=${group} in account ${account} for more information.`;
  return failure(424, 'ModelError', text, {
    OriginalStatusCode: status,
    OriginalMessage: said,
    LogStreamArn: `arn:aws:logs:${region}:${account}:log-group:${group}`,
  });
}

function failure(status: number, code: string, text: string, more: object = {}): AwsAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': code,
      'x-amzn-requestid': randomUUID(),
    },
    body: JSON.stringify({ Message: text, message: text, ErrorCode: code, ...more }),
  };
}
