import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { ECRClient } from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { TranslateClient } from '@aws-sdk/client-translate';
import { mockClient } from 'aws-sdk-client-mock';
import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import { answerCloudFormation } from './fake-cloudformation.ts';
import { answerLogs, answerS3, answerTagging } from './fake-others.ts';
import { answerSageMaker } from './fake-sagemaker.ts';
import {
  answerComprehend,
  answerEcr,
  answerIam,
  answerStates,
  answerTranslate,
} from './fake-services.ts';
import type { Times } from './fake-state.ts';
import { answerCloudTrail } from './fake-trail.ts';
import { FakeState, instantTimes } from './fake-state.ts';

/** A call that was made, answered or not. */
export interface FakeCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether it can change anything. */
  readonly writes: boolean;
}

/** A call that is to fail instead of being carried out. */
export interface Fault {
  readonly operation: string;
  readonly error: Error;
  /** How often; always where absent. */
  times?: number;
  readonly when?: (call: FakeCall) => boolean;
}

export interface FakeAws {
  aws: Aws;
  /**
   * Gives up all clients and what was learned through them, as the end of a process does: calls that
   * are made with the old ones are neither carried out nor answered any more.
   */
  readonly restart: () => void;
  readonly state: FakeState;
  readonly calls: FakeCall[];
  readonly faults: Fault[];
  /** Called before each call is answered: to change the world, or to interrupt. */
  onCall: (call: FakeCall) => void;
  /** Called after each call was carried out, before its answer is given. */
  onDone: (call: FakeCall) => void;
  /** The run's clock and pauses, in the fake's time. */
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface FakeOptions {
  readonly times?: Times;
  /** Items of a page, whatever was asked for; AWS may always give fewer. */
  readonly pageSize?: number;
  /** How far the tag index lags behind, in milliseconds. */
  readonly tagLag?: number;
}

/**
 * A small AWS in memory behind the SDK's clients: SageMaker, S3, CloudFormation, CloudWatch Logs, ECR,
 * Step Functions, Comprehend, Translate, IAM, CloudTrail and the tag index, as far as teardown meets
 * them.
 *
 * States change with the fake's clock alone, which stands still but for `sleep`. Lists give two items
 * a page. Calls are refused in the wrong status with AWS's own texts, a full bucket fails its stack's
 * deletion, and an endpoint whose role is gone cannot be deleted any more. IAM, quotas and rates are
 * not modelled; `faults` stand for them.
 */
export function createFakeAws(options: FakeOptions = {}): FakeAws {
  const { times = instantTimes, pageSize = 2, tagLag = 0 } = options;
  const state = new FakeState(times, tagLag);
  const calls: FakeCall[] = [];
  const faults: Fault[] = [];
  const lives = new WeakMap<object, number>();
  let life = 0;

  function newAws(): Aws {
    const own = life;
    const aws = createAws({
      credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
      gate: async () => undefined,
    });
    return {
      client: async (service, region) => {
        const client = await aws.client(service, region);
        lives.set(client, own);
        return client;
      },
    };
  }

  const fake: FakeAws = {
    aws: newAws(),
    restart: () => {
      life += 1;
      fake.aws = newAws();
    },
    state,
    calls,
    faults,
    onCall: () => undefined,
    onDone: () => undefined,
    now: () => new Date(state.now),
    sleep: async (milliseconds, signal) => {
      state.advance(milliseconds);
      // Lets everything that waits for an answer go on, as real time would.
      if (!signal.aborted) await new Promise((resolve) => void setImmediate(resolve));
    },
  };

  async function answer(this: AnyClient, command: AnyCommand): Promise<unknown> {
    const service = this.constructor.name.replace(/Client$/, '') as Service;
    const operation = command.constructor.name.replace(/Command$/, '');
    const region = await this.config.region();
    const writes = !/^(List|Describe|Get|Lookup)/.test(operation);
    const call = { service, operation, region, input: command.input, writes };
    const isDead = (): boolean => lives.get(this) !== life;
    if (isDead()) return forEver;
    calls.push(call);
    fake.onCall(call);
    if (isDead()) return forEver;
    const fault = faults.find(
      ({ operation: name, times: left, when }) =>
        name === operation && left !== 0 && (when?.(call) ?? true),
    );
    if (fault !== undefined) {
      if (fault.times !== undefined) fault.times -= 1;
      throw fault.error;
    }
    const answered = answers[service](state, region, operation, command.input, pageSize);
    fake.onDone(call);
    return isDead() ? forEver : answered;
  }

  current = answer;
  mockClients();
  return fake;
}

/** `mockClient` for whichever client: all are answered by one function. */
type AnyMock = (client: unknown) => { readonly send: { callsFake(answer: Answer): unknown } };

type Answer = (this: AnyClient, command: AnyCommand) => Promise<unknown>;

/** The fake that answers: the one that was made last. */
let current: Answer = () => Promise.reject(new Error('no fake AWS was made'));

const forEver = new Promise<never>(() => undefined);

interface AnyClient {
  readonly config: { region(): Promise<string> };
}

interface AnyCommand {
  readonly input: Readonly<Record<string, unknown>>;
}

const answers = {
  SageMaker: answerSageMaker,
  S3: answerS3,
  CloudFormation: answerCloudFormation,
  CloudWatchLogs: answerLogs,
  ResourceGroupsTaggingAPI: answerTagging,
  ECR: answerEcr,
  SFN: answerStates,
  Comprehend: answerComprehend,
  Translate: answerTranslate,
  IAM: answerIam,
  CloudTrail: answerCloudTrail,
} as const;

type Service = keyof typeof answers;

const clients = [
  SageMakerClient,
  S3Client,
  CloudFormationClient,
  CloudWatchLogsClient,
  ResourceGroupsTaggingAPIClient,
  ECRClient,
  SFNClient,
  ComprehendClient,
  TranslateClient,
  IAMClient,
  CloudTrailClient,
] as const;

/** At each making, for another test file may have mocked them since. */
function mockClients(): void {
  for (const client of clients) {
    (mockClient as AnyMock)(client).send.callsFake(function answer(this: AnyClient, command) {
      return current.call(this, command);
    });
  }
}
