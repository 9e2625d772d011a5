import type { Aws } from '../aws/clients.ts';
import type { Message } from '../messages/message.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Evidence } from './evidence.ts';
import type { SandboxFacts } from './facts.ts';
import type { Memo } from './memo.ts';
import type { LogPlace, Stage, Thing, Use } from './thing.ts';

/** Where a sweeper works, and with which hands. */
export interface Context {
  readonly aws: Aws;
  readonly account: string;
  readonly region: string;
  readonly signal: AbortSignal;
  /** What was described already, for one look at most. */
  readonly memo: Memo;
  /** ARN of the role with whose permissions CloudFormation deletes stacks; else the caller's. */
  readonly stackRole?: string;
}

/** One look at one region, for all the sandboxes in it. */
export interface Scan extends Context {
  /** Nothing older can belong to any of the sandboxes, but for what carries their tag. */
  readonly since: Date;
  readonly sandboxes: readonly SandboxFacts[];
  /** Whose things are, as far as it is known; the tags were read once, so they may lag behind. */
  readonly evidence: Evidence;
  /** True for the first look, which may rely on what the sandboxes' stacks say. */
  readonly first: boolean;
  /** What this sweeper's things can hang on, see {@link Sweeper.hangsOn}. */
  readonly parents: readonly Thing[];
  /** Whether nothing hangs on a parent any more, as an earlier look showed. */
  readonly isClear: (parent: string) => boolean;
}

/** A thing as a list shows it. */
export interface Listed {
  readonly id: string;
  readonly arn?: string;
  readonly createdAt?: Date;
  readonly status: string;
  readonly statusReason?: string;
  readonly stage: Stage;
  readonly revision?: string;
  /** Whose it is, where the list itself proves it. */
  readonly sandbox?: string;
  /** See {@link Thing.isIndexed}. */
  readonly isIndexed?: true;
  readonly parent?: string;
  readonly log?: LogPlace;
  readonly presumed?: boolean;
  /** What it rents, where the list says so; asked of {@link Sweeper.describe} otherwise. */
  readonly uses?: readonly Use[];
  /** ARNs of the roles it works with, where the list says so; likewise. */
  readonly roles?: readonly string[];
}

/** A thing as its own Describe call shows it. */
export interface Description {
  readonly listed: Listed;
  /**
   * ARNs of the execution roles it records, itself or through what it was made from; `lost` where
   * what it was made from is gone.
   */
  readonly roles: () => Promise<readonly string[] | 'lost'>;
  readonly uses: () => Promise<readonly Use[] | undefined>;
  /** S3 URIs that it was to write to. */
  readonly outputs?: readonly string[];
}

/**
 * Something that has to be out of the way first.
 *
 * `settled`: nothing of the type still runs or is being emptied. `gone`: nothing of it exists, and
 * its list could be read. With `fresh`, by a list that began after everything `settled` was.
 */
export interface Dependency {
  readonly type: ResourceType;
  readonly until: 'settled' | 'gone';
  readonly fresh?: boolean;
  /** Only what hangs on the thing, or what it hangs on; all of its sandbox where absent. */
  readonly only?: 'children' | 'parent';
}

/** Knows one AWS resource type: finds what a sandbox's notebooks made, and removes it. */
export interface Sweeper {
  readonly type: ResourceType;
  /** The IAM create actions it answers for: a sandbox's role may allow no other. */
  readonly creates: readonly string[];
  /** What it costs: `always` while it exists, `running` while it runs, `stored` by size, `never`. */
  readonly bills: 'always' | 'running' | 'stored' | 'never';
  /**
   * What a plan says of what runs, where it is not stopped and then deleted: `ends` leaves a record,
   * `deletes` is for what AWS cannot stop, `empties` for what loses its contents.
   */
  readonly plan?: 'ends' | 'deletes' | 'empties';
  /** What a record of it is, where it is not an ended thing that AWS cannot delete. */
  readonly record?: 'shared';
  /** Its things are the logs of others, and in a plan they share a line. */
  readonly isLog?: true;
  /** Nothing but the thing that it hangs on tells whose it is, so it is seen to before that goes. */
  readonly outlives?: true;
  /** What to do where one is stuck, from what is left and the status that it is stuck in. */
  readonly stuckAdvice?: (stuck: {
    readonly names: readonly string[];
    readonly status: string;
  }) => Message;
  /** Service and resource type in the ARNs of its things, such as `sagemaker:endpoint`. */
  readonly tagType?: string;
  /**
   * Nothing but its tag says whose a thing is, and a sandbox's role cannot make one without: what
   * has none is somebody else's.
   */
  readonly tagTells?: true;
  /** The roles of its things are those of what they were made from, which can be somebody else's. */
  readonly inheritsRole?: true;
  /** Its things start others that bill, until they are settled. */
  readonly launches?: true;
  /**
   * How the names begin under which a sandbox's role makes such things; what carries the sandbox's
   * tag under another name is not ours to remove.
   */
  readonly nameOf?: (sandbox: string) => string;
  /** Its things are part of the stack: they go with it, or after it where it leaves them. */
  readonly inStack?: true;
  /**
   * The types its things hang on; it is looked at after them, and for each of them until nothing
   * hangs on it any more. `at rest`: only when they have stopped making more.
   */
  readonly hangsOn?: {
    readonly types: readonly ResourceType[];
    readonly when: 'at rest' | 'always';
  };
  readonly dependsOn?: {
    readonly settle?: readonly Dependency[];
    readonly remove?: readonly Dependency[];
  };
  /**
   * Everything of the type that could belong to the scan's sandboxes.
   *
   * @throws whatever AWS answers: a list that failed is unknown, never empty
   */
  list(scan: Scan): AsyncIterable<Listed>;
  /** The sandbox in a thing's own tags, where SageMaker's ListTags does not know them. */
  tagOf?(
    context: Context,
    thing: { readonly id: string; readonly arn?: string },
  ): Promise<string | undefined>;
  /** One thing, or undefined where there is none of that name. */
  describe?(context: Context, name: string): Promise<Description | undefined>;
  /**
   * Brings a `running` thing to rest; harmless when repeated.
   *
   * @returns `settled` where it is at rest now, `asked` where AWS takes its time
   */
  settle?(context: Context, thing: Thing): Promise<'settled' | 'asked'>;
  /** Removes a `settled` thing; harmless when repeated. */
  remove?(context: Context, thing: Thing): Promise<void>;
}
