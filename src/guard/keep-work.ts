import { CopyObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { StartNotebookInstanceCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import { putAgent } from '../provision/agent.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import { putKeepRequest } from '../saved/ask.ts';
import { limits } from '../saved/limits.ts';
import { planSave } from '../saved/save-plan.ts';

/** Where saved work goes, which outlives the sandbox. */
export interface WorkPlace {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
}

/**
 * How far a sandbox's work is.
 *
 * - `kept`: it lies in the guard's bucket, under `key`
 * - `none`: there is no work
 * - `starting`, `asked`: the notebook is started for it, or its agent was asked; a later run goes on
 */
export type WorkStep =
  | { readonly is: 'kept'; readonly key: string }
  | { readonly is: 'none' }
  | { readonly is: 'starting' }
  | { readonly is: 'asked' };

/** How long an agent is given before it is asked once more. */
const patienceMs = 30 * 60_000;

/**
 * Takes the one step that brings a sandbox's work nearer to the guard's bucket; never waits.
 *
 * @param isLate whether there is no more time: then what was saved last is all there is
 */
export async function keepWork(
  aws: Aws,
  observed: ObservedSandbox,
  place: WorkPlace,
  { now, isLate }: { readonly now: Date; readonly isLate: boolean },
): Promise<WorkStep> {
  const step = planSave(observed);
  const { stack, report, notebook } = observed;
  if (step === 'nothing' || stack.bucket === undefined) return { is: 'none' };
  if (step === 'download' || step === 'outdated' || isLate) return copyWork(aws, observed, place);
  if (step === 'start') {
    const sageMaker = await aws.client('sageMaker', stack.region);
    if (notebook?.status === 'Stopped') {
      await sageMaker.send(
        new StartNotebookInstanceCommand({ NotebookInstanceName: notebook.name }),
      );
    }
    return { is: 'starting' };
  }
  const asked = report?.work?.asked;
  const savedAt = Date.parse(report?.work?.savedAt ?? '');
  const isAnswered = asked !== undefined && now.getTime() - Date.parse(asked) < patienceMs;
  if (isAnswered && savedAt >= Date.parse(asked)) return copyWork(aws, observed, place);
  await putAgent(aws, stack.region, stack.bucket);
  await putKeepRequest(aws, stack.region, stack.bucket, { saveAt: askedAt(now) });
  return { is: 'asked' };
}

/** The same for a quarter of an hour, so that runs that overlap ask for the same. */
function askedAt(now: Date): string {
  const quarter = 15 * 60_000;
  return new Date(Math.floor(now.getTime() / quarter) * quarter).toISOString();
}

/** Copies the archive, unless it is there already: its key says what it is. */
async function copyWork(aws: Aws, { stack }: ObservedSandbox, place: WorkPlace): Promise<WorkStep> {
  const source = { Bucket: stack.bucket, Key: bucketKeys.work };
  const from = await aws.client('s3', stack.region);
  const found = await headOrNothing(from.send(new HeadObjectCommand(source)));
  // No agent makes a larger one, and it is stored at the deployer's expense.
  if (found === undefined || (found.ContentLength ?? 0) > limits.total) return { is: 'none' };
  const savedAt = (found.LastModified ?? new Date(0)).toISOString().slice(0, 19);
  const etag = (found.ETag ?? '').replaceAll('"', '').slice(0, 12);
  const key = `work/${stack.name}/${savedAt.replaceAll(':', '')}Z-${etag}.tar.gz`;
  const to = await aws.client('s3', place.region);
  const target = { Bucket: place.bucket, Key: key };
  const there = await headOrNothing(to.send(new HeadObjectCommand(target)));
  if (there === undefined || there.ContentLength !== found.ContentLength) {
    await to.send(
      new CopyObjectCommand({
        ...target,
        CopySource: `${source.Bucket}/${source.Key}`,
        ExpectedBucketOwner: place.account,
      }),
    );
  }
  return { is: 'kept', key };
}

async function headOrNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
