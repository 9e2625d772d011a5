import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { beforeAll, expect, test } from 'vitest';
import { markedProcesses } from '../../../src/local/instance/processes.ts';
import { computePython } from '../../python.ts';
import { useDaemon } from '../use-daemon.ts';
import { bucket, computeAws, images, role, rows, trainingInput } from './aws.ts';

const daemon = useDaemon();
let the: ReturnType<typeof computeAws>;
/** Where the trained models lie. */
const models: Record<string, string> = {};

beforeAll(async () => {
  await computePython();
  the = computeAws(daemon());
  await the.prepare();
  await the.put('train/a.csv', rows(300));
  await the.put('validation/a.csv', rows(80));
}, 600_000);

const send: ReturnType<typeof daemon>['sageMaker']['send'] = (...args: readonly unknown[]) =>
  (daemon().sageMaker.send as (...all: readonly unknown[]) => never)(...args);
const channels = { train: 'train/', validation: 'validation/' };
const hyperparameters = { objective: 'binary:logistic', num_round: '10', eval_metric: 'auc' };
const waiting = { timeout: 30_000, interval: 50 };

async function makeModel(ModelName: string, Image: string, ModelDataUrl?: string): Promise<void> {
  const container = { Image, ...(ModelDataUrl === undefined ? {} : { ModelDataUrl }) };
  await send(
    new CreateModelCommand({ ModelName, ExecutionRoleArn: role, PrimaryContainer: container }),
  );
}

async function deploy(EndpointName: string, image: string, data?: string) {
  await makeModel(EndpointName, image, data);
  const variant = { VariantName: 'AllTraffic', ModelName: EndpointName, InitialInstanceCount: 1 };
  await send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: EndpointName,
      ProductionVariants: [{ ...variant, InstanceType: 'ml.m5.large' }],
    }),
  );
  await send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: EndpointName }));
  let found = await send(new DescribeEndpointCommand({ EndpointName }));
  await expect
    .poll(async () => {
      found = await send(new DescribeEndpointCommand({ EndpointName }));
      return found.EndpointStatus;
    }, waiting)
    .not.toBe('Creating');
  return found;
}

test('a training job of XGBoost learns from CSV and leaves metrics, a log and its model', async () => {
  const job = await the.train('trees', images.xgboost, hyperparameters, channels);
  expect(job).toMatchObject({
    TrainingJobStatus: 'Completed',
    ModelArtifacts: { S3ModelArtifacts: `s3://${bucket}/models/trees/output/model.tar.gz` },
  });
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    'Starting',
    'Downloading',
    'Training',
    'Uploading',
    'Completed',
  ]);
  const metrics = Object.fromEntries(
    (job.FinalMetricDataList ?? []).map(({ MetricName, Value }) => [MetricName, Value]),
  );
  expect(metrics['validation:auc']).toBeGreaterThan(0.95);
  const log = await the.logged('/aws/sagemaker/TrainingJobs', 'trees/algo-1-');
  expect(log).toContain('computed by the local AWS on this machine');
  // What the SDK's metric regexes look for.
  expect(log).toMatch(/\[9\].*#011train-auc:\d\.\d+#011validation-auc:\d\.\d+/);
  const archive = await the.read('models/trees/output/model.tar.gz');
  expect(Buffer.from(archive).toString('hex', 0, 2)).toBe('1f8b');
  models['trees'] = job.ModelArtifacts?.S3ModelArtifacts ?? '';
});

test('mistakes fail a training job with the reason that the container gives', async () => {
  const wrong = { ...hyperparameters, max_depth: 'deep' };
  const job = await the.train('wrong', images.xgboost, wrong, channels);
  expect(job.TrainingJobStatus).toBe('Failed');
  expect(job.FailureReason).toMatch(/UserError: Hyperparameter max_depth: could not parse value/);
  const missing = await the.train('missing', images.xgboost, hyperparameters, { train: 'none/' });
  expect(missing.FailureReason).toContain(
    `ClientError: Data download failed:No S3 objects found under S3 URL "s3://${bucket}/none/"`,
  );
});

