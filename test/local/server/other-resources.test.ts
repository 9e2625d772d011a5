import {
  CreateAutoMLJobV2Command,
  CreateCodeRepositoryCommand,
  CreateCompilationJobCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateInferenceComponentCommand,
  CreateInferenceRecommendationsJobCommand,
  CreateLabelingJobCommand,
  CreateMlflowTrackingServerCommand,
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  CreateMonitoringScheduleCommand,
  CreatePipelineCommand,
  DeleteCodeRepositoryCommand,
  DeleteCompilationJobCommand,
  DeleteFeatureGroupCommand,
  DeleteInferenceComponentCommand,
  DeleteMlflowTrackingServerCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DeleteMonitoringScheduleCommand,
  DeletePipelineCommand,
  DescribeAutoMLJobCommand,
  DescribeMonitoringScheduleCommand,
  DescribePipelineExecutionCommand,
  ListAutoMLJobsCommand,
  ListCodeRepositoriesCommand,
  ListCompilationJobsCommand,
  ListFeatureGroupsCommand,
  ListInferenceComponentsCommand,
  ListInferenceRecommendationsJobsCommand,
  ListLabelingJobsCommand,
  ListMlflowTrackingServersCommand,
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  ListMonitoringSchedulesCommand,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
  StartPipelineExecutionCommand,
  StopAutoMLJobCommand,
  StopCompilationJobCommand,
  StopInferenceRecommendationsJobCommand,
  StopLabelingJobCommand,
  StopMlflowTrackingServerCommand,
  StopMonitoringScheduleCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, region, type Server, startServer, startTimeout } from './server.ts';

let server: Server;
let send: Server['sageMaker']['send'];

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  send = server.sageMaker.send.bind(server.sageMaker);
}, startTimeout);
afterAll(() => server.stop());

const RoleArn = `arn:aws:iam::${account}:role/labs/x/role`;
const ClientRequestToken = 'x'.repeat(32);
const end = async (path: string, status: string) =>
  (await server.control('POST', path, { status })).status;
const count = async (type: string) => (await server.counts())[`sagemaker:${type}`];

test('a code repository is made, listed and deleted', async () => {
  const CodeRepositoryName = 'repository';
  const RepositoryUrl = 'https://github.com/aws/amazon-sagemaker-examples';
  await send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig: { RepositoryUrl } }));
  const { CodeRepositorySummaryList } = await send(new ListCodeRepositoriesCommand({}));
  expect(CodeRepositorySummaryList).toMatchObject([{ GitConfig: { RepositoryUrl } }]);
  await send(new DeleteCodeRepositoryCommand({ CodeRepositoryName }));
  expect(await count('code-repository')).toBe(0);
});

test('an inference component belongs to its endpoint, is listed and deleted', async () => {
  const EndpointName = 'endpoint';
  await send(new CreateModelCommand({ ModelName: 'model' }));
  await send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: 'config',
      ProductionVariants: [
        {
          VariantName: 'v',
          ModelName: 'model',
          InstanceType: 'ml.m5.xlarge',
          InitialInstanceCount: 1,
        },
      ],
    }),
  );
  const component = new CreateInferenceComponentCommand({
    InferenceComponentName: 'component',
    EndpointName,
    VariantName: 'v',
    Specification: { ModelName: 'model' },
  });
  expect((await refusal(send(component))).message).toContain('Could not find endpoint');
  await send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'config' }));
  await send(component);
  const { InferenceComponents } = await send(
    new ListInferenceComponentsCommand({ EndpointNameEquals: EndpointName }),
  );
  expect(InferenceComponents).toMatchObject([{ InferenceComponentStatus: 'InService' }]);
  await send(new DeleteInferenceComponentCommand({ InferenceComponentName: 'component' }));
  expect(await count('inference-component')).toBe(0);
});

