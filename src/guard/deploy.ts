import { randomUUID } from 'node:crypto';
import {
  CreateStackCommand,
  DeleteStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { HeadObjectCommand, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import { requestToken } from '../aws/stack-request.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { stackPace } from '../provision/paces.ts';
import { poll } from '../time/poll.ts';
import type { GuardBundle } from './bundle.ts';
import type { WorkPlace } from './keep-work.ts';
import type { DeployedGuard } from './place.ts';
import { guardStack } from '../sandbox/name.ts';
import { ensureBucket, findGuard, guardParameters } from './place.ts';
import type { GuardSettings } from './settings.ts';

/** A guard as it is to be. */
export interface GuardPlan {
  readonly settings: GuardSettings;
  readonly email?: string;
  readonly bundle: GuardBundle;
  readonly template: string;
  /** Status of the stack that is there. */
  readonly existing?: string;
}

/**
 * Makes a guard, or makes the one that is there as the plan says: bucket, code, stack. A second run
 * after any interruption finds what is there and goes on.
 *
 * @throws LabsError `guard.failed`
 */
export async function deployGuard(
  aws: Aws,
  host: Host,
  plan: GuardPlan,
  signal: AbortSignal,
): Promise<DeployedGuard> {
  const { place } = plan.settings;
  const label = message('guard.task-up');
  host.notify({ type: 'task', id: 'guard', state: 'running', message: label });
  await ensureBucket(aws, place);
  await putBundle(aws, place, plan.bundle);
  const isThere = plan.existing !== undefined && plan.existing !== 'ROLLBACK_COMPLETE';
  if (plan.existing === 'ROLLBACK_COMPLETE') await deleteStack(aws, place, signal);
  await (isThere ? update(aws, plan) : create(aws, plan));
  const guard = await settled(aws, place, signal);
  const isDone = guard !== undefined && /^(CREATE|UPDATE)_COMPLETE$/.test(guard.status);
  host.notify({ type: 'task', id: 'guard', state: isDone ? 'done' : 'failed', message: label });
  if (!isDone) throw new LabsError('guard.failed', { status: guard?.status ?? '?', ...place });
  return guard;
}

async function putBundle(
  aws: Aws,
  { region, bucket, account }: WorkPlace,
  { key, zip }: GuardBundle,
): Promise<void> {
  const s3 = await aws.client('s3', region);
  const target = { Bucket: bucket, Key: key, ExpectedBucketOwner: account };
  try {
    await s3.send(new HeadObjectCommand(target));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3.send(new PutObjectCommand({ ...target, Body: zip }));
  }
}

function inputOf(plan: GuardPlan) {
  const { place, regions, limits } = plan.settings;
  const values: Partial<Record<keyof typeof guardParameters, string>> = {
    bucket: place.bucket,
    bundle: plan.bundle.key,
    regions: regions.join(' '),
    runMinutes: String(Math.round(limits.runMs / 60_000)),
    keepMinutes: String(Math.round(limits.keepMs / 60_000)),
    ...defined({ email: plan.email }),
  };
  const Parameters = Object.entries(values).map(([key, ParameterValue]) => ({
    ParameterKey: guardParameters[key as keyof typeof guardParameters],
    ParameterValue,
  }));
  return {
    StackName: guardStack,
    TemplateBody: plan.template,
    Parameters,
    Capabilities: ['CAPABILITY_IAM' as const],
    Tags: [{ Key: 'labs:guard', Value: guardStack }],
  };
}

/** Each is sent once: only the SDK repeats it, and keeps its token. */
function newToken(): string {
  return requestToken('guard', randomUUID());
}

async function create(aws: Aws, plan: GuardPlan): Promise<void> {
  const client = await aws.client('cloudFormation', plan.settings.place.region);
  const input = inputOf(plan);
  await client
    .send(new CreateStackCommand({ ...input, ClientRequestToken: newToken() }))
    .catch((error: unknown) => {
      // It is being made already: by an earlier run, or by this request, its answer lost.
      if (!(error instanceof Error) || error.name !== 'AlreadyExistsException') throw error;
    });
}

async function update(aws: Aws, plan: GuardPlan): Promise<void> {
  const { region } = plan.settings.place;
  const client = await aws.client('cloudFormation', region);
  await client
    .send(new UpdateStackCommand({ ...inputOf(plan), ClientRequestToken: newToken() }))
    .catch((error: unknown) => {
      const isSame =
        error instanceof Error && error.message.includes('No updates are to be performed');
      if (!isSame) throw error;
    });
}

/** Deletes the guard's stack and waits until it is gone. */
export async function deleteStack(aws: Aws, place: WorkPlace, signal: AbortSignal): Promise<void> {
  const client = await aws.client('cloudFormation', place.region);
  await client.send(
    new DeleteStackCommand({ StackName: guardStack, ClientRequestToken: newToken() }),
  );
  const left = await settled(aws, place, signal);
  if (left !== undefined) throw new LabsError('guard.failed', { status: left.status, ...place });
}

/** The guard's stack when CloudFormation is done with it; undefined when it is gone. */
async function settled(
  aws: Aws,
  { account, region }: WorkPlace,
  signal: AbortSignal,
): Promise<DeployedGuard | undefined> {
  const found = await poll(
    async () => {
      const guard = await findGuard(aws, account, [region]);
      return guard?.status.endsWith('_IN_PROGRESS') ? undefined : { guard };
    },
    stackPace,
    signal,
  );
  return found?.guard;
}
