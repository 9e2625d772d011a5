import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { LabContent } from '../catalog/content.ts';
import { findStack } from '../aws/sandboxes.ts';
import { isLabsError, LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { parameterDate } from '../sandbox/lease.ts';
import { wishedContents } from '../sandbox/wish.ts';
import { removeFailedCreate } from './failed-create.ts';
import { waitForKernels } from './kernels.ts';
import { startNotebook, waitForNotebook } from './notebook.ts';
import type { ObservedSandbox } from './observe.ts';
import { waitForRepos } from './repos.ts';
import { stackStanding } from './stack-status.ts';
import type { AcceptedEnd } from './stack-wait.ts';
import { waitForStack } from './stack-wait.ts';
import { continueRollback, createStack, updateLease, updateTemplate } from './stacks.ts';
import type { ChangePlan, CreatePlan, StartPlan } from './start-plan.ts';
import { putContents, tellAgent } from './tell-agent.ts';

export interface StartOptions {
  readonly signal: AbortSignal;
  /** The command that does the same once more. */
  readonly again: string;
  /** False: return as soon as AWS was asked. */
  readonly wait: boolean;
  /** Makes the template of the plan's labs; only called where the stack needs one. */
  readonly template: (plan: StartPlan) => Promise<string>;
  readonly now: () => Date;
  /** What the plan's labs bring themselves. */
  readonly contents: (plan: StartPlan) => Promise<readonly LabContent[]>;
}

/**
 * Carries a plan out. A second run after any interruption finds what is there and goes on.
 *
 * @returns the sandbox as it is then, or undefined with `wait: false`
 * @throws LabsError `stack.failed`, `stack.timeout`, `notebook.failed`, `notebook.stuck`
 */
export async function start(
  aws: Aws,
  host: Host,
  plan: StartPlan,
  options: StartOptions,
): Promise<ObservedSandbox | undefined> {
  const asked =
    plan.action === 'create'
      ? await create(aws, host, plan, options)
      : await change(aws, host, plan, options);
  if (!options.wait) return undefined;

  const { signal, again } = options;
  const stack = await waitForStack(aws, host, plan, {
    ...asked,
    signal,
    again,
    // The hook has room for what is cloned; the rest comes through the bucket.
    ...(plan.action === 'create' && {
      onBucket: async (bucket) => void (await tell(aws, plan, bucket, options)),
    }),
  }).catch(async (error: unknown) => {
    if (plan.action !== 'create' || !isLabsError(error, 'stack.failed')) throw error;
    throw await cleanedUp(aws, host, plan, error, signal);
  });
  if (plan.action === 'change' && plan.startsNotebook) await startNotebook(aws, stack, signal);
  const notebook = await waitForNotebook(aws, host, stack, signal);
  const own = (await options.contents(plan)).map(({ dir }) => dir);
  // What was reported before a restart says nothing of the kernels, which do not outlive it.
  const restarted = plan.action === 'change' && plan.restartsNotebook && stack.bucket !== undefined;
  const wish = restarted ? await tell(aws, plan, stack.bucket, options) : asked.wish;
  const cloned = await waitForRepos(aws, host, stack, { plan, own, wish, signal });
  const report = await waitForKernels(aws, host, stack, { plan, report: cloned, signal });
  return { stack, notebook, ...defined({ report }) };
}

/** Removes what a failed create left: its cause is what is told, whatever comes of the removal. */
async function cleanedUp(
  aws: Aws,
  host: Host,
  plan: CreatePlan,
  failure: LabsError<'stack.failed'>,
  signal: AbortSignal,
): Promise<LabsError> {
  try {
    await removeFailedCreate(aws, host, plan, signal);
    return new LabsError('stack.failed', { ...failure.params, isGone: true });
  } catch (error) {
    signal.throwIfAborted();
    return new LabsError('stack.failed', failure.params, { cause: error });
  }
}

interface Asked {
  readonly label: ReturnType<typeof message>;
  readonly accepts: AcceptedEnd;
  /** SHA-256 of the wish that was put, if one was. */
  readonly wish?: string;
}

async function create(
  aws: Aws,
  host: Host,
  plan: CreatePlan,
  { template, signal }: StartOptions,
): Promise<Asked> {
  const label = message('start.creating-stack', { name: plan.name });
  host.notify({ type: 'task', id: 'stack', state: 'running', message: label });
  const body = await template(plan);
  if (plan.removes !== undefined) await removeFailedCreate(aws, host, plan, signal);
  await createStack(aws, plan, body);
  return { label, accepts: 'as-asked' };
}

async function change(
  aws: Aws,
  host: Host,
  plan: ChangePlan,
  options: StartOptions,
): Promise<Asked> {
  const { template } = options;
  const label = message('start.updating-stack', { name: plan.name });
  const stack = await settle(aws, host, plan, options);

  // The wish goes first: a running agent clones while CloudFormation works.
  const wish =
    plan.putsWish && stack.bucket !== undefined
      ? await tell(aws, plan, stack.bucket, options)
      : undefined;
  if (plan.update === 'template') await updateTemplate(aws, stack, plan, await template(plan));
  if (plan.update === 'lease') await updateLease(aws, stack, plan.lease);
  const accepts = plan.update === 'none' ? 'rolled-back' : 'as-asked';
  return { label, accepts, ...defined({ wish }) };
}

/** Puts the wish into the bucket, after what the labs bring themselves. */
async function tell(
  aws: Aws,
  plan: StartPlan,
  bucket: string,
  { now, contents }: Pick<StartOptions, 'now' | 'contents'>,
): Promise<string> {
  const own = await contents(plan);
  await putContents(aws, plan.region, bucket, own);
  return tellAgent(aws, plan.region, bucket, {
    ...plan.wish,
    ...(own.length === 0 ? {} : { contents: wishedContents(own) }),
    stopsAt: parameterDate(plan.lease.stopsAt),
    idleMinutes: plan.idleMinutes,
    keepEndpoints: plan.keepEndpoints,
    askedAt: now().toISOString(),
  });
}

/** Brings the stack to where it can be updated. */
async function settle(
  aws: Aws,
  host: Host,
  plan: ChangePlan,
  { signal, again }: StartOptions,
): Promise<SandboxStack> {
  const found = await findStack(aws, plan.region, plan.name);
  if (found?.ours !== true) throw new LabsError('stack.not-ours', plan);
  const { sandbox } = found;
  const standing = stackStanding(sandbox.status);
  if (standing === 'settled') return sandbox;
  if (standing === 'stuck-rollback') await continueRollback(aws, sandbox);
  const label = message('start.waiting-stack', { name: plan.name, status: sandbox.status });
  return waitForStack(aws, host, plan, { label, accepts: 'rolled-back', signal, again });
}