test('jobs of any other image fail at once, and say what is computed', async () => {
  const job = await the.train('clusters', images.kMeans, { k: '3' }, { train: 'train/' });
  expect(job.FailureReason).toBe(
    'AlgorithmError: The local AWS computes only the built-in algorithms XGBoost and Linear Learner',
  );
  await send(
    new CreateProcessingJobCommand({
      ProcessingJobName: 'processing',
      RoleArn: role,
      AppSpecification: { ImageUri: 'any' },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 5 },
      },
    }),
  );
  const describe = () =>
    send(new DescribeProcessingJobCommand({ ProcessingJobName: 'processing' })).then(
      ({ FailureReason }) => FailureReason,
    );
  await expect.poll(describe).toContain('computes only');
});

test('a training job that is stopped ends its process', async () => {
  const TrainingJobName = 'stopped';
  const HyperParameters = { ...hyperparameters, num_round: '1000000' };
  const input = { ...trainingInput(images.xgboost, channels), TrainingJobName, HyperParameters };
  await send(new CreateTrainingJobCommand(input));
  const status = async () => {
    const job = await send(new DescribeTrainingJobCommand({ TrainingJobName }));
    return [job.TrainingJobStatus, job.SecondaryStatus];
  };
  await expect.poll(status, waiting).toEqual(['InProgress', 'Training']);
  await send(new StopTrainingJobCommand({ TrainingJobName }));
  await expect.poll(status, waiting).toEqual(['Stopped', 'Stopped']);
  expect(await markedProcesses(daemon().folder)).toEqual([]);
});

test('an endpoint answers with the model; what the model refuses is a ModelError', async () => {
  expect(await deploy('trees', images.xgboost, models['trees'])).toMatchObject({
    EndpointStatus: 'InService',
  });
  const csv = { 'content-type': 'text/csv' };
  const two = await the.invoke('trees', '0.9,0.9,0.1\n0.1,0.1,0.1\n', csv);
  expect(two).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' });
  const [first = 0, second = 1] = two.text.trim().split('\n').map(Number);
  expect(first).toBeGreaterThan(0.5);
  expect(second).toBeLessThan(0.5);
  const json = await the.invoke('trees', '1:0.9 2:0.1', {
    'content-type': 'text/libsvm',
    accept: 'application/json',
  });
  expect(JSON.parse(json.text)).toEqual({ predictions: [{ score: expect.any(Number) }] });
  const wide = await the.invoke('trees', '1,2,3,4,5,6', csv);
  expect(wide.status).toBe(424);
  expect(JSON.parse(wide.text)).toMatchObject({
    OriginalStatusCode: 400,
    Message: expect.stringContaining('Received client error (400) from primary with message'),
  });
  await send(new DeleteEndpointCommand({ EndpointName: 'trees' }));
  await expect.poll(() => markedProcesses(daemon().folder)).toEqual([]);
  const gone = await the.invoke('trees', '1,2,3', csv);
  expect(gone).toMatchObject({ status: 400 });
  expect(gone.text).toContain('Endpoint trees of account 123456789012 not found.');
});

test('an endpoint whose model is not there fails; one of another image comes up and cannot answer', async () => {
  const failed = await deploy('no-data', images.xgboost, `s3://${bucket}/nowhere/model.tar.gz`);
  expect(failed.EndpointStatus).toBe('Failed');
  expect(failed.FailureReason).toContain('Failed to download model data for container');
  expect(await deploy('other', images.kMeans)).toMatchObject({ EndpointStatus: 'InService' });
  const answer = await the.invoke('other', '1', { 'content-type': 'text/csv' });
  expect(answer.status).toBe(424);
  expect(answer.text).toContain('computes only the built-in algorithms');
});

