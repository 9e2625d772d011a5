import PQueue from 'p-queue';

/**
 * Published limits of the calls we make, in requests a second per account and region; none of them
 * can be raised.
 *
 * Sources: "Amazon SageMaker endpoints and quotas" and "AWS CloudFormation endpoints and quotas",
 * AWS General Reference; CloudTrail LookupEvents and FilterLogEvents (the lowest of its regions) from
 * the same book; the other log calls from "CloudWatch Logs quotas", CloudWatch Logs User Guide.
 */
export const published: Readonly<Record<string, number>> = {
  'SageMaker.CreatePresignedNotebookInstanceUrl': 1,
  'SageMaker.StartNotebookInstance': 1,
  'SageMaker.StopNotebookInstance': 1,
  'SageMaker.DeleteNotebookInstance': 1,
  'SageMaker.StopTrainingJob': 1,
  'SageMaker.DeleteEndpoint': 1,
  'SageMaker.DeleteEndpointConfig': 1,
  'SageMaker.DeleteModel': 1,
  'SageMaker.ListNotebookInstances': 2,
  'SageMaker.ListEndpoints': 2,
  'SageMaker.ListEndpointConfigs': 2,
  'SageMaker.ListModels': 2,
  'SageMaker.ListTrainingJobs': 2,
  'SageMaker.DescribeEndpoint': 5,
  'SageMaker.DescribeEndpointConfig': 5,
  'SageMaker.DescribeModel': 5,
  'SageMaker.DescribeTrainingJob': 5,
  'CloudFormation.CreateStack': 2,
  'CloudFormation.UpdateStack': 2,
  'CloudFormation.DeleteStack': 2,
  'CloudFormation.DescribeStacks': 10,
  'CloudFormation.DescribeStackEvents': 10,
  'CloudFormation.DescribeStackResources': 10,
  'CloudFormation.GetTemplate': 10,
  'CloudFormation.DescribeAccountLimits': 2,
  'CloudWatchLogs.DescribeLogGroups': 10,
  'CloudWatchLogs.DescribeLogStreams': 25,
  'CloudWatchLogs.DeleteLogGroup': 10,
  'CloudWatchLogs.DeleteLogStream': 15,
  'CloudWatchLogs.FilterLogEvents': 5,
  'CloudTrail.LookupEvents': 2,
};

/**
 * Where we stay below what is published: a stack of ours makes one CreateNotebookInstance and one
 * lifecycle configuration, each of which SageMaker takes once a second.
 */
const ownBudgets: Readonly<Record<string, number>> = { 'CloudFormation.CreateStack': 1 };

/** Waits until a call fits the budget of its operation. */
export type RateGate = (region: string, service: string, operation: string) => Promise<void>;

/**
 * Keeps every call under its published limit; calls without a published limit pass at once.
 *
 * @param unlimited true for an endpoint on this machine that keeps no rates, see
 *   {@link import('./endpoint.ts').endpointOf}
 */
export function createRateGate({ unlimited = false } = {}): RateGate {
  const queues = new Map<string, PQueue>();
  return async (region, service, operation) => {
    const name = `${service}.${operation}`;
    const perSecond = ownBudgets[name] ?? published[name];
    if (unlimited || perSecond === undefined) return;
    const key = `${region} ${name}`;
    let queue = queues.get(key);
    if (queue === undefined) {
      queue = new PQueue({ interval: 1000, intervalCap: perSecond, strict: true });
      queues.set(key, queue);
    }
    await queue.add(() => undefined);
  };
}
