import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { mockClient } from 'aws-sdk-client-mock';
import type { Aws } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/clients.ts';
import { outputNames } from '../../src/sandbox/parameters.ts';

type Input = Readonly<Record<string, unknown>>;

interface Stack {
  readonly name: string;
  readonly id: string;
  readonly parameters: Map<string, string>;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  status: string;
  token: string;
}

/** What happens to a call instead of an answer; `lost`: it is carried out, and the answer is not. */
export type Luck = 'good' | 'throttled' | 'broken' | 'lost' | 'signed-out';

/** A CloudFormation that makes sandboxes at once, their notebooks, and their agents' reports. */
export interface FakeClass {
  readonly aws: Aws;
  readonly stacks: Map<string, Stack>;
  /** Every stack that was ever made, deleted ones too. */
  readonly made: Stack[];
  readonly calls: string[];
  readonly objects: Map<string, string>;
  /** Statuses of notebook instances that do not run, by name. */
  readonly resting: Map<string, string>;
  luck: (operation: string, input: Input) => Luck;
  /** Status in which a stack of a name ends up, and why. */
  fate: (name: string, attempt: number) => { readonly status: string; readonly reason?: string };
}

/** Makes a {@link FakeClass}; the one that was made last answers. */
export function createFakeClass(): FakeClass {
  const fake: FakeClass = {
    aws: createAws({
      credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
      gate: async () => undefined,
    }),
    stacks: new Map(),
    made: [],
    calls: [],
    objects: new Map(),
    resting: new Map(),
    luck: () => 'good',
    fate: () => ({ status: 'CREATE_COMPLETE' }),
  };
  current = async (operation, input) => {
    fake.calls.push(operation);
    const luck = fake.luck(operation, input);
    if (luck === 'throttled') throw awsError('Throttling', 'Rate exceeded');
    if (luck === 'signed-out') throw awsError('ExpiredToken', 'The token has expired', 403);
    if (luck === 'broken') throw awsError('InternalFailure', 'try again', 500);
    const answer = answerOf(fake, operation, input);
    if (luck === 'lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    return answer;
  };
  mockClients();
  return fake;
}

function answerOf(fake: FakeClass, operation: string, input: Input): unknown {
  switch (operation) {
    case 'CreateStack':
      return createStack(fake, input);
    case 'DeleteStack':
      for (const [name, { id }] of fake.stacks)
        if (id === input['StackName']) fake.stacks.delete(name);
      return {};
    case 'UpdateStack':
      return updateStack(fake, input);
    case 'DescribeStacks':
      return { Stacks: [...fake.stacks.values()].map((stack) => described(stack)) };
    case 'DescribeStackEvents':
      return { StackEvents: eventsOf(fake, String(input['StackName'])) };
    case 'DescribeStackResources':
      return { StackResources: [] };
    case 'ListNotebookInstances':
      return {
        NotebookInstances: [...fake.stacks.values()].map(({ name }) => ({
          NotebookInstanceName: `${name}-notebook`,
          NotebookInstanceStatus: fake.resting.get(`${name}-notebook`) ?? 'InService',
          InstanceType: 'ml.t3.medium',
        })),
      };
    case 'StopNotebookInstance':
      fake.resting.set(String(input['NotebookInstanceName']), 'Stopped');
      return {};
    case 'StartNotebookInstance':
      fake.resting.delete(String(input['NotebookInstanceName']));
      return {};
    case 'GetObject': {
      const body = fake.objects.get(`${String(input['Bucket'])}/${String(input['Key'])}`);
      if (body === undefined) throw awsError('NoSuchKey', 'The specified key does not exist.', 404);
      return { ContentLength: body.length, Body: { transformToString: async () => body } };
    }
    case 'PutObject':
      fake.objects.set(`${String(input['Bucket'])}/${String(input['Key'])}`, String(input['Body']));
      return {};
    default:
      throw new Error(`not answered: ${operation}`);
  }
}

function createStack(fake: FakeClass, input: Input): unknown {
  const name = String(input['StackName']);
  const token = String(input['ClientRequestToken']);
  const there = fake.stacks.get(name);
  if (there !== undefined && there.token !== token) {
    throw awsError('AlreadyExistsException', `Stack [${name}] already exists`);
  }
  if (there !== undefined) return { StackId: there.id };
  const attempt = fake.made.filter((stack) => stack.name === name).length + 1;
  const stack: Stack = {
    name,
    id: `arn:aws:cloudformation:us-east-1:111122223333:stack/${name}/${attempt}`,
    parameters: parametersOf(input),
    tags: input['Tags'] as Stack['tags'],
    status: fake.fate(name, attempt).status,
    token,
  };
  fake.stacks.set(name, stack);
  fake.made.push(stack);
  return { StackId: stack.id };
}

function updateStack(fake: FakeClass, input: Input): unknown {
  const stack = [...fake.stacks.values()].find(({ id }) => id === input['StackName']);
  for (const [key, value] of parametersOf(input)) stack?.parameters.set(key, value);
  if (stack !== undefined) stack.status = 'UPDATE_COMPLETE';
  return {};
}

function parametersOf(input: Input): Map<string, string> {
  const given = (input['Parameters'] ?? []) as readonly {
    readonly ParameterKey: string;
    readonly ParameterValue?: string;
  }[];
  return new Map(
    given.flatMap(({ ParameterKey, ParameterValue }) =>
      ParameterValue === undefined ? [] : [[ParameterKey, ParameterValue]],
    ),
  );
}

function eventsOf(fake: FakeClass, stackId: string): readonly object[] {
  const stack = fake.made.find(({ id }) => id === stackId);
  const attempt = Number(stackId.split('/').at(-1));
  return [
    {
      LogicalResourceId: 'Notebook',
      ResourceStatus: 'CREATE_FAILED',
      ResourceStatusReason: fake.fate(stack?.name ?? '', attempt).reason ?? 'no reason',
      Timestamp: new Date(),
    },
  ];
}

function described({ name, id, status, parameters, tags }: Stack): object {
  const outputs = {
    [outputNames.bucket]: `${name}-bucket`,
    [outputNames.notebook]: `${name}-notebook`,
    [outputNames.role]: `arn:aws:iam::111122223333:role/labs/${name}/role`,
  };
  return {
    StackName: name,
    StackId: id,
    StackStatus: status,
    CreationTime: new Date(),
    Tags: tags,
    Parameters: [...parameters].map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: status.endsWith('COMPLETE')
      ? Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }))
      : [],
  };
}

