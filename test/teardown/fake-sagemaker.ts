import type { Input } from './fake-answers.ts';
import { awsError, missing, page } from './fake-answers.ts';
import { answerProjects, isOfProjects } from './fake-projects.ts';
import type { FakeState, FakeThing, Kind } from './fake-state.ts';

const summaries: Readonly<Partial<Record<Kind, string>>> = {
  Endpoint: 'Endpoints',
  EndpointConfig: 'EndpointConfigs',
  Model: 'Models',
  TrainingJob: 'TrainingJobSummaries',
  ProcessingJob: 'ProcessingJobSummaries',
  TransformJob: 'TransformJobSummaries',
  HyperParameterTuningJob: 'HyperParameterTuningJobSummaries',
  NotebookInstance: 'NotebookInstances',
};

/** Answers a SageMaker call as its API reference documents it. */
export function answerSageMaker(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  if (operation === 'ListTags') {
    const thing = state.things.find(({ arn }) => arn === input.ResourceArn);
    if (thing === undefined) throw awsError('ValidationException', 'Resource does not exist.');
    return { Tags: Object.entries(thing.tags).map(([Key, Value]) => ({ Key, Value })) };
  }
  const [, verb = '', noun = ''] =
    /^(List|Describe|Delete|Stop|Update)(\w+)$/.exec(operation) ?? [];
  const kind = (verb === 'List' ? noun.replace(/s$/, '') : noun) as Kind;
  if (isOfProjects(operation)) return answerProjects(state, region, operation, input, pageSize);
  if (verb === 'List') return list(state, region, kind, input, pageSize);
  const name = String(input[`${kind}Name`]);
  const thing = state.find(kind, region, name);
  if (thing === undefined) throw missing(kind, region, name);
  if (verb === 'Describe') return describe(thing);
  if (verb === 'Stop') return stop(state, thing);
  if (verb === 'Update') {
    thing.warmPool = 'Terminated';
    return {};
  }
  return remove(state, thing);
}

function list(state: FakeState, region: string, kind: Kind, input: Input, pageSize: number) {
  const after = input.CreationTimeAfter as Date | undefined;
  const all = state.things.filter(
    (thing) =>
      thing.kind === kind &&
      thing.region === region &&
      (after === undefined || thing.createdAt > after) &&
      [undefined, thing.status].includes(input.StatusEquals as string | undefined) &&
      [undefined, thing.warmPool].includes(input.WarmPoolStatusEquals as string | undefined),
  );
  const { items, next } = page(all, input.NextToken, pageSize);
  return { [summaries[kind] ?? kind]: items.map(listedSummary), NextToken: next };
}

/** As a list shows it: that of tuning jobs has the ARN in small letters (boto3 issue 4606). */
function listedSummary(thing: FakeThing) {
  const arn = thing.kind === 'HyperParameterTuningJob' ? thing.arn.toLowerCase() : thing.arn;
  return summary({ ...thing, arn });
}

function summary(thing: FakeThing) {
  const { kind, name, arn, createdAt, status, warmPool } = thing;
  return {
    [`${kind}Name`]: name,
    [`${kind}Arn`]: arn,
    CreationTime: createdAt,
    [`${kind}Status`]: status,
    ...(kind === 'NotebookInstance' ? { InstanceType: thing.instanceType } : {}),
    ...(warmPool === undefined ? {} : { WarmPoolStatus: { Status: warmPool } }),
  };
}

function describe(thing: FakeThing) {
  const { kind, role, otherRole, madeFrom, instanceType } = thing;
  const cluster = { InstanceType: instanceType, InstanceCount: 1 };
  const parts: Readonly<Partial<Record<Kind, object>>> = {
    Endpoint: { EndpointConfigName: madeFrom, ProductionVariants: [] },
    EndpointConfig: {
      ProductionVariants: [
        {
          VariantName: 'v',
          ModelName: madeFrom,
          InstanceType: instanceType,
          InitialInstanceCount: 1,
        },
      ],
    },
    Model: { ExecutionRoleArn: role },
    TrainingJob: {
      RoleArn: role,
      ResourceConfig: cluster,
      OutputDataConfig: { S3OutputPath: thing.output },
    },
    ProcessingJob: { RoleArn: role, ProcessingResources: { ClusterConfig: cluster } },
    TransformJob: { ModelName: madeFrom, TransformResources: cluster },
    HyperParameterTuningJob: {
      TrainingJobDefinitions: [{ RoleArn: role }, ...(otherRole ? [{ RoleArn: otherRole }] : [])],
    },
    NotebookInstance: { RoleArn: role },
  };
  return { ...summary(thing), ...parts[kind] };
}

function stop(state: FakeState, thing: FakeThing) {
  if (thing.kind === 'NotebookInstance') {
    if (thing.status !== 'InService') throw wrongStatus(thing, '[InService]', 'Stopping');
  } else if (thing.status !== 'InProgress') {
    const what = thing.kind === 'TrainingJob' ? 'training job' : 'transform job';
    throw awsError(
      'ValidationException',
      `The request was rejected because the ${what} is in status ${thing.status}.`,
    );
  }
  const { notebookStops, jobStops } = state.times;
  thing.status = 'Stopping';
  state.later(thing.kind === 'NotebookInstance' ? notebookStops : jobStops, () => {
    thing.status = 'Stopped';
  });
  return {};
}

function wrongStatus(thing: FakeThing, allowed: string, next: string): Error {
  return awsError(
    'ValidationException',
    `Status (${thing.status}) not in (${allowed}). Unable to transition to (${next}) for Notebook Instance (${thing.arn}).`,
  );
}

function remove(state: FakeState, thing: FakeThing) {
  switch (thing.kind) {
    case 'Endpoint':
      return removeEndpoint(state, thing);
    case 'NotebookInstance':
      if (!['Stopped', 'Failed'].includes(thing.status)) {
        throw wrongStatus(thing, '[Stopped, Failed]', 'Deleting');
      }
      thing.status = 'Deleting';
      state.later(state.times.notebookStops, () => state.drop(state.things, thing));
      return {};
    case 'TransformJob':
      throw awsError('UnknownOperationException', 'there is no DeleteTransformJob');
    case 'TrainingJob':
    case 'ProcessingJob':
    case 'HyperParameterTuningJob':
      if (['InProgress', 'Stopping'].includes(thing.status) || thing.warmPool === 'Available') {
        throw awsError('ResourceInUse', 'Resource being accessed is in use.');
      }
      state.drop(state.things, thing);
      return {};
    case 'EndpointConfig':
    case 'Model':
      state.drop(state.things, thing);
      return {};
    default:
      throw new Error(`no such kind: ${thing.kind}`);
  }
}

function removeEndpoint(state: FakeState, thing: FakeThing) {
  if (
    ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting'].includes(thing.status)
  ) {
    throw awsError('ValidationException', `Cannot update in-progress endpoint "${thing.arn}".`);
  }
  const role = state.roleOfEndpoint(thing);
  thing.status = 'Deleting';
  state.later(state.times.endpointGoes, () => {
    // Without its role SageMaker cannot free what the endpoint holds.
    if (role !== undefined && !state.roles.has(role)) thing.status = 'Failed';
    else state.drop(state.things, thing);
  });
  return {};
}
