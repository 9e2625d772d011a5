/**
 * Actions of which each pattern stands for, all there are of that name ("Actions, resources, and
 * condition keys for Amazon SageMaker", Service Authorization Reference).
 */
export const actionFamilies: Readonly<Record<string, readonly string[]>> = {
  'DeleteEndpoint*': ['DeleteEndpoint', 'DeleteEndpointConfig'],
  'DeleteTrial*': ['DeleteTrial', 'DeleteTrialComponent'],
  'DescribeEndpoint*': ['DescribeEndpoint', 'DescribeEndpointConfig'],
  'DescribeTrial*': ['DescribeTrial', 'DescribeTrialComponent'],
  'InvokeEndpoint*': ['InvokeEndpoint', 'InvokeEndpointAsync', 'InvokeEndpointWithResponseStream'],
  'ListTrainingJobs*': ['ListTrainingJobs', 'ListTrainingJobsForHyperParameterTuningJob'],
  'ListTrial*': ['ListTrialComponents', 'ListTrials'],
  'UpdateEndpoint*': ['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities'],
};

/**
 * SageMaker actions, each once and in order; a family whose every member is among them stands as its
 * pattern, for a role's policies have 10,240 characters ("IAM and AWS STS quotas").
 */
export function sageMakerActions(names: readonly string[]): readonly string[] {
  const families = Object.entries(actionFamilies).filter(([, members]) =>
    members.every((member) => names.includes(member)),
  );
  const covered = new Set(families.flatMap(([, members]) => members));
  const rest = names.filter((name) => !covered.has(name));
  const patterns = families.map(([pattern]) => pattern);
  return [...new Set([...rest, ...patterns])].sort().map((name) => `sagemaker:${name}`);
}