function awsError(name: string, text: string, status = 400): Error {
  return Object.assign(new Error(text), { name, $metadata: { httpStatusCode: status } });
}

let current: (operation: string, input: Input) => Promise<unknown> = () =>
  Promise.reject(new Error('no fake class was made'));

type AnyMock = (client: unknown) => {
  readonly send: { callsFake(answer: (command: AnyCommand) => Promise<unknown>): unknown };
};

interface AnyCommand {
  readonly input: Input;
}

/** At each making, for another test file may have mocked them since. */
function mockClients(): void {
  for (const client of [CloudFormationClient, S3Client, SageMakerClient]) {
    (mockClient as AnyMock)(client).send.callsFake((command) =>
      current(command.constructor.name.replace(/Command$/, ''), command.input),
    );
  }
}

/** Puts complete sandboxes of a class into it, without a run. */
export function fillClass(
  fake: FakeClass,
  group: string,
  count: number,
  stopsAt = '2030-01-01T00:00:00Z',
): void {
  for (let at = 1; at <= count; at++) {
    const name = `labs-${group}-s${at}`;
    const parameters = { Owner: `s${at}`, Class: group, Labs: 'xgboost', StopsAt: stopsAt };
    const tags = { 'labs:sandbox': name, 'labs:owner': `s${at}`, 'labs:class': group };
    createStack(fake, {
      StackName: name,
      ClientRequestToken: name,
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
  }
}
