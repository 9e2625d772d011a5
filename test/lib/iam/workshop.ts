import type { MadeStack } from '../stacks.ts';
import { account, region } from '../stacks.ts';
import { makingContext } from './refused.ts';
import type { Attempt } from './simulate.ts';

/**
 * What the notebooks of the first two labs ask of AWS, step by step, with SDK 1.72 and 2.257: the
 * calls were recorded from both SDKs (Estimator, tuner, transformer, predictor, analytics).
 */
export function workshopCalls(stack: MadeStack): Readonly<Record<string, readonly Attempt[]>> {
  const { bucket, roleArn, notebook, name } = stack;
  const own = { 'aws:ResourceTag/labs:sandbox': name };
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const inAccount = { 's3:ResourceAccount': account };

  const on = (thing: string): string => `arn:aws:sagemaker:${region}:${account}:${thing}/x-2026`;
  const call = (action: string, resource: string, context: Attempt['context'] = {}): Attempt => ({
    action,
    resource,
    context,
    about: name,
  });
  const ofOwn = (thing: string, ...actions: readonly string[]): readonly Attempt[] =>
    actions.map((action) => call(`sagemaker:${action}`, on(thing), own));
  const objects = (...actions: readonly string[]): readonly Attempt[] =>
    actions.map((action) => call(`s3:${action}`, `${bucketArn}/sagemaker/x`, inAccount));
  const listing = call('s3:ListBucket', bucketArn, inAccount);
  const passing = call('iam:PassRole', roleArn, {
    'iam:PassedToService': 'sagemaker.amazonaws.com',
  });
  const logs = (group: string): readonly Attempt[] => [
    call('logs:DescribeLogStreams', logGroup(group)),
    call('logs:GetLogEvents', `${logGroup(group)}:log-stream:x-2026/algo-1-1`),
  ];

  /** Making a thing: the call, the tags that go with it, and for most of them the role. */
  const making = (
    thing: string,
    action: string,
    instanceType: string,
    more: Attempt['context'] = {},
  ): readonly Attempt[] => {
    const context = { ...makingContext(name, instanceType), ...more };
    return [
      call(`sagemaker:${action}`, on(thing), context),
      call('sagemaker:AddTags', on(thing), { ...context, 'sagemaker:TaggingAction': action }),
    ];
  };
  const aDay = { 'sagemaker:MaxRuntimeInSeconds': '86400' };

  return {
    'Session(), default_bucket() and get_execution_role()': [
      call('sagemaker:DescribeNotebookInstance', on('notebook-instance'), own),
      call('iam:GetRole', roleArn),
      call('s3:ListAllMyBuckets', '*'),
      call('s3:CreateBucket', bucketArn, inAccount),
      call('s3:GetBucketLocation', bucketArn, inAccount),
      listing,
    ],
    'data up and down': [...objects('PutObject', 'GetObject', 'AbortMultipartUpload'), listing],
    "AWS's sample data": [
      call('s3:GetObject', 'arn:aws:s3:::sagemaker-example-files-prod-us-east-1/datasets/mnist', {
        's3:ResourceAccount': '999988887777',
      }),
      call('s3:ListBucket', 'arn:aws:s3:::sagemaker-sample-data-us-west-2', {
        's3:ResourceAccount': '999988887777',
      }),
    ],
    'estimator.fit() with its logs': [
      passing,
      ...making('training-job', 'CreateTrainingJob', 'ml.m4.xlarge', aDay),
      ...making('training-job', 'CreateTrainingJob', 'ml.c4.xlarge', aDay),
      ...ofOwn('training-job', 'DescribeTrainingJob', 'StopTrainingJob'),
      ...logs('TrainingJobs'),
    ],
    'what a training job does with the role': [
      call('ecr:GetAuthorizationToken', '*'),
      ...['BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'BatchGetImage'].map((action) =>
        call(`ecr:${action}`, 'arn:aws:ecr:us-east-1:811284229777:repository/xgboost'),
      ),
      ...objects('GetObject', 'PutObject'),
      listing,
      call('logs:CreateLogGroup', logGroup('TrainingJobs')),
      call('logs:CreateLogStream', `${logGroup('TrainingJobs')}:log-stream:x/algo-1`),
      call('logs:PutLogEvents', `${logGroup('TrainingJobs')}:log-stream:x/algo-1`),
      call('cloudwatch:PutMetricData', '*', {
        'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs',
      }),
    ],
    'estimator.deploy()': [
      passing,
      ...making('model', 'CreateModel', 'ml.m4.xlarge'),
      call('sagemaker:DescribeEndpointConfig', on('endpoint-config')),
      ...making('endpoint-config', 'CreateEndpointConfig', 'ml.m4.xlarge'),
      ...making('endpoint', 'CreateEndpoint', 'ml.m4.xlarge'),
      call('sagemaker:CreateEndpoint', on('endpoint-config'), {
        ...makingContext(name, 'ml.m4.xlarge'),
        ...own,
      }),
      ...ofOwn('endpoint', 'DescribeEndpoint'),
      ...ofOwn('endpoint-config', 'DescribeEndpointConfig'),
      ...ofOwn('model', 'DescribeModel'),
    ],
    'predictor.predict()': ofOwn('endpoint', 'InvokeEndpoint'),
    'an endpoint with another configuration': [
      ...ofOwn('endpoint', 'UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities'),
      ...ofOwn('endpoint-config', 'UpdateEndpoint'),
    ],
    HyperparameterTuner: [
      passing,
      ...making(
        'hyper-parameter-tuning-job',
        'CreateHyperParameterTuningJob',
        'ml.c4.xlarge',
        aDay,
      ),
      ...ofOwn(
        'hyper-parameter-tuning-job',
        'DescribeHyperParameterTuningJob',
        'ListTrainingJobsForHyperParameterTuningJob',
        'StopHyperParameterTuningJob',
      ),
      ...ofOwn('training-job', 'DescribeTrainingJob', 'ListTags'),
      call('cloudwatch:GetMetricStatistics', '*'),
    ],
    'transformer.transform()': [
      ...making('transform-job', 'CreateTransformJob', 'ml.m4.xlarge'),
      ...ofOwn('transform-job', 'DescribeTransformJob', 'StopTransformJob'),
      ...logs('TransformJobs'),
    ],
    'delete_model() and delete_endpoint()': [
      ...ofOwn('endpoint', 'DescribeEndpoint', 'DeleteEndpoint'),
      ...ofOwn('endpoint-config', 'DescribeEndpointConfig', 'DeleteEndpointConfig'),
      ...ofOwn('model', 'DeleteModel'),
      call('sagemaker:DescribeEndpoint', on('endpoint')),
      ...objects('DeleteObject'),
    ],
    'the agent': [
      ...objects('GetObject', 'PutObject'),
      listing,
      ...[
        'ListEndpoints',
        'ListTrainingJobs',
        'ListHyperParameterTuningJobs',
        'ListTransformJobs',
      ].map((action) => call(`sagemaker:${action}`, '*')),
      call('sagemaker:ListTags', on('endpoint'), { 'aws:ResourceTag/labs:sandbox': 'labs-lee' }),
      ...ofOwn('notebook-instance', 'DescribeNotebookInstance', 'StopNotebookInstance'),
    ],
    "the instance's own logs": [
      call('logs:CreateLogStream', `${logGroup('NotebookInstances')}:log-stream:${notebook}/x`),
      call('logs:PutLogEvents', `${logGroup('NotebookInstances')}:log-stream:${notebook}/x`),
    ],
    'the stop schedule': ofOwn('notebook-instance', 'StopNotebookInstance'),
  };
}

function logGroup(name: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/${name}`;
}
