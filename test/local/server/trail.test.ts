import {
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  DeleteModelCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

const lookUp = (request: LookupEventsCommandInput) =>
  server.cloudTrail.send(new LookupEventsCommand(request));
const by = (AttributeKey: 'EventName' | 'Username', AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

interface Told {
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly readOnly: boolean;
  readonly requestParameters: Readonly<Record<string, unknown>>;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly userIdentity: Readonly<Record<string, unknown>>;
}

const told = (event: Event | undefined) => JSON.parse(event?.CloudTrailEvent ?? '{}') as Told;

test('an event tells what was made by whom, the role of a session with its path', async () => {
  const { Role } = await server.iam.send(
    new CreateRoleCommand({
      RoleName: 'labs-kim-Role',
      Path: '/labs/labs-kim/',
      AssumeRolePolicyDocument: '{}',
    }),
  );
  const { Credentials } = await server.sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'SageMaker' }),
  );
  const notebook = server.sageMakerAs({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  await notebook.send(new CreateModelCommand({ ModelName: 'made', ExecutionRoleArn: Role?.Arn }));
  const { Events } = await lookUp(by('EventName', 'CreateModel'));
  expect(Events).toMatchObject([
    { EventName: 'CreateModel', Username: 'SageMaker', EventSource: 'sagemaker.amazonaws.com' },
  ]);
  const session = `arn:aws:sts::${account}:assumed-role/labs-kim-Role/SageMaker`;
  expect(told(Events?.[0])).toMatchObject({
    eventSource: 'sagemaker.amazonaws.com',
    awsRegion: region,
    readOnly: false,
    requestParameters: { modelName: 'made', executionRoleArn: Role?.Arn },
    responseElements: { modelArn: `arn:aws:sagemaker:${region}:${account}:model/made` },
    userIdentity: {
      type: 'AssumedRole',
      arn: session,
      sessionContext: { sessionIssuer: { type: 'Role', arn: Role?.Arn } },
    },
  });
});

test('events come newest first, in pages of at most 50, and reading leaves none', async () => {
  for (let index = 0; index < 3; index += 1) {
    const ModelName = `page-${index}`;
    await server.sageMaker.send(new CreateModelCommand({ ModelName }));
    await server.sageMaker.send(new DeleteModelCommand({ ModelName }));
  }
  await server.sageMaker.send(new ListModelsCommand({}));
  const first = await lookUp({ MaxResults: 4 });
  expect(first.Events?.map((event) => event.EventName)).toEqual([
    'DeleteModel',
    'CreateModel',
    'DeleteModel',
    'CreateModel',
  ]);
  const second = await lookUp({ MaxResults: 4, NextToken: first.NextToken });
  expect(second.Events).toHaveLength(3);
  expect(second.NextToken).toBeUndefined();
  expect((await lookUp(by('Username', 'me'))).Events).toHaveLength(6);
  expect((await lookUp({ StartTime: new Date(Date.now() + 60_000) })).Events).toEqual([]);
});

test('more than one attribute, or more than 50 results, are refused', async () => {
  const two = [
    { AttributeKey: 'EventName', AttributeValue: 'a' },
    { AttributeKey: 'Username', AttributeValue: 'b' },
  ] as const;
  expect((await refusal(lookUp({ LookupAttributes: [...two] }))).name).toBe(
    'InvalidLookupAttributesException',
  );
  expect((await refusal(lookUp({ MaxResults: 51 }))).name).toBe('InvalidMaxResultsException');
});

test('a refused call leaves no event', async () => {
  const before = (await lookUp(by('EventName', 'DeleteModel'))).Events?.length;
  await refusal(server.sageMaker.send(new DeleteModelCommand({ ModelName: 'nobody' })));
  expect((await lookUp(by('EventName', 'DeleteModel'))).Events).toHaveLength(before ?? -1);
});

test('a link to a notebook leaves an event, and the link is not in it', async () => {
  const NotebookInstanceName = 'opened';
  const RoleArn = `arn:aws:iam::${account}:role/r`;
  await server.sageMaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName,
      InstanceType: 'ml.t3.medium',
      RoleArn,
    }),
  );
  const { AuthorizedUrl } = await server.sageMaker.send(
    new CreatePresignedNotebookInstanceUrlCommand({
      NotebookInstanceName,
      SessionExpirationDurationInSeconds: 1800,
    }),
  );
  expect(AuthorizedUrl).toMatch(/^https:/);
  const { Events } = await lookUp(by('EventName', 'CreatePresignedNotebookInstanceUrl'));
  expect(Events).toHaveLength(1);
  expect(told(Events?.[0])).toMatchObject({
    readOnly: false,
    requestParameters: {
      notebookInstanceName: NotebookInstanceName,
      sessionExpirationDurationInSeconds: 1800,
    },
    responseElements: null,
  });
  expect(Events?.[0]?.CloudTrailEvent).not.toContain('authToken');
});
