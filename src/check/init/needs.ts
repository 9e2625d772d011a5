import { useOf } from '../../sandbox/creatables.ts';
import type { CreatableType } from '../../sandbox/resource-types.ts';
import type { Document, Workshop } from '../document.ts';
import { endpointsOf } from '../endpoints/endpoints.ts';
import type { Rented, Use } from '../instances.ts';
import { instancesOf, isLocal } from '../instances.ts';
import { namesOf } from '../names.ts';
import { calledName, keyword, positional } from '../python/expr.ts';
import { sitesOf } from '../running.ts';
import { actionsOf, kindOf } from './calls.ts';

/** Instances of one type, at most so many at the same time. */
export interface InstanceNeed {
  readonly type: string;
  readonly count: number;
}

/** What a workshop needs of an account. */
export interface Needs {
  readonly creates: readonly CreatableType[];
  readonly uses: Readonly<Record<Use, readonly InstanceNeed[]>>;
  /** IAM actions beyond the base policy that make nothing. */
  readonly permissions: readonly string[];
  /** What its code calls and a sandbox does not permit. */
  readonly refused: readonly string[];
  /** What it makes on instances whose type the code does not say. */
  readonly untold: readonly CreatableType[];
}

/** Modules whose use is more than calls of boto3 show. */
const services: Readonly<Record<string, string>> = {
  smexperiments: 'SageMaker Experiments',
  stepfunctions: 'AWS Step Functions',
};

/** Reads what a workshop's notebooks need, and the scripts that they use. */
export function needsOf(workshop: Workshop): Needs {
  const { documents } = workshop;
  const notebooks = documents.filter(({ kind }) => kind === 'notebook');
  const uses = {
    training: mostOf(notebooks.map((one) => rentedBy(one, 'training'))),
    processing: mostOf(notebooks.map((one) => rentedBy(one, 'processing'))),
    transform: mostOf(notebooks.map((one) => rentedBy(one, 'transform'))),
    hosting: hostingOf(workshop, notebooks),
  };
  const made = [...new Set(notebooks.flatMap((one) => makesOf(workshop, one)))];
  const isTold = (type: CreatableType) => {
    const use = useOf(type);
    return use === undefined || uses[use].length > 0;
  };
  const creates = made.filter(isTold);
  const actions = [...new Set(documents.flatMap(actionsOf))].sort();
  const imported = documents.flatMap(({ blocks }) =>
    blocks.flatMap(({ python }) => python.imports.map(({ module }) => module.split('.', 1)[0]!)),
  );
  return {
    creates,
    uses,
    permissions: actions.filter((action) => kindOf(action) === 'reads'),
    refused: [
      ...actions.filter((action) => kindOf(action) === 'makes'),
      ...new Set(
        imported.flatMap((name) => (Object.hasOwn(services, name) ? services[name]! : [])),
      ),
    ],
    untold: made.filter((type) => !isTold(type)),
  };
}

function typesOf({ types }: Rented): readonly string[] {
  return types.filter((type) => /^ml(\.[a-z0-9]+(-[a-z0-9]+)*){2}$/.test(type));
}

function rentedBy(document: Document, use: Use): readonly InstanceNeed[] {
  return instancesOf(document)
    .filter((rented) => rented.use === use && !isLocal(rented))
    .flatMap((rented) => {
      const count = wholeCount(rented.count * parallelOf(document, rented));
      return typesOf(rented).map((type) => ({ type, count }));
    });
}

/** How many jobs a tuner runs of an estimator at the same time. */
function parallelOf(document: Document, { site }: Rented): number {
  const names = namesOf(document);
  const tuners = sitesOf(document).filter(({ call }) => calledName(call) === 'HyperparameterTuner');
  const parallel = tuners
    .filter((tuner) => {
      const estimator = positional(tuner.call)[0] ?? keyword(tuner.call, 'estimator');
      const made = estimator === undefined ? [] : names.madeBy(estimator, tuner);
      // Through a function's parameter it may be any.
      return made.length === 0 || made.includes(site.call);
    })
    .map((tuner) => {
      const given = keyword(tuner.call, 'max_parallel_jobs');
      return given === undefined ? 1 : (names.numberOf(given, tuner) ?? 1);
    });
  return Math.max(1, ...parallel);
}

function wholeCount(count: number): number {
  return Number.isFinite(count) ? Math.min(1_000, Math.max(1, Math.round(count))) : 1;
}

/** Notebooks run one after the other: of a type, the most that one of them needs. */
function mostOf(needs: readonly (readonly InstanceNeed[])[]): readonly InstanceNeed[] {
  const most = new Map<string, number>();
  for (const { type, count } of needs.flat()) {
    most.set(type, Math.max(most.get(type) ?? 0, count));
  }
  return [...most].map(([type, count]) => ({ type, count }));
}

/** Endpoints that a notebook leaves still run beside those of the next. */
function hostingOf(workshop: Workshop, notebooks: readonly Document[]): readonly InstanceNeed[] {
  const left = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const document of notebooks) {
    const endpoints = endpointsOf(workshop, document);
    const rented = new Map(instancesOf(document).map((one) => [one.site.call, one]));
    for (const endpoint of endpoints.made) {
      const one = endpoint.call === undefined ? undefined : rented.get(endpoint.call);
      const types = endpoint.types.filter((type) => type.startsWith('ml.'));
      for (const type of types) {
        const count = wholeCount(one?.count ?? 1);
        if (endpoints.left.includes(endpoint)) left.set(type, (left.get(type) ?? 0) + count);
        else ended.set(type, Math.max(ended.get(type) ?? 0, count));
      }
    }
    // Of boto3, the configuration has the type and another call makes the endpoint.
    for (const one of instancesOf(document)) {
      if (one.use !== 'hosting' || isLocal(one)) continue;
      for (const type of typesOf(one)) {
        if (!left.has(type)) ended.set(type, Math.max(ended.get(type) ?? 0, wholeCount(one.count)));
      }
    }
  }
  const all = [...new Set([...left.keys(), ...ended.keys()])];
  return all.map((type) => ({ type, count: (left.get(type) ?? 0) + (ended.get(type) ?? 0) }));
}

const byMethod: Readonly<Record<string, readonly CreatableType[]>> = {
  create_training_job: ['training-job'],
  create_hyper_parameter_tuning_job: ['tuning-job'],
  create_processing_job: ['processing-job'],
  create_transform_job: ['transform-job'],
  create_model: ['model'],
  create_endpoint_config: ['endpoint-configuration'],
  HyperparameterTuner: ['tuning-job'],
};

/** What a notebook makes in AWS, of the types that a sandbox knows. */
function makesOf(workshop: Workshop, document: Document): readonly CreatableType[] {
  const rented = instancesOf(document).filter((one) => !isLocal(one));
  const has = (use: Use) => rented.some((one) => one.use === use);
  const calls = new Set(sitesOf(document).map(({ call }) => calledName(call) ?? ''));
  const hosts = endpointsOf(workshop, document).made.length > 0;
  return [
    ...(has('training') && calls.has('fit') ? (['training-job'] as const) : []),
    ...(has('processing') && calls.has('run') ? (['processing-job'] as const) : []),
    ...(has('transform') && calls.has('transform') ? (['transform-job', 'model'] as const) : []),
    ...(hosts ? (['model', 'endpoint-configuration', 'endpoint'] as const) : []),
    ...[...calls].flatMap((name) => (Object.hasOwn(byMethod, name) ? byMethod[name]! : [])),
  ];
}