test('a transform job puts every line of an object through a model', async () => {
  await the.put('batch/in.csv', rows(25, { label: false }));
  await makeModel('batch', images.xgboost, models['trees']);
  await send(
    new CreateTransformJobCommand({
      TransformJobName: 'batch',
      ModelName: 'batch',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/batch/` } },
        ContentType: 'text/csv',
        SplitType: 'Line',
      },
      TransformOutput: { S3OutputPath: `s3://${bucket}/answers`, AssembleWith: 'Line' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    }),
  );
  const status = () =>
    send(new DescribeTransformJobCommand({ TransformJobName: 'batch' })).then(
      ({ TransformJobStatus, FailureReason }) => [TransformJobStatus, FailureReason],
    );
  await expect.poll(status, waiting).toEqual(['Completed', undefined]);
  const text = new TextDecoder().decode(await the.read('answers/in.csv.out'));
  expect(text.trim().split('\n').map(Number)).toHaveLength(25);
});

test('a tuning job trains with other values each time and names the best', async () => {
  const HyperParameterTuningJobName = 'tuned';
  await send(
    new CreateHyperParameterTuningJobCommand({
      HyperParameterTuningJobName,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'validation:auc' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 3, MaxParallelTrainingJobs: 2 },
        ParameterRanges: {
          ContinuousParameterRanges: [{ Name: 'eta', MinValue: '0.1', MaxValue: '0.9' }],
          IntegerParameterRanges: [{ Name: 'max_depth', MinValue: '1', MaxValue: '4' }],
        },
      },
      TrainingJobDefinition: {
        ...trainingInput(images.xgboost, channels),
        ResourceConfig: undefined,
        // As the SageMaker SDK says it.
        HyperParameterTuningResourceConfig: {
          InstanceType: 'ml.m5.xlarge',
          InstanceCount: 1,
          VolumeSizeInGB: 7,
        },
        StaticHyperParameters: { objective: 'binary:logistic', num_round: '5' },
      },
      Tags: [{ Key: 'owner', Value: 'me' }],
    }),
  );
  const describe = () =>
    send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await expect
    .poll(async () => (await describe()).HyperParameterTuningJobStatus, waiting)
    .toBe('Completed');
  const { TrainingJobStatusCounters, BestTrainingJob } = await describe();
  expect(TrainingJobStatusCounters).toMatchObject({ Completed: 3, InProgress: 0 });
  const { TrainingJobSummaries: jobs = [] } = await send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({
      HyperParameterTuningJobName,
      SortBy: 'FinalObjectiveMetricValue',
      SortOrder: 'Descending',
    }),
  );
  expect(jobs).toHaveLength(3);
  expect(jobs[0]?.FinalHyperParameterTuningJobObjectiveMetric).toEqual(
    BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric,
  );
  expect(jobs.map(({ TrainingJobName }) => TrainingJobName)).toContain(
    BestTrainingJob?.TrainingJobName,
  );
  expect(new Set(jobs.map((job) => job.TunedHyperParameters?.['eta'])).size).toBe(3);
  for (const { TrainingJobName } of jobs) {
    expect(TrainingJobName).toMatch(/^tuned-00[123]-[0-9a-f]{8}$/);
    const training = await send(new DescribeTrainingJobCommand({ TrainingJobName }));
    expect(training.ResourceConfig).toEqual({
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 1,
      VolumeSizeInGB: 7,
    });
  }
});

test('the stand-in for Linear Learner says that it is one, and answers in its shapes', async () => {
  const chosen = { predictor_type: 'binary_classifier', epochs: '5' };
  const job = await the.train('line', images.linearLearner, chosen, channels);
  expect([job.TrainingJobStatus, job.FailureReason]).toEqual(['Completed', undefined]);
  const metrics = Object.fromEntries(
    (job.FinalMetricDataList ?? []).map(({ MetricName, Value }) => [MetricName, Value]),
  );
  expect(metrics['validation:binary_classification_accuracy']).toBeGreaterThan(0.95);
  const log = await the.logged('/aws/sagemaker/TrainingJobs', 'line/algo-1-');
  expect(log).toContain('a stand-in for Linear Learner on scikit-learn');
  await deploy('line', images.linearLearner, job.ModelArtifacts?.S3ModelArtifacts);
  const { text } = await the.invoke('line', '0.9,0.9,0.1\n0.1,0.1,0.1', {
    'content-type': 'text/csv',
  });
  expect(JSON.parse(text)).toMatchObject({
    predictions: [{ predicted_label: 1 }, { predicted_label: 0 }],
  });
});
