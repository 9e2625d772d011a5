import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { putAgent } from '../provision/agent.ts';
import { startNotebook, waitForNotebook } from '../provision/notebook.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import type { Pace } from '../time/poll.ts';
import { poll } from '../time/poll.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import type { ReportedWork } from '../sandbox/report.ts';
import { putKeepRequest } from './ask.ts';
import { downloadSaved } from './download.ts';
import { planSave } from './save-plan.ts';
import type { UnpackedWork } from './unpack.ts';
import { unpackSaved } from './unpack.ts';

export interface SaveOptions {
  /** Folder into which each sandbox's work goes, below its name. */
  readonly dir: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** @default how long an agent may take: ten minutes */
  readonly pace?: Pace;
}

/** How long an agent may take to come up with a newer version of itself, and to save. */
const savePace: Pace = { firstMs: 250, longestMs: 3_000, timeoutMs: 10 * 60_000 };

/**
 * Brings the learner's work out of a sandbox and puts it into a folder; see {@link planSave}.
 *
 * @param name of the folder below `options.dir`
 * @returns where it is, or undefined where there is none
 * @throws LabsError `save.failed` with the agent's reason, `save.late`, `saved.unsafe`,
 *   `notebook.stuck`, `notebook.failed`
 */
export async function saveWork(
  aws: Aws,
  host: Host,
  observed: ObservedSandbox,
  options: SaveOptions,
  name: string = observed.stack.name,
): Promise<UnpackedWork | undefined> {
  const { stack } = observed;
  const { signal } = options;
  const step = planSave(observed);
  if (step === 'nothing' || stack.bucket === undefined) return undefined;
  const label = message('save.task', { name: stack.name });
  const tell = (state: 'running' | 'done' | 'failed') =>
    host.notify({ type: 'task', id: `save-${stack.name}`, state, message: label });
  tell('running');
  try {
    if (step === 'start') await startNotebook(aws, stack, signal);
    if (step === 'start' || (step === 'ask' && observed.notebook?.status !== 'InService')) {
      await waitForNotebook(aws, host, stack, signal);
    }
    if (step === 'start' || step === 'ask') {
      await askForSave(aws, stack, stack.bucket, options);
    }
    const work = await fetchWork(aws, stack, stack.bucket, options, name);
    tell('done');
    return work;
  } catch (error) {
    tell('failed');
    throw error;
  }
}

/** Asks the agent of a running notebook to save, and waits for its answer. */
async function askForSave(
  aws: Aws,
  stack: SandboxStack,
  bucket: string,
  { now, signal, pace = savePace }: SaveOptions,
): Promise<ReportedWork> {
  const { region, name } = stack;
  const saveAt = now().toISOString();
  await putAgent(aws, region, bucket);
  await putKeepRequest(aws, region, bucket, { saveAt });
  const answer = await poll(
    async () => {
      const work = (await fetchReport(aws, stack))?.work;
      if (work?.failed !== undefined && work.failed.asked === saveAt) {
        throw new LabsError('save.failed', { name, why: work.failed.error });
      }
      return work?.asked === saveAt ? work : undefined;
    },
    pace,
    signal,
  );
  if (answer === undefined) {
    throw new LabsError('save.late', { name, minutes: pace.timeoutMs / 60_000 });
  }
  return answer;
}

async function fetchWork(
  aws: Aws,
  { region }: SandboxStack,
  bucket: string,
  { dir, signal }: SaveOptions,
  name: string,
): Promise<UnpackedWork | undefined> {
  const saved = await downloadSaved(aws, region, bucket, bucketKeys.work, signal);
  if (saved === undefined) return undefined;
  try {
    return await unpackSaved(saved.file, dir, name, saved.writtenAt);
  } finally {
    await saved.remove();
  }
}
