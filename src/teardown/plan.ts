import type { Aws } from '../aws/clients.ts';
import type { PriceLookup } from '../cost/prices.ts';
import { tablePrice } from '../cost/prices.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Evidence } from './evidence.ts';
import { createEvidence } from './evidence.ts';
import type { SandboxFacts, TeardownTarget } from './facts.ts';
import { gatherFacts } from './facts.ts';
import type { LookProblem } from './look.ts';
import { look } from './look.ts';
import { allowManyListeners } from '../time/pause.ts';
import type { Problem } from '../aws/problem.ts';
import { problemOf } from '../aws/problem.ts';
import { sweepers } from './registry.ts';
import type { TagIndex } from './tag-index.ts';
import { straysOf } from './strays.ts';
import { readTagIndex, unreadableTagIndex } from './tag-index.ts';
import type { Thing } from './thing.ts';

export type { TeardownTarget } from './facts.ts';

export interface PlanOptions {
  /** @default the dated table of src/cost */
  readonly price?: PriceLookup;
  /** @default the clock of this machine */
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  /** @default all of the registry */
  readonly types?: ReadonlySet<ResourceType>;
}

/** Something that could not be read, so that nothing can be said about it. */
export interface Unknown {
  /**
   * `tag-index`: the Resource Groups Tagging API; each thing is asked for its tags instead.
   * `stack-contents`: what CloudFormation says is, or was, in the sandbox's stack.
   */
  readonly type: ResourceType | 'tag-index' | 'stack-contents';
  readonly problem: Problem;
  readonly of: LookProblem['of'];
}

export interface SandboxPlan {
  readonly facts: SandboxFacts;
  /** Found, kept and records, in the order of the registry. */
  readonly things: readonly Thing[];
  readonly unknown: readonly Unknown[];
  /** ARNs with the sandbox's tag that no sweeper answers for. */
  readonly strays: readonly string[];
  /** Of its region: what the run goes on with. */
  readonly evidence: Evidence;
}

/** Everything that was found, before anything is touched; a plain value. */
export interface TeardownPlan {
  readonly madeAt: Date;
  readonly sandboxes: readonly SandboxPlan[];
  /** Nothing to remove, nothing that could be ours, nothing unknown. */
  readonly isEmpty: boolean;
}

const allTypes: ReadonlySet<ResourceType> = new Set(sweepers.map(({ type }) => type));

/**
 * The find phase, read-only: each region is asked once for all of its sandboxes.
 *
 * @throws what AWS answers where the credentials are not valid, or the signal's reason
 */
export async function planTeardown(
  aws: Aws,
  targets: readonly TeardownTarget[],
  options: PlanOptions = {},
): Promise<TeardownPlan> {
  const madeAt = (options.now ?? (() => new Date()))();
  const regions = [...new Set(targets.map(({ region }) => region))];
  const signal = allowManyListeners(options.signal ?? new AbortController().signal);
  const perRegion = await Promise.all(
    regions.map((region) =>
      planRegion(
        aws,
        targets.filter((target) => target.region === region),
        madeAt,
        { ...options, signal },
      ),
    ),
  );
  const sandboxes = perRegion.flat();
  return { madeAt, sandboxes, isEmpty: sandboxes.every((sandbox) => !hasWork(sandbox)) };
}

/** Whether a sandbox has anything that a run would act on or report; records alone are nothing. */
export function hasWork({ things, unknown, strays }: SandboxPlan): boolean {
  return unknown.length + strays.length > 0 || things.some(({ stage }) => stage !== 'record');
}

async function planRegion(
  aws: Aws,
  targets: readonly TeardownTarget[],
  now: Date,
  { price = tablePrice, signal, types = allTypes }: PlanOptions & { readonly signal: AbortSignal },
): Promise<readonly SandboxPlan[]> {
  const [first] = targets;
  if (first === undefined) return [];
  const { region, account } = first;
  const [{ sandboxes, problems }, index] = await Promise.all([
    gatherFacts(aws, targets, now, signal),
    readIndex(aws, region, signal),
  ]);
  const evidence = createEvidence(index.tags);
  const result = await look({
    scan: {
      aws,
      account,
      region,
      signal,
      memo: new Map(),
      since: oldest(sandboxes),
      sandboxes,
      evidence,
      first: true,
    },
    types,
    known: [],
    isClear: () => false,
    price,
    now: () => now,
    knownPrice: () => undefined,
  });
  const unreadable: readonly Unknown[] = [
    ...(index.problem ? [{ type: 'tag-index', of: 'list', problem: index.problem } as const] : []),
    ...[...result.problems].map(([type, problem]) => ({ type, ...problem })),
  ];
  return sandboxes.map((facts): SandboxPlan => {
    const problem = problems.get(facts.name);
    const ofStack: readonly Unknown[] =
      problem === undefined ? [] : [{ type: 'stack-contents', of: 'list', problem }];
    return {
      facts,
      things: inOrder(result.things.filter(({ sandbox }) => sandbox === facts.name)),
      unknown: [...ofStack, ...unreadable],
      strays: straysOf(evidence.tags, facts.name),
      evidence,
    };
  });
}

/** The earliest moment at which any of the sandboxes existed; the bound of their lists. */
export function oldest(sandboxes: readonly SandboxFacts[]): Date {
  return new Date(Math.min(...sandboxes.map(({ since }) => since.getTime())));
}

/** Things in the order of the registry, then by name. */
export function inOrder(things: readonly Thing[]): readonly Thing[] {
  const order = sweepers.map(({ type }) => type);
  return things.toSorted(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.id < b.id ? -1 : 1),
  );
}

async function readIndex(
  aws: Aws,
  region: string,
  signal: AbortSignal,
): Promise<{ readonly tags: TagIndex; readonly problem?: Problem }> {
  try {
    return { tags: await readTagIndex(aws, region, signal) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'signed-out' || signal.aborted) throw error;
    return { tags: unreadableTagIndex, problem };
  }
}
