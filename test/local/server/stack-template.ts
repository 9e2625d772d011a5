type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Template = {
  readonly Parameters?: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly [section: string]: Json | undefined;
};

const allowNotebooks: Json = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

function policyDocument(action: string): Json {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  };
}

/** A stack with everything a sandbox has: bucket and policy, role, hooks, notebook, schedule. */
export const sandboxTemplate = {
  Description: 'a sandbox',
  Parameters: {
    StopsAt: { Type: 'String', Default: '2030-01-01T00:00:00Z' },
    Type: { Type: 'String', Default: 'ml.t3.medium' },
    Size: { Type: 'Number', Default: 20, MinValue: 5, MaxValue: 16384 },
  },
  Resources: {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: {
          Rules: [
            { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          ],
        },
      },
    },
    BucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Action: 's3:*',
              Principal: { AWS: '*' },
              Resource: [
                { 'Fn::GetAtt': ['Bucket', 'Arn'] },
                { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] },
              ],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Path: { 'Fn::Sub': '/labs/${AWS::StackName}/' },
        AssumeRolePolicyDocument: allowNotebooks,
        Policies: [{ PolicyName: 'bucket', PolicyDocument: policyDocument('s3:ListBucket') }],
      },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'more',
        PolicyDocument: policyDocument('s3:GetObject'),
        Roles: [{ Ref: 'Role' }],
      },
    },
    Hooks: {
      Type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
      Properties: {
        OnCreate: [{ Content: { 'Fn::Base64': '#!/bin/bash\necho created\n' } }],
        OnStart: [
          {
            Content: {
              'Fn::Base64': {
                'Fn::Sub': '#!/bin/bash\necho ${AWS::StackName} ${Bucket} ${!HOME}\n',
              },
            },
          },
        ],
      },
    },
    Notebook: {
      Type: 'AWS::SageMaker::NotebookInstance',
      DependsOn: ['Policy', 'BucketPolicy'],
      Properties: {
        InstanceType: { Ref: 'Type' },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        VolumeSizeInGB: { Ref: 'Size' },
        PlatformIdentifier: 'notebook-al2023-v1',
        DirectInternetAccess: 'Enabled',
        RootAccess: 'Disabled',
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
        LifecycleConfigName: { 'Fn::GetAtt': 'Hooks.NotebookInstanceLifecycleConfigName' },
        Tags: [{ Key: 'of', Value: 'the notebook' }],
      },
    },
    Stop: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(15 minutes)',
        StartDate: { Ref: 'StopsAt' },
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
          RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Input: { 'Fn::Sub': '{"NotebookInstanceName":"${Notebook.NotebookInstanceName}"}' },
          RetryPolicy: { MaximumRetryAttempts: 0 },
        },
      },
    },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:x' } },
  },
  Outputs: {
    Bucket: { Value: { Ref: 'Bucket' }, Description: 'its bucket' },
    NotebookRef: { Value: { Ref: 'Notebook' } },
    NotebookName: { Value: { 'Fn::GetAtt': ['Notebook', 'NotebookInstanceName'] } },
    HooksRef: { Value: { Ref: 'Hooks' } },
    RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  },
} as const satisfies Template;

/** A stack of one bucket and one role, for what needs no notebook. */
export const smallTemplate: Template = {
  Parameters: { Note: { Type: 'String', Default: 'none' } },
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: allowNotebooks,
        Description: { Ref: 'Note' },
      },
    },
  },
};
