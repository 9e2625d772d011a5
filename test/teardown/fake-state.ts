/*
 * The state of the fake AWS: what exists, and what happens to it as time goes by. How AWS behaves is
 * taken from the same sources as the sweepers' comments.
 */

export const account = '111122223333';

/** Every type we model: how its API names it, and what it answers. */
export const kinds = {
  Endpoint: { arn: 'endpoint', missing: 'Could not find endpoint "{arn}".' },
  EndpointConfig: {
    arn: 'endpoint-config',
    missing: 'Could not find endpoint configuration "{arn}".',
  },
  Model: { arn: 'model', missing: 'Could not find model "{arn}".' },
  TrainingJob: { arn: 'training-job', missing: 'Requested resource not found.' },
  ProcessingJob: {
    arn: 'processing-job',
    missing: 'Could not find requested job with name: {name}',
  },
  TransformJob: {
    arn: 'transform-job',
    missing: 'Could not find requested job with name: {name}',
  },
  HyperParameterTuningJob: {
    arn: 'hyper-parameter-tuning-job',
    missing: "Amazon SageMaker can't find a tuning job with the name {name}",
    code: 'ResourceNotFound',
  },
  NotebookInstance: { arn: 'notebook-instance', missing: 'RecordNotFound' },
  ModelPackage: { arn: 'model-package', missing: 'ModelPackage {arn} does not exist.' },
  Pipeline: {
    arn: 'pipeline',
    missing: "Pipeline '{name}' does not exist.",
    code: 'ResourceNotFound',
  },
  Experiment: {
    arn: 'experiment',
    missing: "Experiment '{name}' does not exist.",
    code: 'ResourceNotFound',
  },
  Trial: {
    arn: 'experiment-trial',
    missing: "Trial '{name}' does not exist.",
    code: 'ResourceNotFound',
  },
  TrialComponent: {
    arn: 'experiment-trial-component',
    missing: "Trial Component '{name}' does not exist.",
    code: 'ResourceNotFound',
  },
  Repository: { service: 'ecr', arn: 'repository', missing: '' },
  StateMachine: { service: 'states', arn: 'stateMachine', missing: '' },
  TopicsJob: { service: 'comprehend', arn: 'topics-detection-job', missing: '' },
  TranslationJob: { service: 'translate', arn: 'text-translation-job', missing: '' },
} as const satisfies Record<
  string,
  { service?: string; arn: string; missing: string; code?: string }
>;

/** The ARN of a thing. */
export function arnOf(kind: Kind, region: string, name: string): string {
  const { service = 'sagemaker', arn }: { service?: string; arn: string } = kinds[kind];
  const separator = service === 'states' ? ':' : '/';
  return `arn:aws:${service}:${region}:${account}:${arn}${separator}${name}`;
}

export type Kind = keyof typeof kinds;

export interface FakeThing {
  readonly kind: Kind;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  status: string;
  readonly tags: Record<string, string>;
  /** Execution role, of the kinds that record one. */
  readonly role?: string | undefined;
  /**
   * Model of a configuration or transform job, configuration of an endpoint, experiment of a trial,
   * ARN of the job of a trial component.
   */
  readonly madeFrom?: string | undefined;
  /** S3 URI below which a job wrote. */
  readonly output?: string | undefined;
  /** Of a state machine. */
  readonly type?: string;
  /** Of a tuning job with several definitions, beside {@link role}. */
  readonly otherRole?: string;
  readonly instanceType: string;
  warmPool?: string;
}

/** The name in a role's ARN. */
export function nameOfRole(arn: string): string {
  return arn.split('/').at(-1) ?? '';
}

export interface FakeStack {
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly createdAt: Date;
  readonly tags: Record<string, string>;
  readonly parameters: Record<string, string>;
  status: string;
  reason?: string;
  deletedAt?: Date;
  readonly bucket: string;
  readonly notebook: string;
  readonly role: string;
  /** CloudFormation knows its outputs only when it came up. */
  hasOutputs: boolean;
}

export interface FakeBucket {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly tags: Record<string, string>;
  /** Keys with version ids; `null` is the one of an unversioned object. */
  readonly objects: { key: string; version: string; marker: boolean; at?: number }[];
  readonly uploads: string[];
}

export interface FakeGroup {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly tags: Record<string, string>;
  readonly streams: Set<string>;
}

export interface FakeExecution {
  readonly arn: string;
  /** ARN of its pipeline or state machine. */
  readonly of: string;
  status: string;
}

/** How long AWS takes, in milliseconds. */
export interface Times {
  readonly notebookStops: number;
  readonly endpointGoes: number;
  readonly jobStops: number;
  readonly stackGoes: number;
}

export const instantTimes: Times = {
  notebookStops: 0,
  endpointGoes: 0,
  jobStops: 0,
  stackGoes: 0,
};

/** A line of the tag index, which is seen and forgotten late. */
interface Indexed {
  readonly arn: string;
  readonly region: string;
  /** Type and service, such as `sagemaker:endpoint`. */
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly from: number;
  until?: number;
}

