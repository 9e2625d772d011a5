import { Aws, Fn } from 'aws-cdk-lib/core';
import { rolePath } from '../../src/sandbox/tags.ts';
import type { Statement } from './statement.ts';

/**
 * What every sandbox's role may do outside SageMaker.
 *
 * @param bucketArn ARN of the sandbox's bucket
 * @param services those that work with the role
 * @param lists what finds names for the types that its labs make
 */
// oxlint-disable-next-line max-lines-per-function -- one list of statements
export function baseStatements(
  bucketArn: string,
  services: readonly string[],
  lists: readonly string[],
): readonly Statement[] {
  return [
    {
      Sid: 'OwnBucket',
      Effect: 'Allow',
      Action: [
        's3:AbortMultipartUpload',
        // SDK 1.x makes its default bucket without looking; of one's own that is no change
        // (BucketAlreadyOwnedByYou).
        's3:CreateBucket',
        's3:DeleteObject',
        's3:GetBucketLocation',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
      ],
      Resource: [bucketArn, `${bucketArn}/*`],
    },
    {
      Sid: 'Anywhere',
      Effect: 'Allow',
      Action: [
        'cloudwatch:GetMetricData',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListMetrics',
        'ecr:GetAuthorizationToken',
        // Bucket.creation_date of boto3, which every SDK's default_bucket() asks.
        's3:ListAllMyBuckets',
        ...lists,
      ],
      Resource: '*',
    },
    {
      Sid: 'SampleData',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: '*',
      Condition: {
        StringNotEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID },
        Null: { 's3:ResourceAccount': 'false' },
      },
    },
    { Sid: 'OwnRoles', Effect: 'Allow', Action: 'iam:GetRole', Resource: ownRoles() },
    {
      Sid: 'PassRoles',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: ownRoles(),
      Condition: { StringEquals: { 'iam:PassedToService': services } },
    },
    {
      Sid: 'PullImages',
      Effect: 'Allow',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      // AWS's algorithms and frameworks are in AWS's accounts; this account's own are not for all.
      NotResource: Fn.sub('arn:${AWS::Partition}:ecr:*:${AWS::AccountId}:repository/*'),
    },
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: logGroup('*'),
    },
    {
      Sid: 'JobLogs',
      Effect: 'Allow',
      Action: ['logs:DescribeLogStreams', 'logs:GetLogEvents'],
      // TrainingJobs, TransformJobs, ProcessingJobs. Not NotebookInstances: a neighbour's Jupyter log
      // shows what its owner opens.
      Resource: ['Tra*Jobs*', 'ProcessingJobs*', 'Endpoints/*'].map(logGroup),
    },
    {
      Sid: 'PutMetrics',
      Effect: 'Allow',
      Action: 'cloudwatch:PutMetricData',
      Resource: '*',
      Condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } },
    },
  ];
}

function ownRoles(): string {
  return Fn.sub(`arn:\${AWS::Partition}:iam::*:role${rolePath('${AWS::StackName}')}*`);
}

function logGroup(name: string): string {
  return Fn.sub(`arn:\${AWS::Partition}:logs:\${AWS::Region}:*:log-group:/aws/sagemaker/${name}`);
}
