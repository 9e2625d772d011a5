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

/** Likewise of what a thing is tagged in; what may be made is never a pattern. */
export const makingFamilies: Readonly<Record<string, readonly string[]>> = {
  'CreateEndpoint*': ['CreateEndpoint', 'CreateEndpointConfig'],
  'CreateTrial*': ['CreateTrial', 'CreateTrialComponent'],
};

/** Likewise of other services, where a policy always has the whole family. */
export const familiesElsewhere: Readonly<Record<string, readonly string[]>> = {
  'ecr:*Layer*': [
    'BatchCheckLayerAvailability',
    'CompleteLayerUpload',
    'GetDownloadUrlForLayer',
    'InitiateLayerUpload',
    'UploadLayerPart',
  ],
  'states:De*StateMachine': ['DeleteStateMachine', 'DescribeStateMachine'],
};

/**
 * SageMaker actions, each once and in order; a family whose every member is among them stands as its
 * pattern, for a role's policies have 10,240 characters ("IAM and AWS STS quotas").
 */
export function sageMakerActions(names: readonly string[]): readonly string[] {
  return inFamilies(names, actionFamilies).map((name) => `sagemaker:${name}`);
}

/** Names of actions, each once and in order; a whole family as its pattern. */
export function inFamilies(
  names: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const families = Object.entries(known).filter(([, members]) =>
    members.every((member) => names.includes(member)),
  );
  const covered = new Set(families.flatMap(([, members]) => members));
  const rest = names.filter((name) => !covered.has(name));
  const patterns = families.map(([pattern]) => pattern);
  return [...new Set([...rest, ...patterns])].sort();
}
