import * as z from 'zod';
import type { Intercept } from './aws-calls.ts';
import { awsError } from './aws-error.ts';
import { credentialOf } from './credential.ts';
import type { Instances } from '../instance/instances.ts';
import { errorText } from '../../process.ts';
import { LocalServerError, type ServerCalls } from '../server/server-call.ts';

const request = z.object({
  NotebookInstanceName: z.string(),
  SessionExpirationDurationInSeconds: z.number().min(1800).max(43_200).optional(),
});

const json = { 'content-type': 'application/x-amz-json-1.1' } as const;
const operation = 'CreatePresignedNotebookInstanceUrl';

/**
 * CreatePresignedNotebookInstanceUrl: a URL of the instance's own JupyterLab, where AWS gives one
 * of its proxy. The server says whether the caller may have one, and records that it was asked.
 */
export function presignIntercept(
  calls: ServerCalls,
  instances: Instances,
  log: (line: string) => void,
): Intercept {
  return async ({ region, service }, body, { headers }) => {
    const asked = request.safeParse(parse(body));
    if (!asked.success) return awsError(service, 400, 'ValidationException', said(asked.error));
    const name = asked.data.NotebookInstanceName;
    const { accessKeyId = '' } = credentialOf(headers, new URLSearchParams()) ?? {};
    const target = `SageMaker.${operation}`;
    try {
      await calls.json({ service, region, target, accessKeyId, input: asked.data });
      const url = await instances.find(region, name)?.jupyterUrl();
      if (url === undefined) throw new Error('the instance does not run');
      return { status: 200, headers: json, body: JSON.stringify({ AuthorizedUrl: url }) };
    } catch (error) {
      if (error instanceof LocalServerError) {
        return awsError(service, error.status, error.code, error.text);
      }
      log(`${name}: ${errorText(error)}`);
      return awsError(service, 500, 'InternalFailure', errorText(error));
    }
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function said(error: z.ZodError): string {
  const { issues } = error;
  const of = issues.length === 1 ? '1 validation error' : `${issues.length} validation errors`;
  const each = issues.map(({ path, message }) => {
    const member = path.map(String).join('.');
    const lower = member.charAt(0).toLowerCase() + member.slice(1);
    return `Value at '${lower}' failed to satisfy constraint: ${message}`;
  });
  return `${of} detected: ${each.join('; ')}`;
}
