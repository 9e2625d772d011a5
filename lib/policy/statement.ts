/** A condition block: operator, key, value or values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** A statement of a policy; its strings may hold CDK tokens. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** A document of statements; one action or resource stands without its list, which counts too. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      ...statement,
      Action: alone(statement.Action),
      ...(statement.Resource === undefined ? {} : { Resource: alone(statement.Resource) }),
    })),
  };
}

function alone(values: string | readonly string[]): string | readonly string[] {
  const [first] = values;
  return Array.isArray(values) && values.length === 1 && first !== undefined ? first : values;
}

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