test('versions of a model package go before their group', async () => {
  const ModelPackageGroupName = 'group';
  await send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }));
  const first = await send(new CreateModelPackageCommand({ ModelPackageGroupName }));
  const second = await send(new CreateModelPackageCommand({ ModelPackageGroupName }));
  expect(second.ModelPackageArn).toBe(
    `arn:aws:sagemaker:${region}:${account}:model-package/group/2`,
  );
  const { ModelPackageSummaryList } = await send(
    new ListModelPackagesCommand({ ModelPackageGroupName }),
  );
  expect(ModelPackageSummaryList).toHaveLength(2);
  const remove = () => send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName }));
  expect((await refusal(remove())).name).toBe('ConflictException');
  for (const ModelPackageName of [first.ModelPackageArn, second.ModelPackageArn]) {
    await send(new DeleteModelPackageCommand({ ModelPackageName }));
  }
  await remove();
  const { ModelPackageGroupSummaryList } = await send(new ListModelPackageGroupsCommand({}));
  expect(ModelPackageGroupSummaryList).toEqual([]);
});

test('a compilation job has statuses in capitals, and is driven like the others', async () => {
  const CompilationJobName = 'compile';
  await send(
    new CreateCompilationJobCommand({
      CompilationJobName,
      RoleArn,
      OutputConfig: { S3OutputLocation: 's3://bucket/out' },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    }),
  );
  expect((await server.state()).jobs).toMatchObject([
    { type: 'compilation-job', status: 'InProgress' },
  ]);
  const remove = () => send(new DeleteCompilationJobCommand({ CompilationJobName }));
  expect((await refusal(remove())).name).toBe('ResourceInUse');
  await send(new StopCompilationJobCommand({ CompilationJobName }));
  expect(await end(`jobs/${region}/compilation-job/compile`, 'Stopped')).toBe(200);
  const { CompilationJobSummaries } = await send(new ListCompilationJobsCommand({}));
  expect(CompilationJobSummaries).toMatchObject([{ CompilationJobStatus: 'STOPPED' }]);
  await remove();
});

test('labeling, recommendations and AutoML jobs are stopped and listed, and stay', async () => {
  const S3DataSource = { ManifestS3Uri: 's3://bucket/manifest' };
  await send(
    new CreateLabelingJobCommand({
      LabelingJobName: 'label',
      LabelAttributeName: 'attribute',
      RoleArn,
      InputConfig: { DataSource: { S3DataSource } },
      OutputConfig: { S3OutputPath: 's3://bucket/out' },
      HumanTaskConfig: {
        WorkteamArn: `arn:aws:sagemaker:${region}:${account}:workteam/private-crowd/team`,
        UiConfig: { UiTemplateS3Uri: 's3://bucket/ui' },
        TaskTitle: 'title',
        TaskDescription: 'description',
        NumberOfHumanWorkersPerDataObject: 1,
        TaskTimeLimitInSeconds: 60,
      },
    }),
  );
  await send(
    new CreateInferenceRecommendationsJobCommand({
      JobName: 'recommend',
      JobType: 'Default',
      RoleArn,
      InputConfig: { ModelName: 'model' },
    }),
  );
  await send(
    new CreateAutoMLJobV2Command({
      AutoMLJobName: 'auto',
      RoleArn,
      AutoMLJobInputDataConfig: [{ ChannelType: 'training' }],
      OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
      AutoMLProblemTypeConfig: { TabularJobConfig: { TargetAttributeName: 'y' } },
    }),
  );
  await send(new StopLabelingJobCommand({ LabelingJobName: 'label' }));
  await send(new StopInferenceRecommendationsJobCommand({ JobName: 'recommend' }));
  await send(new StopAutoMLJobCommand({ AutoMLJobName: 'auto' }));
  for (const path of [
    'labeling-job/label',
    'inference-recommendations-job/recommend',
    'automl-job/auto',
  ]) {
    expect(await end(`jobs/${region}/${path}`, 'Stopped')).toBe(200);
  }
  const labeling = await send(new ListLabelingJobsCommand({}));
  expect(labeling.LabelingJobSummaryList).toMatchObject([{ LabelingJobStatus: 'Stopped' }]);
  const recommendations = await send(new ListInferenceRecommendationsJobsCommand({}));
  expect(recommendations.InferenceRecommendationsJobs).toMatchObject([{ Status: 'STOPPED' }]);
  const auto = await send(new ListAutoMLJobsCommand({}));
  expect(auto.AutoMLJobSummaries).toMatchObject([{ AutoMLJobStatus: 'Stopped' }]);
  expect(await send(new DescribeAutoMLJobCommand({ AutoMLJobName: 'auto' }))).toMatchObject({
    AutoMLJobSecondaryStatus: 'Stopped',
  });
});

