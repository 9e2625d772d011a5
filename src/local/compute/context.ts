import type { Control } from '../server/control.ts';
import { type LogStream, openLogStream } from '../instance/log-stream.ts';
import type { RoleCredentials, ServerCalls } from '../server/server-call.ts';
import type { ComputePython } from './environment.ts';

/** What the computes are made with. */
export interface ComputeOptions {
  readonly control: Control;
  readonly calls: ServerCalls;
  /** Access key of the account. */
  readonly rootKey: string;
  /** Where AWS is called. */
  readonly endpoint: () => string;
  /** Makes a key one that is answered. */
  readonly issue: (accessKeyId: string, arn: string) => void;
  readonly environment: (
    say: (line: string) => void,
    signal: AbortSignal,
  ) => Promise<ComputePython>;
  /** Folder for the files of its processes. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

export interface ComputeContext extends ComputeOptions {
  /** A call of SageMaker, as the account. */
  sageMaker(region: string, operation: string, input: object): Promise<unknown>;
  /** The variables with which a process is the role, in a region. */
  roleEnvironment(region: string, roleArn: string): Promise<Readonly<Record<string, string>>>;
  logStream(region: string, group: string, stream: string): LogStream;
}

/** What the log of every job and endpoint says first. */
export const note = 'this is computed by the local AWS on this machine; nothing runs on AWS';

export function computeContext(options: ComputeOptions): ComputeContext {
  const { calls, rootKey, endpoint, issue, log } = options;
  return {
    ...options,
    sageMaker: (region, operation, input) =>
      calls.json({
        service: 'sagemaker',
        region,
        target: `SageMaker.${operation}`,
        accessKeyId: rootKey,
        input,
      }),
    async roleEnvironment(region, roleArn) {
      const credentials = await calls.assumeRole(region, roleArn, 'SageMaker');
      issue(credentials.accessKeyId, credentials.arn);
      return roleVariables(endpoint(), region, credentials);
    },
    logStream: (region, group, stream) =>
      openLogStream({ calls, accessKeyId: rootKey, region, group, stream, log }),
  };
}

function roleVariables(endpoint: string, region: string, credentials: RoleCredentials) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
