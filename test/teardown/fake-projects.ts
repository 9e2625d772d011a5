import type { Input } from './fake-answers.ts';
import { awsError, missing, page } from './fake-answers.ts';
import type { FakeState, FakeThing, Kind } from './fake-state.ts';
import { arnOf } from './fake-state.ts';

const kinds = ['ModelPackage', 'Pipeline', 'Experiment', 'Trial', 'TrialComponent'] as const;

/** Whether a SageMaker call is about pipelines, experiments or model packages. */
export function isOfProjects(operation: string): boolean {
  return /Pipeline|Experiment|Trial|ModelPackage/.test(operation);
}

/** Answers such a call as its API reference documents it. */
export function answerProjects(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  switch (operation) {
    case 'ListPipelineExecutions': {
      const of = find(state, 'Pipeline', region, input.PipelineName).arn;
      const all = state.executions.filter((one) => one.of === of);
      const { items, next } = page(all, input.NextToken, pageSize);
      return {
        PipelineExecutionSummaries: items.map(({ arn, status }) => ({
          PipelineExecutionArn: arn,
          PipelineExecutionStatus: status,
        })),
        NextToken: next,
      };
    }
    case 'StopPipelineExecution': {
      const execution = state.executions.find(({ arn }) => arn === input.PipelineExecutionArn);
      if (execution === undefined) throw awsError('ResourceNotFound', 'no such execution');
      execution.status = 'Stopping';
      state.later(state.times.jobStops, () => (execution.status = 'Stopped'));
      return {};
    }
    case 'DisassociateTrialComponent': {
      const at = state.inTrials.findIndex(
        ({ trial, component }) =>
          trial === input.TrialName && component === input.TrialComponentName,
      );
      if (at === -1) throw awsError('ResourceNotFound', 'no such association');
      state.inTrials.splice(at, 1);
      return {};
    }
    default: {
      const kind = kinds.find((one) => operation === `List${one}s`);
      if (kind !== undefined) return list(state, region, kind, input, pageSize);
      return remove(state, region, operation.replace(/^Delete/, '') as Kind, input);
    }
  }
}

function find(state: FakeState, kind: Kind, region: string, name: unknown): FakeThing {
  const found = state.things.find(
    (one) => one.kind === kind && one.region === region && (one.name === name || one.arn === name),
  );
  if (found === undefined) throw missing(kind, region, String(name));
  return found;
}

function list(
  state: FakeState,
  region: string,
  kind: (typeof kinds)[number],
  input: Input,
  pageSize: number,
) {
  const after = (input.CreatedAfter ?? input.CreationTimeAfter) as Date | undefined;
  const { TrialName: trial, TrialComponentName: component } = input;
  const all = state.things.filter(
    (thing) =>
      thing.kind === kind &&
      thing.region === region &&
      (after === undefined || thing.createdAt > after) &&
      (kind !== 'TrialComponent' || trial === undefined || isIn(state, trial, thing.name)) &&
      (kind !== 'Trial' || component === undefined || isIn(state, thing.name, component)),
  );
  const { items, next } = page(all, input.NextToken, pageSize);
  const key = kind === 'ModelPackage' ? 'ModelPackageSummaryList' : `${kind}Summaries`;
  return {
    [key]: items.map(({ name, arn, createdAt, status, role, madeFrom }) => ({
      [`${kind}Name`]: name,
      [`${kind}Arn`]: arn,
      CreationTime: createdAt,
      ...(kind === 'ModelPackage' ? { ModelPackageStatus: status } : {}),
      ...(kind === 'Pipeline' ? { RoleArn: role } : {}),
      ...(kind === 'TrialComponent' && madeFrom !== undefined
        ? { TrialComponentSource: { SourceArn: madeFrom } }
        : {}),
    })),
    NextToken: next,
  };
}

function isIn(state: FakeState, trial: unknown, component: unknown): boolean {
  return state.inTrials.some((one) => one.trial === trial && one.component === component);
}

function remove(state: FakeState, region: string, kind: Kind, input: Input) {
  const thing = find(state, kind, region, input[`${kind}Name`]);
  const { name } = thing;
  if (kind === 'Pipeline' && isRunning(state, arnOf(kind, region, name))) {
    throw awsError('ConflictException', `Pipeline ${name} has running executions.`);
  }
  if (kind === 'TrialComponent' && state.inTrials.some(({ component }) => component === name)) {
    throw awsError('ValidationException', `Trial component ${name} is associated with a trial.`);
  }
  if (kind === 'Trial' && state.inTrials.some(({ trial }) => trial === name)) {
    throw awsError('ValidationException', `Trial ${name} is associated with trial components.`);
  }
  if (
    kind === 'Experiment' &&
    state.things.some((one) => one.kind === 'Trial' && one.madeFrom === name)
  ) {
    throw awsError('ValidationException', `Experiment ${name} has trials.`);
  }
  state.drop(state.things, thing);
  return {};
}

function isRunning(state: FakeState, pipeline: string): boolean {
  return state.executions.some(
    ({ of, status }) => of === pipeline && (status === 'Executing' || status === 'Stopping'),
  );
}
