import type { CreatableType, Lab } from '../../src/catalog/schema.ts';
import type { ElsewhereType } from './elsewhere.ts';
import { elsewhere, isElsewhere } from './elsewhere.ts';

/** A type of resource that SageMaker keeps. */
export type SageMakerType = Exclude<CreatableType, ElsewhereType>;

/** What the execution role may do with one type of SageMaker resource. */
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
  readonly runsOn?: keyof Lab['uses'];
}

/**
 * The actions of every type that a lab's notebooks can make, without the `sagemaker:` prefix.
 *
 * Actions, resource types and condition keys: "Actions, resources, and condition keys for Amazon
 * SageMaker", Service Authorization Reference. A tuning job gives its tags to the training jobs it
 * launches (CreateHyperParameterTuningJob, Tags). Of model packages only those outside of groups:
 * a version has the tags of its group and takes none (CreateModelPackage, Tags).
 */
export const creatables: Readonly<Record<SageMakerType, Creatable>> = {
  'training-job': {
    arn: 'training-job',
    create: ['CreateTrainingJob'],
    change: ['StopTrainingJob', 'DeleteTrainingJob'],
    read: [],
    readAbsent: ['DescribeTrainingJob'],
    list: ['ListTrainingJobs'],
    runsOn: 'training',
  },
  'tuning-job': {
    arn: 'hyper-parameter-tuning-job',
    create: ['CreateHyperParameterTuningJob'],
    change: ['StopHyperParameterTuningJob', 'DeleteHyperParameterTuningJob', 'StopTrainingJob'],
    read: [],
    readAbsent: ['DescribeHyperParameterTuningJob', 'DescribeTrainingJob'],
    list: ['ListHyperParameterTuningJobs', 'ListTrainingJobsForHyperParameterTuningJob'],
    runsOn: 'training',
  },
  'processing-job': {
    arn: 'processing-job',
    create: ['CreateProcessingJob'],
    change: ['StopProcessingJob', 'DeleteProcessingJob'],
    read: ['DescribeProcessingJob'],
    list: ['ListProcessingJobs'],
    runsOn: 'processing',
  },
  'transform-job': {
    arn: 'transform-job',
    create: ['CreateTransformJob'],
    change: ['StopTransformJob'],
    read: [],
    readAbsent: ['DescribeTransformJob'],
    list: ['ListTransformJobs'],
    runsOn: 'transform',
  },
  model: {
    arn: 'model',
    create: ['CreateModel'],
    change: ['DeleteModel'],
    read: ['DescribeModel'],
    list: [],
  },
  'endpoint-configuration': {
    arn: 'endpoint-config',
    create: ['CreateEndpointConfig'],
    change: ['DeleteEndpointConfig'],
    read: [],
    readAbsent: ['DescribeEndpointConfig'],
    list: [],
    runsOn: 'hosting',
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
  },
  'model-package': {
    arn: 'model-package',
    create: ['CreateModelPackage'],
    change: ['UpdateModelPackage', 'DeleteModelPackage'],
    read: ['DescribeModelPackage'],
    list: [],
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
  },
  experiment: {
    arn: 'experiment',
    create: ['CreateExperiment'],
    change: ['DeleteExperiment'],
    read: ['DescribeExperiment'],
    list: [],
  },
  trial: {
    arn: 'experiment-trial',
    create: ['CreateTrial'],
    within: 'experiment',
    change: ['DeleteTrial'],
    read: ['DescribeTrial'],
    list: ['ListTrials'],
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
  },
};

/** The IAM actions that make a resource of a type, such as `sagemaker:CreateModel`. */
export function createActions(type: CreatableType): readonly string[] {
  if (isElsewhere(type)) return elsewhere[type].create;
  return creatables[type].create.map((action) => `sagemaker:${action}`);
}
