import type { Input } from './fake-answers.ts';
import { awsError, page } from './fake-answers.ts';
import type { FakeState, FakeThing, Kind } from './fake-state.ts';

function thingsOf(state: FakeState, kind: Kind, region: string): readonly FakeThing[] {
  return state.things.filter((one) => one.kind === kind && one.region === region);
}

/** Answers an ECR call as its API reference documents it. */
export function answerEcr(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const all = thingsOf(state, 'Repository', region);
  if (operation === 'DescribeRepositories') {
    const { items, next } = page(all, input.nextToken, pageSize);
    const repositories = items.map(({ name, arn, createdAt }) => ({
      repositoryName: name,
      repositoryArn: arn,
      createdAt,
    }));
    return { repositories, nextToken: next };
  }
  if (operation !== 'DeleteRepository') throw new Error(`not modelled: ${operation}`);
  const found = all.find(({ name }) => name === input.repositoryName);
  if (found === undefined) throw awsError('RepositoryNotFoundException', 'no such repository');
  // Its images are in it.
  if (input.force !== true) throw awsError('RepositoryNotEmptyException', 'cannot be deleted');
  state.drop(state.things, found);
  return {};
}

/** Answers a Step Functions call as its API reference documents it. */
export function answerStates(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const all = thingsOf(state, 'StateMachine', region);
  switch (operation) {
    case 'ListStateMachines': {
      const { items, next } = page(all, input.nextToken, pageSize);
      const stateMachines = items.map(({ name, arn, createdAt, type = 'STANDARD' }) => ({
        name,
        type,
        stateMachineArn: arn,
        creationDate: createdAt,
      }));
      return { stateMachines, nextToken: next };
    }
    case 'ListExecutions': {
      const machine = all.find(({ arn }) => arn === input.stateMachineArn);
      if (machine === undefined) throw awsError('StateMachineDoesNotExist', 'no such machine');
      if (machine.type === 'EXPRESS') {
        throw awsError('StateMachineTypeNotSupported', 'not supported by this type');
      }
      const running = state.executions.filter(
        ({ of, status }) => of === machine.arn && status === input.statusFilter,
      );
      const { items, next } = page(running, input.nextToken, pageSize);
      return { executions: items.map(({ arn }) => ({ executionArn: arn })), nextToken: next };
    }
    case 'StopExecution': {
      const execution = state.executions.find(({ arn }) => arn === input.executionArn);
      if (execution === undefined) throw awsError('ExecutionDoesNotExist', 'no such execution');
      execution.status = 'ABORTED';
      return {};
    }
    case 'DeleteStateMachine': {
      const machine = all.find(({ arn }) => arn === input.stateMachineArn);
      // It goes by and by, and one that is gone already is no error.
      if (machine !== undefined) {
        state.later(state.times.jobStops, () => state.drop(state.things, machine));
      }
      return {};
    }
    default:
      throw new Error(`not modelled: ${operation}`);
  }
}

/** Answers a Comprehend call as its API reference documents it. */
export function answerComprehend(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  if (operation !== 'ListTopicsDetectionJobs') throw new Error(`not modelled: ${operation}`);
  const { SubmitTimeAfter: after } = input.Filter as { readonly SubmitTimeAfter: Date };
  const all = thingsOf(state, 'TopicsJob', region).filter(({ createdAt }) => createdAt > after);
  const { items, next } = page(all, input.NextToken, pageSize);
  return {
    TopicsDetectionJobPropertiesList: items.map(({ name, arn, status, role, createdAt }) => ({
      JobId: name,
      JobArn: arn,
      JobStatus: status,
      DataAccessRoleArn: role,
      SubmitTime: createdAt,
    })),
    NextToken: next,
  };
}

/** Answers a Translate call as its API reference documents it. */
export function answerTranslate(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const all = thingsOf(state, 'TranslationJob', region);
  if (operation === 'StopTextTranslationJob') {
    const job = all.find(({ name }) => name === input.JobId);
    if (job === undefined) throw awsError('ResourceNotFoundException', 'no such job');
    job.status = 'STOP_REQUESTED';
    state.later(state.times.jobStops, () => (job.status = 'STOPPED'));
    return {};
  }
  const { SubmittedAfterTime: after } = input.Filter as { readonly SubmittedAfterTime: Date };
  const { items, next } = page(
    all.filter(({ createdAt }) => createdAt > after),
    input.NextToken,
    pageSize,
  );
  return {
    TextTranslationJobPropertiesList: items.map(({ name, status, role, createdAt }) => ({
      JobId: name,
      JobStatus: status,
      DataAccessRoleArn: role,
      SubmittedTime: createdAt,
    })),
    NextToken: next,
  };
}

/** Answers an IAM call as its API reference documents it: policies that others put on a role. */
export function answerIam(
  state: FakeState,
  _region: string,
  operation: string,
  input: Input,
): unknown {
  const policies = state.foreignPolicies.get(String(input.RoleName)) ?? [];
  const take = (wanted: unknown) => {
    const at = policies.indexOf(String(wanted));
    if (at === -1) throw awsError('NoSuchEntityException', 'no such policy', 404);
    policies.splice(at, 1);
    return {};
  };
  switch (operation) {
    case 'ListAttachedRolePolicies':
      return {
        AttachedPolicies: policies
          .filter((policy) => policy.startsWith('arn:'))
          .map((PolicyArn) => ({ PolicyArn })),
      };
    case 'ListRolePolicies':
      // The stack's own policies are gone, or go with the role.
      return { PolicyNames: ['base', ...policies.filter((policy) => !policy.startsWith('arn:'))] };
    case 'DetachRolePolicy':
      return take(input.PolicyArn);
    case 'DeleteRolePolicy':
      return take(input.PolicyName);
    default:
      throw new Error(`not modelled: ${operation}`);
  }
}
