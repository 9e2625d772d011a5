import type { CreatableType } from '../../../src/sandbox/resource-types.ts';
import type { MadeStack } from '../stacks.ts';
import { region } from '../stacks.ts';
import type { Party } from './foreign.ts';
import {
  actionsOnNothing,
  attemptsOn,
  elsewhere,
  neighbour,
  restOfAccount,
  services,
} from './foreign.ts';
import { makingContext, makingOtherwise, makingUndeclared, misuse } from './refused.ts';
import type { Attempt } from './simulate.ts';

/** What a sandbox's role could try, by whose things it is about. */
export interface Everything {
  readonly own: readonly Attempt[];
  readonly foreign: readonly Attempt[];
  /** Log groups that all sandboxes of a region share. */
  readonly sharedLogs: readonly Attempt[];
  /** Actions that IAM checks against no resource. */
  readonly onNothing: readonly Attempt[];
  /** Making, tagging and passing in ways that must fail whatever they are about. */
  readonly refused: readonly Attempt[];
}

/**
 * Everything the simulator knows that a sandbox's role could try.
 *
 * @param neighbours names of other sandboxes of the account
 * @param declared resource types that the sandbox's labs make
 * @param instanceType one that its labs declare for all of them
 */
export async function everything(
  stack: MadeStack,
  neighbours: readonly string[],
  declared: readonly CreatableType[],
  instanceType: string,
): Promise<Everything> {
  const request = {
    ...makingContext(stack.name, instanceType),
    'iam:PassedToService': 'sagemaker.amazonaws.com',
    'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs',
  };
  const named = stack.statements.flatMap(({ Action }) =>
    [Action].flat().map((action) => action.split(':')[0]!),
  );
  const asked = [...new Set([...services, ...named])];
  const parties = [
    ...neighbours.map((name) => neighbour(name)),
    restOfAccount,
    elsewhere(stack.name),
  ];
  return {
    own: await onAll([ownParty(stack)], asked, request),
    foreign: await onAll(parties, asked, request),
    sharedLogs: await onAll([everybodysLogs], ['logs'], request),
    onNothing: (
      await Promise.all(asked.map((service) => actionsOnNothing(service, request)))
    ).flat(),
    refused: [
      ...makingOtherwise(stack.name, declared, instanceType),
      ...makingUndeclared(stack.name, declared, instanceType),
      ...misuse(stack),
    ],
  };
}

async function onAll(
  parties: readonly Party[],
  names: readonly string[],
  request: Attempt['context'],
): Promise<readonly Attempt[]> {
  const attempts = await Promise.all(
    parties.flatMap((party) => names.map((service) => attemptsOn(party, service, request))),
  );
  return attempts.flat();
}

function ownParty({ name, bucket, roleArn }: MadeStack): Party {
  return {
    who: 'itself',
    tag: name,
    region,
    names: {
      '': ['mine'],
      RoleNameWithPath: [roleArn.slice(roleArn.indexOf('/') + 1)],
      BucketName: [bucket],
      ObjectName: ['sagemaker/train.csv'],
      LogGroupName: ['/aws/lambda/mine'],
      RepositoryName: [`${name}/mine`],
      StateMachineName: [`${name}.mine`],
      RuleName: ['StepFunctionsGetEventsForSageMakerTrainingJobsRule'],
    },
  };
}

const everybodysLogs: Party = {
  who: 'everybody',
  region,
  names: {
    '': ['x'],
    LogGroupName: [
      '/aws/sagemaker/NotebookInstances',
      '/aws/sagemaker/TrainingJobs',
      '/aws/sagemaker/Endpoints/lee',
    ],
    LogStreamName: ['lee/log'],
  },
};
