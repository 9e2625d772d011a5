import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load.ts';
import type { SandboxIdentity } from '../../src/sandbox/name.ts';
import { stackName } from '../../src/sandbox/name.ts';
import { account, makeStack, region } from './stacks.ts';

const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
const kim = makeStack('labs-kim', labs, { StopsAt: '2026-11-23T18:00:00Z' });
const tag = { Key: 'labs:sandbox', Value: 'labs-kim' };

test('the bucket is private, encrypted, unversioned, and goes with the stack', () => {
  expect(kim.resources['Bucket']).toEqual({
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'unfinished-uploads',
            Status: 'Enabled',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
      Tags: [tag],
    },
  });
});

test('the bucket answers over TLS only', () => {
  expect(kim.resources['BucketPolicy']!.Properties).toMatchObject({
    Bucket: kim.bucket,
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [`arn:aws:s3:::${kim.bucket}`, `arn:aws:s3:::${kim.bucket}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
});

test('the role is assumed by SageMaker, and by Scheduler for this account alone', () => {
  expect(kim.resources['Role']!.Properties).toMatchObject({
    Path: '/labs/labs-kim/',
    Tags: [tag],
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: {
              'aws:SourceAccount': account,
              'aws:SourceArn': `arn:aws:scheduler:${region}:${account}:schedule-group/default`,
            },
          },
        },
      ],
    },
  });
  expect(kim.resources['Role']!.Properties).not.toHaveProperty('ManagedPolicyArns');
});

test('a class that begins at an hour has a schedule that starts the notebook, and may', () => {
  const later = makeStack('labs-kim', labs, { StartsAt: '2026-11-24T00:00:00Z' });
  const { StartSchedule } = later.resources;
  expect(StartSchedule).toMatchObject({
    Condition: 'IsStarted',
    Properties: {
      GroupName: 'default',
      ScheduleExpression: 'at(2026-11-24T00:00:00)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:startNotebookInstance',
        RoleArn: later.roleArn,
        Input: `{"NotebookInstanceName":"${later.notebook}"}`,
        RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 840 },
      },
    },
  });
  const start = later.statements.filter(({ Sid }) => Sid === 'StartOwnNotebook');
  expect(start).toMatchObject([
    {
      Action: 'sagemaker:StartNotebookInstance',
      Resource: expect.stringMatching(new RegExp(`notebook-instance/${later.notebook}$`)),
    },
  ]);
  expect(kim.statements.map(({ Sid }) => Sid)).not.toContain('StartOwnNotebook');
});

test('the notebook runs on Amazon Linux 2023 with IMDSv2, after everything it needs', () => {
  expect(kim.resources['Notebook']).toMatchObject({
    DependsOn: ['BucketPolicy'],
    Properties: {
      PlatformIdentifier: 'notebook-al2023-v1',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      InstanceType: 'ml.t3.medium',
      VolumeSizeInGB: '10',
      RoleArn: kim.roleArn,
      LifecycleConfigName: 'Hooks-labs-kim-Ab12Cd34',
      Tags: [tag],
    },
  });
});

test('the schedule stops this notebook every quarter of an hour from the end of the lease', () => {
  const { Target, ...schedule } = kim.resources['StopSchedule']!.Properties as {
    readonly Target: Readonly<Record<string, unknown>>;
  };
  expect(schedule).toEqual({
    GroupName: 'default',
    ScheduleExpression: 'rate(15 minutes)',
    ScheduleExpressionTimezone: 'UTC',
    StartDate: '2026-11-23T18:00:00Z',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
  expect(Target).toEqual({
    Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
    RoleArn: kim.roleArn,
    Input: JSON.stringify({ NotebookInstanceName: kim.notebook }),
    RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 840 },
  });
});

test('a sandbox of a class is stopped in a window of ten minutes', () => {
  const { resources } = makeStack('labs-kim', labs, { Class: 'ml101' });
  expect(resources['StopSchedule']!.Properties).toMatchObject({
    StartDate: '2026-11-23T18:00:00Z',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
  });
});

test('the hooks know the sandbox, its bucket and its lease', () => {
  const { OnStart } = kim.resources['Hooks']!.Properties as {
    readonly OnStart: readonly { readonly Content: string }[];
  };
  const script = Buffer.from(OnStart[0]!.Content, 'base64').toString();
  for (const value of ['labs-kim', kim.bucket, region, '2026-11-23T18:00:00Z']) {
    expect(script.slice(0, 500)).toContain(value);
  }
});

test("a lab's own permissions and roles are added, the roles to be passed to their service alone", () => {
  const table = 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/x';
  const permissions = [{ actions: ['dynamodb:GetItem'], resources: [table, '${Bucket}'] }];
  const roles = [{ name: 'on-upload', service: 'lambda.amazonaws.com', permissions }];
  const { resources, statements } = makeStack('labs-kim', [{ ...labs[0]!, permissions, roles }]);
  const granted = {
    Effect: 'Allow',
    Action: 'dynamodb:GetItem',
    Resource: [`arn:aws:dynamodb:${region}:${account}:table/x`, 'labs-kim-bucket-0a1b2c3d4e5f'],
  };

  expect(statements.find(({ Sid }) => Sid === 'Xgboost1')).toMatchObject(granted);
  expect(resources['XgboostOnUploadRole']!.Properties).toMatchObject({
    Path: '/labs/labs-kim/',
    AssumeRolePolicyDocument: {
      Statement: [{ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyDocument: { Statement: [granted] } }],
  });
  expect(statements.find(({ Sid }) => Sid === 'PassXgboostOnUploadRole')).toEqual({
    Sid: 'PassXgboostOnUploadRole',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: `arn:aws:iam::${account}:role/labs/labs-kim/labs-kim-XgboostOnUploadRole-X`,
    Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  });
});

describe('the Teardown output', () => {
  const cases: readonly (readonly [SandboxIdentity, string])[] = [
    [{ owner: 'kim' }, '--owner kim'],
    [{ owner: 'kim', sandbox: 'second' }, '--owner kim --sandbox second'],
    [{ owner: 'kim', class: 'ml101' }, '--owner ml101 --sandbox kim'],
  ];

  test.each(cases)('of %o is a command whose options name the stack', (identity, options) => {
    const { outputs, name } = makeStack(stackName(identity), labs, {
      Owner: identity.owner,
      Sandbox: identity.sandbox ?? '',
      Class: identity.class ?? '',
    });
    expect(outputs['Teardown']!.Value).toBe(`npx labs down ${options} --region ${region}`);

    const [, owner, sandbox] = /--owner (\S+)(?: --sandbox (\S+))?$/.exec(options)!;
    expect(stackName({ owner: owner!, ...(sandbox === undefined ? {} : { sandbox }) })).toBe(name);
  });
});
