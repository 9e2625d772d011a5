import { DescribeStacksCommand, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listStackResources } from '../aws/sandboxes.ts';
import { tagKeys } from '../sandbox/tags.ts';
import type { Problem } from '../aws/problem.ts';
import { problemOf } from '../aws/problem.ts';

/** A sandbox to take away. */
export interface TeardownTarget {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Absent where the stack is gone already; what the notebooks made may not be. */
  readonly stack?: SandboxStack;
}

/** What is known of a sandbox before anything is looked for. */
export interface SandboxFacts {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** No role of it existed before. */
  readonly since: Date;
  readonly stack?: SandboxStack;
  /** The bucket of its stack. */
  readonly bucket?: string;
  /** The notebook instance of its stack. */
  readonly notebook?: string;
  /** Notebook instances of its deleted stacks, whose logs may be left. */
  readonly formerNotebooks: readonly string[];
}

export interface GatheredFacts {
  readonly sandboxes: readonly SandboxFacts[];
  /** What could not be read of a sandbox's stack, by the sandbox's name. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** CloudFormation shows a deleted stack for 90 days (ListStacks, API reference). */
const rememberedDays = 90;
const day = 24 * 60 * 60_000;
/** Room for clocks of one service that run behind another's. */
const margin = 60_000;

/**
 * What CloudFormation knows of the sandboxes of one region: outputs of a stack that has them, its
 * resources where it has none, and the deleted stacks of a sandbox that has none.
 */
export async function gatherFacts(
  aws: Aws,
  targets: readonly TeardownTarget[],
  now: Date,
  signal: AbortSignal,
): Promise<GatheredFacts> {
  const problems = new Map<string, Problem>();
  const former = await formerStacks(
    aws,
    targets.filter(({ stack }) => stack === undefined),
    problems,
    signal,
  );
  const sandboxes = await Promise.all(
    targets.map(async (target): Promise<SandboxFacts> => {
      const { name, account, region, stack } = target;
      if (stack === undefined) {
        const known = former.get(name);
        const since = known?.since ?? new Date(now.getTime() - rememberedDays * day);
        return {
          name,
          account,
          region,
          since: new Date(since.getTime() - margin),
          formerNotebooks: known?.notebooks ?? [],
        };
      }
      const names = await namesInStack(aws, stack).catch((error: unknown) => {
        problems.set(name, problemOf(error));
        return {};
      });
      const since = new Date(stack.createdAt.getTime() - margin);
      return { name, account, region, since, stack, formerNotebooks: [], ...names };
    }),
  );
  return { sandboxes, problems };
}

interface NamesInStack {
  readonly bucket?: string;
  readonly notebook?: string;
}

async function namesInStack(aws: Aws, stack: SandboxStack): Promise<NamesInStack> {
  const { bucket, notebook } = stack;
  if (bucket !== undefined && notebook !== undefined) return { bucket, notebook };
  return namesOf(await listStackResources(aws, stack.region, stack.stackId));
}

function namesOf(resources: Awaited<ReturnType<typeof listStackResources>>): NamesInStack {
  const idOf = (type: string): string | undefined =>
    resources.find((resource) => resource.type === type && resource.physicalId)?.physicalId;
  const bucket = idOf('AWS::S3::Bucket');
  // Ref of a notebook instance is its ARN.
  const notebook = idOf('AWS::SageMaker::NotebookInstance')?.split('/').at(-1);
  return {
    ...defined({ bucket, notebook }),
  };
}

interface FormerStacks {
  readonly since: Date;
  readonly notebooks: readonly string[];
}

async function formerStacks(
  aws: Aws,
  targets: readonly TeardownTarget[],
  problems: Map<string, Problem>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FormerStacks>> {
  const found = new Map<string, FormerStacks>();
  const [region] = targets.map((target) => target.region);
  if (region === undefined) return found;
  const names = new Set(targets.map(({ name }) => name));
  try {
    const client = await aws.client('cloudFormation', region);
    const pages = paginateListStacks(
      { client },
      { StackStatusFilter: ['DELETE_COMPLETE'] },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const { StackName: name = '', StackId: id = '' } of page.StackSummaries ?? []) {
        if (!names.has(name)) continue;
        const former = await readFormer(aws, region, name, id, signal);
        if (former === undefined) continue;
        const before = found.get(name);
        found.set(name, {
          since: before && before.since < former.since ? before.since : former.since,
          notebooks: [...(before?.notebooks ?? []), ...former.notebooks],
        });
      }
    }
  } catch (error) {
    const problem = problemOf(error);
    for (const name of names) problems.set(name, problem);
  }
  return found;
}

/** A deleted stack of the name, or undefined where it was not one of ours. */
async function readFormer(
  aws: Aws,
  region: string,
  name: string,
  stackId: string,
  signal: AbortSignal,
): Promise<FormerStacks | undefined> {
  const client = await aws.client('cloudFormation', region);
  const { Stacks: [stack] = [] } = await client.send(
    new DescribeStacksCommand({ StackName: stackId }),
    { abortSignal: signal },
  );
  const isOurs = stack?.Tags?.some(({ Key, Value }) => Key === tagKeys.sandbox && Value === name);
  if (stack?.CreationTime === undefined || !isOurs) return undefined;
  const { notebook } = namesOf(await listStackResources(aws, region, stackId));
  return { since: stack.CreationTime, notebooks: notebook === undefined ? [] : [notebook] };
}
