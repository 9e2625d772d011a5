import type { CreatableType, ElsewhereType, Use } from './resource-types.ts';
import { sageMakerTypes } from './resource-types.ts';

/** What teardown does with a type of another service; with the service's prefix. */
interface Elsewhere {
  /** The IAM actions that make one. */
  readonly create: readonly string[];
  /** Finds or ends one, whatever its name. */
  readonly sweep: readonly string[];
  /** Ends one whose name begins with its sandbox's. */
  readonly sweepByName?: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
  };
}

/** The types of other services; what the execution role may do is in `lib/policy/elsewhere.ts`. */
export const elsewhereTypes: Readonly<Record<ElsewhereType, Elsewhere>> = {
  'ecr-repository': {
    create: ['ecr:CreateRepository'],
    sweep: ['ecr:DescribeRepositories'],
    sweepByName: {
      actions: ['ecr:DeleteRepository'],
      resources: ['arn:aws:ecr:*:*:repository/labs-*/*'],
    },
  },
  'state-machine': {
    create: ['states:CreateStateMachine'],
    sweep: ['states:ListStateMachines'],
    sweepByName: {
      actions: ['states:DeleteStateMachine', 'states:ListExecutions', 'states:StopExecution'],
      resources: [
        'arn:aws:states:*:*:stateMachine:labs-*.*',
        'arn:aws:states:*:*:execution:labs-*.*:*',
      ],
    },
  },
  'topics-job': {
    create: ['comprehend:StartTopicsDetectionJob'],
    sweep: ['comprehend:ListTopicsDetectionJobs'],
  },
  'translation-job': {
    create: ['translate:StartTextTranslationJob'],
    sweep: ['translate:ListTextTranslationJobs', 'translate:StopTextTranslationJob'],
  },
};

/** What a lab's notebooks make in AWS; each has a sweeper. */
export const creatableTypes = [
  ...Object.keys(sageMakerTypes),
  ...Object.keys(elsewhereTypes),
] as readonly CreatableType[];

export function isElsewhere(type: CreatableType): type is ElsewhereType {
  return type in elsewhereTypes;
}

/** What a type runs on, and so must be named in a manifest's `uses`. */
export function useOf(type: CreatableType): Use | undefined {
  return isElsewhere(type) ? undefined : sageMakerTypes[type].runsOn;
}

/** The IAM actions that make a resource of a type, such as `sagemaker:CreateModel`. */
export function createActions(type: CreatableType): readonly string[] {
  if (isElsewhere(type)) return elsewhereTypes[type].create;
  return sageMakerTypes[type].create.map((action) => `sagemaker:${action}`);
}