export class FakeState {
  now = new Date('2026-11-23T09:00:00Z').getTime();
  times: Times;
  /** How far the tag index lags behind, in milliseconds. */
  readonly tagLag: number;
  readonly index: Indexed[] = [];
  readonly things: FakeThing[] = [];
  readonly stacks: FakeStack[] = [];
  readonly buckets: FakeBucket[] = [];
  readonly groups: FakeGroup[] = [];
  readonly roles = new Set<string>();
  /** Policies that others than its stack put on a role, by the role's name. */
  readonly foreignPolicies = new Map<string, string[]>();
  /** Executions of pipelines and state machines. */
  readonly executions: FakeExecution[] = [];
  /** Which component is in which trial, by name. */
  readonly inTrials: { readonly trial: string; readonly component: string }[] = [];
  /** What CloudTrail recorded: the record as text. */
  readonly history: {
    readonly name: string;
    readonly region: string;
    readonly at: number;
    readonly text: string;
  }[] = [];
  /** ClientRequestTokens that were carried out. */
  readonly tokens = new Set<string>();
  /** What is under way: due at a time. */
  readonly due: { at: number; happen: () => void }[] = [];

  constructor(times: Times, tagLag: number) {
    this.times = times;
    this.tagLag = tagLag;
  }

  /** Puts a new thing's tags into the index, where they appear late. */
  indexTags(arn: string, region: string, type: string, tags: Record<string, string>, born: number) {
    this.index.push({ arn, region, type, tags: { ...tags }, from: born + this.tagLag });
  }

  private forgetTags(arn: string): void {
    for (const line of this.index) {
      if (line.arn === arn && line.until === undefined) line.until = this.now + this.tagLag;
    }
  }

  /** Lets time go by, and happen what is due. */
  advance(milliseconds: number): void {
    this.now += milliseconds;
    for (;;) {
      const next = this.due.findIndex(({ at }) => at <= this.now);
      if (next === -1) return;
      for (const { happen } of this.due.splice(next, 1)) happen();
    }
  }

  later(milliseconds: number, happen: () => void): void {
    this.due.push({ at: this.now + milliseconds, happen });
    this.advance(0);
  }

  find(kind: Kind, region: string, name: string): FakeThing | undefined {
    return this.things.find(
      (thing) => thing.kind === kind && thing.region === region && thing.name === name,
    );
  }

  /** Takes something away, by and by also from the tag index. */
  drop<T extends { readonly arn: string }>(list: T[], item: T): void {
    const at = list.indexOf(item);
    if (at === -1) return;
    list.splice(at, 1);
    this.forgetTags(item.arn);
  }

  /** An endpoint goes only while its role exists (DeleteEndpoint, API reference). */
  roleOfEndpoint(endpoint: FakeThing): string | undefined {
    const config = this.find('EndpointConfig', endpoint.region, endpoint.madeFrom ?? '');
    return config && this.find('Model', config.region, config.madeFrom ?? '')?.role;
  }

  /** What CloudFormation does when a stack is deleted: the notebook, the bucket, then the rest. */
  deleteStack(stack: FakeStack): void {
    stack.status = 'DELETE_IN_PROGRESS';
    stack.deletedAt = new Date(this.now);
    this.later(this.times.stackGoes, () => {
      const notebook = this.find('NotebookInstance', stack.region, stack.notebook);
      if (notebook !== undefined && ['Pending', 'Stopping', 'Updating'].includes(notebook.status)) {
        this.failDelete(stack, 'The following resource(s) failed to delete: [Notebook].');
        return;
      }
      if (notebook !== undefined) this.drop(this.things, notebook);
      if (this.foreignPolicies.get(nameOfRole(stack.role))?.length) {
        this.failDelete(stack, 'The following resource(s) failed to delete: [Role].');
        return;
      }
      this.roles.delete(stack.role);
      const bucket = this.buckets.find(({ name }) => name === stack.bucket);
      if (bucket !== undefined && bucket.objects.length + bucket.uploads.length > 0) {
        this.failDelete(stack, 'The following resource(s) failed to delete: [Bucket].');
        return;
      }
      if (bucket !== undefined) this.drop(this.buckets, bucket);
      stack.status = 'DELETE_COMPLETE';
    });
  }

  private failDelete(stack: FakeStack, reason: string): void {
    stack.status = 'DELETE_FAILED';
    stack.reason = reason;
  }

  /** Everything that exists, as text: to prove that nothing changed. */
  snapshot(keep: (name: string) => boolean): string {
    return JSON.stringify(
      {
        things: this.things.filter(({ name }) => keep(name)),
        stacks: this.stacks.filter(({ name }) => keep(name)),
        buckets: this.buckets.filter(({ name }) => keep(name)),
        groups: this.groups
          .filter(({ name }) => keep(name))
          .map((group) => ({ ...group, streams: [...group.streams].filter(keep) })),
      },
      undefined,
      1,
    );
  }
}