test('executions of a pipeline are stopped before it is deleted, and go with it', async () => {
  const PipelineName = 'pipeline';
  await send(
    new CreatePipelineCommand({
      PipelineName,
      RoleArn,
      ClientRequestToken,
      PipelineDefinition: '{"Version":"2020-12-01","Steps":[]}',
    }),
  );
  const { PipelineExecutionArn } = await send(
    new StartPipelineExecutionCommand({ PipelineName, ClientRequestToken }),
  );
  const remove = () => send(new DeletePipelineCommand({ PipelineName, ClientRequestToken }));
  expect((await refusal(remove())).name).toBe('ConflictException');
  await send(new StopPipelineExecutionCommand({ PipelineExecutionArn, ClientRequestToken }));
  const [job] = (await server.state()).jobs;
  expect(job).toMatchObject({ type: 'pipeline-execution', status: 'Stopping' });
  expect(await end(`jobs/${region}/${job?.type}/${job?.name}`, 'Stopped')).toBe(200);
  expect(await send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }))).toMatchObject({
    PipelineExecutionStatus: 'Stopped',
  });
  const executions = await send(new ListPipelineExecutionsCommand({ PipelineName }));
  expect(executions.PipelineExecutionSummaries).toHaveLength(1);
  expect((await send(new ListPipelinesCommand({}))).PipelineSummaries).toHaveLength(1);
  await remove();
  expect(await count('pipeline-execution')).toBe(0);
});

test('a monitoring schedule is stopped, listed and deleted', async () => {
  const schedule = { MonitoringScheduleName: 'monitor' };
  await send(
    new CreateMonitoringScheduleCommand({
      ...schedule,
      MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'definition' },
    }),
  );
  await send(new StopMonitoringScheduleCommand(schedule));
  expect(await send(new DescribeMonitoringScheduleCommand(schedule))).toMatchObject({
    MonitoringScheduleStatus: 'Stopped',
  });
  const { MonitoringScheduleSummaries } = await send(new ListMonitoringSchedulesCommand({}));
  expect(MonitoringScheduleSummaries).toHaveLength(1);
  await send(new DeleteMonitoringScheduleCommand(schedule));
  expect(await count('monitoring-schedule')).toBe(0);
});

test('a feature group is listed and deleted', async () => {
  const FeatureGroupName = 'features';
  await send(
    new CreateFeatureGroupCommand({
      FeatureGroupName,
      RecordIdentifierFeatureName: 'id',
      EventTimeFeatureName: 'time',
      FeatureDefinitions: [{ FeatureName: 'id', FeatureType: 'String' }],
    }),
  );
  const { FeatureGroupSummaries } = await send(new ListFeatureGroupsCommand({}));
  expect(FeatureGroupSummaries).toMatchObject([{ FeatureGroupStatus: 'Created' }]);
  await send(new DeleteFeatureGroupCommand({ FeatureGroupName }));
  expect(await count('feature-group')).toBe(0);
});

test('an MLflow tracking server is stopped, listed and deleted', async () => {
  const TrackingServerName = 'tracking';
  await send(
    new CreateMlflowTrackingServerCommand({
      TrackingServerName,
      ArtifactStoreUri: 's3://bucket/mlflow',
      RoleArn,
    }),
  );
  await send(new StopMlflowTrackingServerCommand({ TrackingServerName }));
  const { TrackingServerSummaries } = await send(new ListMlflowTrackingServersCommand({}));
  expect(TrackingServerSummaries).toMatchObject([{ TrackingServerStatus: 'Stopped' }]);
  await send(new DeleteMlflowTrackingServerCommand({ TrackingServerName }));
  expect(await count('mlflow-tracking-server')).toBe(0);
});
