import { element } from '../gateway/principals.ts';

/** Keys with which an instance or a schedule calls AWS. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ARN of the session: `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
}

/** An error that the server answered. */
export class LocalServerError extends Error {
  override readonly name = 'LocalServerError';
  /** AWS's code, such as `ValidationException`. */
  readonly code: string;
  readonly status: number;
  /** AWS's words. */
  readonly text: string;

  constructor(service: string, operation: string, status: number, body: string) {
    const code =
      /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(body)?.[1] ?? element(body, 'Code') ?? 'Unknown';
    const text = /"[Mm]essage"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? element(body, 'Message') ?? '';
    super(`${service} ${operation}: ${status} ${code} ${text}`.trim());
    this.code = code;
    this.status = status;
    this.text = text;
  }
}

/** Calls that the local AWS makes itself, as SageMaker and EventBridge Scheduler do on AWS. */
export interface ServerCalls {
  /** A call of a JSON 1.1 service; the server checks no signature. */
  json(call: {
    readonly service: string;
    readonly region: string;
    /** Such as `SageMaker.StopNotebookInstance`. */
    readonly target: string;
    readonly accessKeyId: string;
    readonly input: unknown;
  }): Promise<unknown>;
  /** Session credentials of a role, as a service assumes it. */
  assumeRole(region: string, roleArn: string, session: string): Promise<RoleCredentials>;
  /** ARN of the holder of a key. */
  identity(region: string): Promise<string>;
}

/**
 * @param port loopback port of the server
 * @param rootKey access key of the account
 */
export function createServerCalls(port: number, rootKey: string): ServerCalls {
  function sts(region: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    return send(port, {
      service: 'sts',
      region,
      operation: parameters['Action'] ?? '',
      accessKeyId: rootKey,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams({ Version: '2011-06-15', ...parameters }).toString(),
    });
  }

  return {
    async json({ service, region, target, accessKeyId, input }) {
      const said = await send(port, {
        service,
        region,
        operation: target.slice(target.lastIndexOf('.') + 1),
        accessKeyId,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
        body: JSON.stringify(input),
      });
      return said === '' ? undefined : (JSON.parse(said) as unknown);
    },
    async assumeRole(region, roleArn, session) {
      const said = await sts(region, {
        Action: 'AssumeRole',
        RoleArn: roleArn,
        RoleSessionName: session,
      });
      const value = (name: string) => element(said, name) ?? '';
      return {
        accessKeyId: value('AccessKeyId'),
        secretAccessKey: value('SecretAccessKey'),
        sessionToken: value('SessionToken'),
        arn: value('Arn'),
      };
    },
    async identity(region) {
      return element(await sts(region, { Action: 'GetCallerIdentity' }), 'Arn') ?? 'unknown';
    },
  };
}

interface Sent {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly accessKeyId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function send(port: number, sent: Sent): Promise<string> {
  const { service, region, operation, accessKeyId, headers, body } = sent;
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const scope = `${accessKeyId}/${day}/${region}/${service}/aws4_request`;
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`,
    },
    body,
  });
  const said = await response.text();
  if (!response.ok) throw new LocalServerError(service, operation, response.status, said);
  return said;
}
