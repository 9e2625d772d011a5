import type { CreatableType, Lab } from '../../src/catalog/schema.ts';

/** What the execution role may do with one type of SageMaker resource. */
interface Creatable {
  /** The resource type in its ARN. */
  readonly arn: string;
  /** Makes one: allowed only where a lab declares the type, and only with the sandbox's tag. */
  readonly create: readonly string[];
  /** Changes, ends or uses one: only the sandbox's own. */
  readonly change: readonly string[];
  /** Reads one: only the sandbox's own. */
  readonly read: readonly string[];
  /**
   * Reads one that may not be there: SageMaker SDK 1.x describes an endpoint configuration before
   * it makes it, waiters an endpoint after it is gone, and both need "Could not find". What does
   * not exist has no tag, so neither has what these may read: nothing of another sandbox.
   */
  readonly readAbsent?: readonly string[];
  /** Finds the names of all: SageMaker cannot restrict these by tag. */
  readonly list: readonly string[];
  /** Which instance types of a manifest it runs on; absent for what runs on none itself. */
  readonly runsOn?: keyof Lab['uses'];
  /** Whether its request carries `sagemaker:MaxRuntimeInSeconds`, and what absent means. */
  readonly runtime?: 'required' | 'a-day-where-absent';
  /** Whether it can keep its instances, and their price, after its end (a warm pool). */
  readonly warmPool?: true;
}

/**
 * The actions of every type that a lab's notebooks can make, without the `sagemaker:` prefix.
 *
 * Actions, resource types and condition keys: "Actions, resources, and condition keys for Amazon
 * SageMaker", Service Authorization Reference. A processing job without a limit runs 24 hours at
 * most (SageMaker Python SDK, Processor, max_runtime_in_seconds). A tuning job gives its tags to
 * the training jobs it launches (CreateHyperParameterTuningJob, Tags).
 */
export const creatables: Readonly<Record<CreatableType, Creatable>> = {
  'training-job': {
    arn: 'training-job',
    create: ['CreateTrainingJob'],
    change: ['StopTrainingJob', 'DeleteTrainingJob'],
    read: ['DescribeTrainingJob'],
    list: ['ListTrainingJobs'],
    runsOn: 'training',
    runtime: 'required',
    warmPool: true,
  },
  'tuning-job': {
    arn: 'hyper-parameter-tuning-job',
    create: ['CreateHyperParameterTuningJob'],
    change: ['StopHyperParameterTuningJob', 'DeleteHyperParameterTuningJob', 'StopTrainingJob'],
    read: ['DescribeHyperParameterTuningJob', 'DescribeTrainingJob'],
    list: ['ListHyperParameterTuningJobs', 'ListTrainingJobsForHyperParameterTuningJob'],
    runsOn: 'training',
    runtime: 'required',
  },
  'processing-job': {
    arn: 'processing-job',
    create: ['CreateProcessingJob'],
    change: ['StopProcessingJob', 'DeleteProcessingJob'],
    read: ['DescribeProcessingJob'],
    list: ['ListProcessingJobs'],
    runsOn: 'processing',
    runtime: 'a-day-where-absent',
  },
  'transform-job': {
    arn: 'transform-job',
    create: ['CreateTransformJob'],
    change: ['StopTransformJob'],
    read: ['DescribeTransformJob'],
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
};

/** The IAM actions that make a resource of a type, such as `sagemaker:CreateModel`. */
export function createActions(type: CreatableType): readonly string[] {
  return creatables[type].create.map((action) => `sagemaker:${action}`);
}
