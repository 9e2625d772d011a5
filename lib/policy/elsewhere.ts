import { Fn } from 'aws-cdk-lib/core';
import { isElsewhere } from '../../src/sandbox/creatables.ts';
import type { CreatableType, ElsewhereType } from '../../src/sandbox/resource-types.ts';
import { repositoryPrefix, stateMachinePrefix } from '../../src/sandbox/tags.ts';
import type { Statement } from './statement.ts';

interface Elsewhere {
  /** The service that works with the sandbox's role to make it, and so has to be able to get it. */
  readonly service?: string;
  /** Where a thing is made with the sandbox's tag: its ARN, and what is read where the tag stands. */
  readonly tagged?: { readonly resource: () => string; readonly read: readonly string[] };
  /** What is permitted without the tag. */
  readonly statements: () => readonly Statement[];
}

/**
 * What the execution role may do in other services than SageMaker, by the type that a lab declares.
 *
 * Repositories and state machines are the sandbox's by their names, which begin with its own: their
 * services ask for TagResource when something is made with tags, and do not tell that from tagging
 * what stands there untagged, which a role could so make its own. A topics job is made with the tag.
 * A translation job has neither name nor tag, only the role that it works with
 * (docs/decisions/ownership.md).
 */
export const elsewhere: Readonly<Record<ElsewhereType, Elsewhere>> = {
  'ecr-repository': {
    statements: () => [
      {
        Sid: 'OwnRepositories',
        Effect: 'Allow',
        Action: [
          '*Layer*',
          'BatchDeleteImage',
          'BatchGetImage',
          'CreateRepository',
          'DeleteRepository',
          'DescribeRepositories',
          'PutImage',
          'TagResource',
        ].map((action) => `ecr:${action}`),
        Resource: arn('ecr', `repository/${repositoryPrefix('${AWS::StackName}')}*`),
      },
    ],
  },
  'state-machine': {
    service: 'states.amazonaws.com',
    statements: () => [
      {
        Sid: 'OwnStateMachines',
        Effect: 'Allow',
        Action: [
          'CreateStateMachine',
          'De*StateMachine',
          'DescribeExecution',
          'GetExecutionHistory',
          'ListExecutions',
          'StartExecution',
          'StopExecution',
          'TagResource',
          'UpdateStateMachine',
        ].map((action) => `states:${action}`),
        Resource: ['stateMachine', 'execution'].map((type) =>
          arn('states', `${type}:${stateMachinePrefix('${AWS::StackName}')}*`),
        ),
      },
      {
        // What a step that waits for a job is told by: rules that Step Functions makes with the
        // role, manages, and shares among all state machines of the account ("Run a Job (.sync)").
        Sid: 'JobEvents',
        Effect: 'Allow',
        Action: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
        Resource: arn('events', 'rule/StepFunctionsGetEventsForSageMaker*'),
      },
    ],
  },
  'topics-job': {
    service: 'comprehend.amazonaws.com',
    tagged: {
      resource: () => arn('comprehend', 'topics-detection-job/*'),
      read: ['comprehend:DescribeTopicsDetectionJob'],
    },
    statements: () => [],
  },
  'translation-job': {
    service: 'translate.amazonaws.com',
    statements: () => [
      {
        Sid: 'TranslationJobs',
        Effect: 'Allow',
        Action: ['translate:DescribeTextTranslationJob', 'translate:StartTextTranslationJob'],
        // A job is no resource for IAM; it can only be given a role that this one may pass.
        Resource: '*',
      },
    ],
  },
};

/** The statements for the types of a sandbox's labs that are not SageMaker's. */
export function elsewhereStatements(types: readonly CreatableType[]): readonly Statement[] {
  return types.filter(isElsewhere).flatMap((type) => elsewhere[type].statements());
}

/** The services that work with a sandbox's role, for the types that its labs make. */
export function servicesOf(types: readonly CreatableType[]): readonly string[] {
  const others = types.filter(isElsewhere).flatMap((type) => elsewhere[type].service ?? []);
  return ['sagemaker.amazonaws.com', ...others];
}

function arn(service: string, resource: string): string {
  return Fn.sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:*:${resource}`);
}
