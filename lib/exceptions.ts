import type { IConstruct } from 'constructs';
import type { Stack } from 'aws-cdk-lib/core';
import { Validations } from 'aws-cdk-lib/core';
import { sageMakerTypes } from '../src/sandbox/resource-types.ts';
import { actionFamilies, familiesElsewhere } from '../src/sandbox/sagemaker-actions.ts';

interface Reviewed {
  readonly stack: Stack;
  readonly bucket: IConstruct;
  readonly role: IConstruct;
  readonly notebook: IConstruct;
}

/**
 * Records which findings of cdk-nag's AwsSolutions rules, of the CDK's own validation and of
 * cfn-lint stay, each with its reason; a finding that is not listed here fails a test. What the
 * role's wildcards allow is proved by simulation.
 */
export function recordExceptions({ stack, bucket, role, notebook }: Reviewed): void {
  // "Parameter is not referenced": Labs and RemovedAfter are what the CLI and the guard read.
  accept(stack, {
    'CloudFormation-Validate::W2001': 'Parameters also keep what the CLI and the guard read.',
  });
  stack.addMetadata('cfn-lint', { config: { ignore_checks: ['W2001'] } });
  accept(bucket, {
    'AwsSolutions-S1':
      'Access logs need a second bucket per sandbox, which outlives it and is paid for; the work in it lives for days and belongs to one learner.',
  });
  accept(notebook, {
    'AwsSolutions-SM1':
      "Without a subnet the instance is in SageMaker's own network: it reaches nothing of the account's networks and leaves no network interface behind. A VPC per learner would exceed the quotas of a class.",
    'AwsSolutions-SM2':
      "The volume is encrypted with SageMaker's key. A key of one's own costs a dollar a month per sandbox and cannot be removed for a week.",
    'AwsSolutions-SM3':
      'Workshops clone repositories, download data and install packages from the internet.',
  });
  accept(
    role,
    Object.fromEntries(
      [
        ...Object.keys(actionFamilies).map((pattern) => `sagemaker:${pattern}`),
        ...Object.keys(familiesElsewhere),
      ].map((pattern) => [
        `AwsSolutions-IAM5[Action::${pattern}]`,
        'Stands for actions that are permitted one by one; a test holds it to them.',
      ]),
    ),
  );
  accept(
    role,
    Object.fromEntries(
      Object.entries(wildcards()).map(([resource, reason]) => [
        `AwsSolutions-IAM5[Resource::${resource}]`,
        reason,
      ]),
    ),
  );
}

function wildcards(): Readonly<Record<string, string>> {
  const sageMaker = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:*:';
  const logGroups = 'arn:<AWS::Partition>:logs:<AWS::Region>:*:log-group:/aws/sagemaker/';
  const jobLogs = 'SDKs show the logs of jobs and endpoints, whose groups a region shares.';
  const things = Object.fromEntries(
    Object.values(sageMakerTypes).map((type) => [
      `${sageMaker}${type.arn}/*`,
      'Workshops name what they make; conditions demand the tag of this sandbox.',
    ]),
  );
  return {
    '*': "Actions that IAM checks against no resource (names, metrics, a registry's token), and reading other accounts' buckets, where AWS keeps its sample data.",
    '<Bucket.Arn>/*': "The objects of the sandbox's own bucket.",
    'arn:<AWS::Partition>:iam::*:role/labs/<AWS::StackName>/*':
      'Only roles of this stack have its path; CloudFormation names them.',
    [`${logGroups}*`]:
      'SageMaker writes the logs of notebook, jobs and endpoints with this role, into groups it names.',
    [`${logGroups}Tra*Jobs*`]: jobLogs,
    [`${logGroups}ProcessingJobs*`]: jobLogs,
    [`${logGroups}Endpoints/*`]: jobLogs,
    [`${sageMaker}notebook-instance/*`]:
      'CloudFormation names the notebook; a condition demands the tag of this sandbox.',
    [`${sageMaker}*`]:
      'What is read, changed or used carries the tag of this sandbox, whatever its type.',
    ...things,
    [`${sageMaker}experiment-*`]:
      'Trials and their components; conditions demand the tag of this sandbox.',
    [`${sageMaker}experiment*`]: 'Experiments and what is in them; likewise.',
    [`${sageMaker}endpoint*`]: 'Endpoints and their configurations; likewise.',
    ...elsewhere(),
  };
}

/** Wildcards of the services beside SageMaker. */
function elsewhere(): Readonly<Record<string, string>> {
  const of = (service: string, resource: string) =>
    `arn:<AWS::Partition>:${service}:<AWS::Region>:*:${resource}`;
  return {
    [of('ecr', 'repository/<AWS::StackName>/*')]:
      'Repositories that bear the name of this sandbox.',
    [of('states', 'stateMachine:<AWS::StackName>.*')]:
      'State machines that bear the name of this sandbox.',
    [of('states', 'execution:<AWS::StackName>.*')]:
      'Executions of state machines that bear the name of this sandbox.',
    [of('events', 'rule/StepFunctionsGetEventsForSageMaker*')]:
      'The rules, one for each kind of job, that Step Functions manages for all of an account.',
    [of('comprehend', 'topics-detection-job/*')]:
      'Comprehend numbers its jobs; conditions demand the tag of this sandbox.',
  };
}

function accept(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const rules = Object.entries(reasons).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...rules);
}
