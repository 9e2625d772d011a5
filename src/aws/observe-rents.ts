import {
  paginateListProcessingJobs,
  paginateListTrainingJobs,
  paginateListTransformJobs,
} from '@aws-sdk/client-sagemaker';
import type { Rented } from '../cost/observation.ts';
import type { Aws } from './clients.ts';
import { observeEndpoint } from './observe-endpoints.ts';
import { jobTypes, observeJob } from './observe-jobs.ts';
import type { SandboxStack } from './sandboxes.ts';
import type { OwnedThing } from './tagged.ts';
import { listTaggedByAll } from './tagged.ts';

/** What a sandbox's notebooks rent now; `unknown` with the reason where AWS did not tell. */
export type Rents = { readonly rented: readonly Rented[] } | { readonly unknown: string };

/**
 * What bills beside the notebooks now, by tag: one call of the index a region, one list for each
 * kind of job that the index shows, and descriptions only of what runs. The index lags some minutes.
 *
 * @returns in the order of the sandboxes
 */
export async function observeRents(
  aws: Aws,
  stacks: readonly SandboxStack[],
  at: Date,
  signal: AbortSignal,
): Promise<readonly Rents[]> {
  const regions = [...new Set(stacks.map(({ region }) => region))];
  const found = new Map(
    await Promise.all(
      regions.map(async (region) => {
        const names = new Set(
          stacks.filter((stack) => stack.region === region).map(({ name }) => name),
        );
        return [region, await look(() => rentsIn(aws, region, names, at, signal), signal)] as const;
      }),
    ),
  );
  return stacks.map(({ region, name }) => {
    const seen = found.get(region)!;
    return 'unknown' in seen
      ? seen
      : { rented: seen.of.flatMap((one) => (one.sandbox === name ? one.rented : [])) };
  });
}

interface Owned {
  readonly sandbox: string;
  readonly rented: readonly Rented[];
}

async function look(
  read: () => Promise<readonly Owned[]>,
  signal: AbortSignal,
): Promise<{ readonly of: readonly Owned[] } | { readonly unknown: string }> {
  try {
    return { of: await read() };
  } catch (error) {
    signal.throwIfAborted();
    return { unknown: error instanceof Error ? error.name : String(error) };
  }
}

async function rentsIn(
  aws: Aws,
  region: string,
  sandboxes: ReadonlySet<string>,
  at: Date,
  signal: AbortSignal,
): Promise<readonly Owned[]> {
  const all = await listTaggedByAll(aws, region, [...jobTypes, 'endpoint'], signal);
  const ours = all.filter(({ sandbox }) => sandboxes.has(sandbox));
  // Jobs stay as records for ever, so most of those that the index shows have ended.
  const running = await runningJobs(aws, region, ours, signal);
  return Promise.all(
    ours
      .filter((thing) => thing.type === 'endpoint' || running.has(`${thing.type}/${thing.name}`))
      .map(async (thing): Promise<Owned> => {
        const rented =
          thing.type === 'endpoint'
            ? await observeEndpoint(aws, region, thing.name, at)
            : await observeJob(aws, region, thing, at);
        return { sandbox: thing.sandbox, rented: rented.filter(({ isRunning }) => isRunning) };
      }),
  );
}

async function runningJobs(
  aws: Aws,
  region: string,
  things: readonly OwnedThing[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const client = await aws.client('sageMaker', region);
  const config = { client, pageSize: 100 };
  const filter = { StatusEquals: 'InProgress' } as const;
  const options = { abortSignal: signal };
  const names = new Set<string>();
  const lists = {
    'training-job': async () => {
      // A warm pool bills on after its job has ended.
      for (const filters of [filter, { WarmPoolStatusEquals: 'Available' } as const])
        for await (const page of paginateListTrainingJobs(config, filters, options))
          for (const job of page.TrainingJobSummaries ?? [])
            names.add(`training-job/${job.TrainingJobName}`);
    },
    'processing-job': async () => {
      for await (const page of paginateListProcessingJobs(config, filter, options))
        for (const job of page.ProcessingJobSummaries ?? [])
          names.add(`processing-job/${job.ProcessingJobName}`);
    },
    'transform-job': async () => {
      for await (const page of paginateListTransformJobs(config, filter, options))
        for (const job of page.TransformJobSummaries ?? [])
          names.add(`transform-job/${job.TransformJobName}`);
    },
  };
  const wanted = jobTypes.filter((type) => things.some((thing) => thing.type === type));
  await Promise.all(wanted.map((type) => lists[type]()));
  return names;
}
