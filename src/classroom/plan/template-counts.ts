/** What one stack of a template takes of an account's quotas. */
export interface TemplateCounts {
  readonly roles: number;
  readonly buckets: number;
  readonly lifecycleConfigs: number;
  /** Everything that CloudFormation works on. */
  readonly resources: number;
}

/** Counts the resources of a template, those under a condition too; pure. */
export function countResources(template: string): TemplateCounts {
  const { Resources } = JSON.parse(template) as {
    readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  };
  const types = Object.values(Resources).map(({ Type }) => Type);
  const count = (type: string) => types.filter((one) => one === type).length;
  return {
    roles: count('AWS::IAM::Role'),
    buckets: count('AWS::S3::Bucket'),
    lifecycleConfigs: count('AWS::SageMaker::NotebookInstanceLifecycleConfig'),
    resources: types.length,
  };
}
