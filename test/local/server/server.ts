import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { PricingClient } from '@aws-sdk/client-pricing';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import { recordingHost } from '../../../src/host/recording-host.ts';
import { pythonOnly } from '../../../src/find-python.ts';
import {
  bytecodeOf,
  pythonEnvironment,
  serverFolder,
} from '../../../src/local/python-env/python.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

export const region = 'us-east-1';
export const account = '123456789012';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A notebook as the control API tells of it. */
export interface NotebookState {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly roleArn: string;
  readonly instanceType: string;
  readonly volumeGiB: number;
  readonly onCreate: string | null;
  readonly onStart: string | null;
  readonly firstStart: boolean;
  readonly since: string;
}

interface Named {
  readonly region: string;
  readonly name: string;
  readonly status: string;
}

export interface State {
  readonly serial: number;
  readonly notebooks: readonly NotebookState[];
  readonly schedules: readonly Readonly<Record<string, string | number | null>>[];
  readonly endpoints: readonly Named[];
  readonly jobs: readonly (Named & { readonly type: string })[];
}

export interface Server {
  readonly endpoint: string;
  readonly cloudFormation: CloudFormationClient;
  readonly cloudTrail: CloudTrailClient;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  readonly pricing: PricingClient;
  readonly quotas: ServiceQuotasClient;
  readonly s3: S3Client;
  readonly sageMaker: SageMakerClient;
  readonly sts: STSClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  /** A client with other credentials or in another region. */
  sageMakerAs(credentials: Credentials): SageMakerClient;
  sageMakerIn(otherRegion: string): SageMakerClient;
  stsAs(credentials: Credentials): STSClient;
  /** A request of the control API; status and body. */
  control(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  state(): Promise<State>;
  counts(): Promise<Readonly<Record<string, number>>>;
  /** A request to a service that has no SDK client here; the text of its answer. */
  raw(service: string, request: RawRequest): Promise<{ status: number; text: string }>;
  /** Closes its standard input; the exit code. */
  stop(): Promise<number | null>;
}

export interface RawRequest {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly accessKeyId?: string;
}

/** Maximum time for the first start, which may make the Python environment. */
export const startTimeout = 300_000;

async function python(): Promise<string> {
  const given = process.env['LABS_TEST_PYTHON'];
  return given ?? (await pythonEnvironment(recordingHost(), AbortSignal.timeout(startTimeout)));
}

const key: Credentials = { accessKeyId: 'AKIALABSLABSLABSLABS', secretAccessKey: 'secret' };

/** Starts the Python server on a free port. */
export async function startServer({
  hooks = 'none',
  policies = 'ignored',
}: {
  readonly hooks?: 'none' | 'external';
  readonly policies?: 'enforced' | 'ignored';
} = {}): Promise<Server> {
  const token = randomBytes(16).toString('hex');
  const interpreter = await python();
  const child = spawn(interpreter, ['-m', 'labs_moto', '--hooks', hooks, '--policies', policies], {
    env: {
      ...pythonOnly(),
      PYTHONPATH: serverFolder,
      PYTHONPYCACHEPREFIX: bytecodeOf(interpreter),
      LABS_CONTROL_TOKEN: token,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const endpoint = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  const config = { region, endpoint, credentials: key, maxAttempts: 1 };

  async function control(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${endpoint}/_labs/${path}`, {
      method,
      headers: { 'x-labs-control': token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    endpoint,
    cloudFormation: new CloudFormationClient(config),
    cloudTrail: new CloudTrailClient(config),
    iam: new IAMClient(config),
    logs: new CloudWatchLogsClient(config),
    pricing: new PricingClient(config),
    quotas: new ServiceQuotasClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sageMaker: new SageMakerClient(config),
    sts: new STSClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
    sageMakerAs: (credentials) => new SageMakerClient({ ...config, credentials }),
    sageMakerIn: (otherRegion) => new SageMakerClient({ ...config, region: otherRegion }),
    stsAs: (credentials) => new STSClient({ ...config, credentials }),
    control,
    state: async () => (await control('GET', 'state')).body as State,
    counts: async () => (await control('GET', 'counts')).body as Record<string, number>,
    async raw(service, { path = '/', method = 'POST', headers = {}, body, accessKeyId }) {
      const scope = `${accessKeyId ?? key.accessKeyId}/20260101/${region}/${service}/aws4_request`;
      const response = await fetch(`${endpoint}${path}`, {
        method,
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, text: await response.text() };
    },
    async stop() {
      child.stdin.end();
      return ended;
    },
  };
}

/** The error that a promise ends with, as name and message. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ readonly name: string; readonly message: string }> {
  try {
    await promise;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  throw new Error('it was not refused');
}
