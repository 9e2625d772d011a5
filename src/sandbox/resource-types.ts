/** A type of resource that SageMaker keeps and a lab's notebooks can make. */
export type SageMakerType =
  | 'training-job'
  | 'tuning-job'
  | 'processing-job'
  | 'transform-job'
  | 'model'
  | 'endpoint-configuration'
  | 'endpoint'
  | 'model-package'
  | 'pipeline'
  | 'experiment'
  | 'trial'
  | 'trial-component';

/** Likewise, of another service. */
export type ElsewhereType = 'ecr-repository' | 'state-machine' | 'topics-job' | 'translation-job';

/** A type of resource that a lab's notebooks can make; each has a sweeper. */
export type CreatableType = SageMakerType | ElsewhereType;

/** A type of resource that teardown knows; each has a sweeper. */
export type ResourceType =
  | CreatableType
  | 'notebook'
  | 'bucket'
  | 'stack'
  | 'log-stream'
  | 'log-group'
  | 'job-output';

/** For what a manifest names instance types. */
export type Use = 'training' | 'processing' | 'transform' | 'hosting';

/** What the execution role, and the person who removes a sandbox, may do with one type. */
interface Creatable {
  /** The resource type in its ARN. */
  readonly arn: string;
  /** Makes one: allowed only where a lab declares the type, and only with the sandbox's tag. */
  readonly create: readonly string[];
  /** A type of which one is named by, and checked in, that call too: it must be the sandbox's own. */
  readonly within?: SageMakerType;
  /** Likewise, but one without a tag passes as well: workshops make both in one breath (`readAbsent`). */
  readonly withinAbsent?: SageMakerType;
  /** Changes, ends or uses one: only the sandbox's own. */
  readonly change: readonly string[];
  /** Reads one: only the sandbox's own. */
  readonly read: readonly string[];
  /**
   * Reads one that may have no tag: nothing of another sandbox. It may not be there: SageMaker SDK 1.x
   * describes an endpoint configuration before it makes it, waiters an endpoint after it is gone, and
   * both need "Could not find". Or it was made just now: "tag propagation takes some time, even if it
   * is tiny", and `fit` describes a job right after it has made it
   * (https://github.com/aws/sagemaker-python-sdk/pull/4600).
   */
  readonly readAbsent?: readonly string[];
  /** Finds the names of all: SageMaker cannot restrict these by tag. */
  readonly list: readonly string[];
  /** Which instance types of a manifest it runs on; absent for what runs on none itself. */
  readonly runsOn?: Use;
  /** Finds, reads or frees one for teardown, which also calls what of `change` ends one. */
  readonly sweep: readonly string[];
}

/**
 * The actions of every type that a lab's notebooks can make, without the `sagemaker:` prefix.
 *
 * Actions, resource types and condition keys: "Actions, resources, and condition keys for Amazon
 * SageMaker", Service Authorization Reference. A tuning job gives its tags to the training jobs it
 * launches (CreateHyperParameterTuningJob, Tags). Of model packages only those outside of groups:
 * a version has the tags of its group and takes none (CreateModelPackage, Tags).
 */
export const sageMakerTypes: Readonly<Record<SageMakerType, Creatable>> = {
  'training-job': {
    arn: 'training-job',
    create: ['CreateTrainingJob'],
    change: ['StopTrainingJob', 'DeleteTrainingJob'],
    read: [],
    readAbsent: ['DescribeTrainingJob'],
    list: ['ListTrainingJobs'],
    runsOn: 'training',
    sweep: ['ListTrainingJobs', 'DescribeTrainingJob', 'UpdateTrainingJob'],
  },
  'tuning-job': {
    arn: 'hyper-parameter-tuning-job',
    create: ['CreateHyperParameterTuningJob'],
    change: ['StopHyperParameterTuningJob', 'DeleteHyperParameterTuningJob', 'StopTrainingJob'],
    read: [],
    readAbsent: ['DescribeHyperParameterTuningJob', 'DescribeTrainingJob'],
    list: ['ListHyperParameterTuningJobs', 'ListTrainingJobsForHyperParameterTuningJob'],
    runsOn: 'training',
    sweep: ['ListHyperParameterTuningJobs', 'DescribeHyperParameterTuningJob'],
  },
  'processing-job': {
    arn: 'processing-job',
    create: ['CreateProcessingJob'],
    change: ['StopProcessingJob', 'DeleteProcessingJob'],
    read: ['DescribeProcessingJob'],
    list: ['ListProcessingJobs'],
    runsOn: 'processing',
    sweep: ['ListProcessingJobs', 'DescribeProcessingJob'],
  },
  'transform-job': {
    arn: 'transform-job',
    create: ['CreateTransformJob'],
    change: ['StopTransformJob'],
    read: [],
    readAbsent: ['DescribeTransformJob'],
    list: ['ListTransformJobs'],
    runsOn: 'transform',
    sweep: ['ListTransformJobs', 'DescribeTransformJob'],
  },
  model: {
    arn: 'model',
    create: ['CreateModel'],
    change: ['DeleteModel'],
    read: ['DescribeModel'],
    list: [],
    sweep: ['ListModels', 'DescribeModel'],
  },
  'endpoint-configuration': {
    arn: 'endpoint-config',
    create: ['CreateEndpointConfig'],
    change: ['DeleteEndpointConfig'],
    read: [],
    readAbsent: ['DescribeEndpointConfig'],
    list: [],
    runsOn: 'hosting',
    sweep: ['ListEndpointConfigs', 'DescribeEndpointConfig'],
  },
  endpoint: {
    arn: 'endpoint',
    create: ['CreateEndpoint'],
    withinAbsent: 'endpoint-configuration',
    change: [
      'DeleteEndpoint',
      'UpdateEndpoint',
      'UpdateEndpointWeightsAndCapacities',
      'InvokeEndpoint',
      'InvokeEndpointAsync',
      'InvokeEndpointWithResponseStream',
    ],
    read: [],
    readAbsent: ['DescribeEndpoint'],
    list: ['ListEndpoints'],
    sweep: ['ListEndpoints', 'DescribeEndpoint'],
  },
  'model-package': {
    arn: 'model-package',
    create: ['CreateModelPackage'],
    change: ['UpdateModelPackage', 'DeleteModelPackage'],
    read: ['DescribeModelPackage'],
    list: [],
    sweep: ['ListModelPackages'],
  },
  pipeline: {
    arn: 'pipeline',
    create: ['CreatePipeline'],
    change: ['UpdatePipeline', 'DeletePipeline', 'StartPipelineExecution', 'StopPipelineExecution'],
    read: [
      'DescribePipeline',
      'DescribePipelineExecution',
      'ListPipelineExecutions',
      'ListPipelineExecutionSteps',
    ],
    list: [],
    sweep: ['ListPipelines', 'ListPipelineExecutions'],
  },
  experiment: {
    arn: 'experiment',
    create: ['CreateExperiment'],
    change: ['DeleteExperiment'],
    read: ['DescribeExperiment'],
    list: [],
    sweep: ['ListExperiments'],
  },
  trial: {
    arn: 'experiment-trial',
    create: ['CreateTrial'],
    within: 'experiment',
    change: ['DeleteTrial'],
    read: ['DescribeTrial'],
    list: ['ListTrials'],
    sweep: ['ListTrials'],
  },
  'trial-component': {
    arn: 'experiment-trial-component',
    create: ['CreateTrialComponent'],
    change: [
      'UpdateTrialComponent',
      'DeleteTrialComponent',
      'AssociateTrialComponent',
      'DisassociateTrialComponent',
      'BatchPutMetrics',
    ],
    read: ['DescribeTrialComponent'],
    list: ['ListTrialComponents'],
    sweep: ['ListTrialComponents'],
  },
};
