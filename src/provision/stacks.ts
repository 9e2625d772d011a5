import type { UpdateStackCommandInput } from '@aws-sdk/client-cloudformation';
import {
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DeleteStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { findStack, listStackResources } from '../aws/sandboxes.ts';
import { isRepeated, requestToken, revisionOf } from '../aws/stack-request.ts';
import { LabsError } from '../errors.ts';
import type { Lease } from '../sandbox/lease.ts';
import { parameterDate } from '../sandbox/lease.ts';
import { parameterNames } from '../sandbox/parameters.ts';
import { tagKeys } from '../sandbox/tags.ts';
import type { ChangePlan, CreatePlan, StartPlan } from './start-plan.ts';

function parametersOf(plan: StartPlan): { ParameterKey: string; ParameterValue: string }[] {
  const values: Record<string, string> = {
    [parameterNames.owner]: plan.owner,
    [parameterNames.sandbox]: plan.sandbox ?? '',
    [parameterNames.class]: plan.class ?? '',
    [parameterNames.labs]: plan.labs.join(' '),
    [parameterNames.stopsAt]: parameterDate(plan.lease.stopsAt),
    [parameterNames.removedAfter]: parameterDate(plan.lease.removedAfter),
    [parameterNames.instanceType]: plan.type,
    [parameterNames.volumeGiB]: String(plan.volumeGiB),
    [parameterNames.idleMinutes]: String(plan.idleMinutes),
    [parameterNames.keepEndpoints]: String(plan.keepEndpoints),
    [parameterNames.startsAt]: plan.startsAt === undefined ? '' : parameterDate(plan.startsAt),
    [parameterNames.door]: plan.door ?? '',
    [parameterNames.budget]: plan.budget === undefined ? '' : String(plan.budget),
  };
  return Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
}

function tagsOf(plan: StartPlan): { Key: string; Value: string }[] {
  return [
    { Key: tagKeys.sandbox, Value: plan.name },
    { Key: tagKeys.owner, Value: plan.owner },
    ...(plan.class === undefined ? [] : [{ Key: tagKeys.class, Value: plan.class }]),
  ];
}

/**
 * Asks CloudFormation for a new stack; one that this very plan asked for before is taken as it is.
 *
 * @param attempt another one is another request, after the stack of the one before was deleted
 */
export async function createStack(
  aws: Aws,
  plan: CreatePlan,
  template: string,
  attempt = 1,
): Promise<void> {
  const client = await aws.client('cloudFormation', plan.region);
  try {
    await client.send(
      new CreateStackCommand({
        StackName: plan.name,
        TemplateBody: template,
        Parameters: parametersOf(plan),
        Tags: tagsOf(plan),
        Capabilities: ['CAPABILITY_IAM'],
        ClientRequestToken: requestToken('create', attempt === 1 ? plan : [plan, attempt]),
      }),
    );
  } catch (error) {
    const isThere = error instanceof Error && error.name === 'AlreadyExistsException';
    if (!isThere && !isRepeated(error)) throw error;
    const found = await findStack(aws, plan.region, plan.name);
    if (found?.ours !== true) {
      throw new LabsError(
        'stack.not-ours',
        { name: plan.name, region: plan.region },
        { cause: error },
      );
    }
  }
}

/**
 * Changes a stack to a plan's template and parameters.
 *
 * @param stack as it was last seen
 * @param plan a plan whose update is `template`
 * @returns false where it is so already
 */
export async function updateTemplate(
  aws: Aws,
  stack: SandboxStack,
  plan: ChangePlan,
  template: string,
): Promise<boolean> {
  return update(aws, plan.region, {
    StackName: plan.stackId,
    TemplateBody: template,
    Parameters: parametersOf(plan),
    Tags: tagsOf(plan),
    ClientRequestToken: requestToken('update', [revisionOf(stack), plan]),
  });
}

/** Gives a stack a new lease; see {@link updateParameters}. */
export async function updateLease(aws: Aws, stack: SandboxStack, lease: Lease): Promise<boolean> {
  return updateParameters(aws, stack, {
    stopsAt: parameterDate(lease.stopsAt),
    removedAfter: parameterDate(lease.removedAfter),
  });
}

/**
 * Gives parameters of a stack new values: the previous template, every other parameter as it was, so
 * that it also works on a stack that an older version made, which may lack some of them.
 *
 * @returns false where it is so already
 */
export async function updateParameters(
  aws: Aws,
  stack: SandboxStack,
  values: Partial<Readonly<Record<keyof typeof parameterNames, string>>>,
): Promise<boolean> {
  const given = new Map(
    Object.entries(values).map(([key, value]) => [
      parameterNames[key as keyof typeof parameterNames] as string,
      value,
    ]),
  );
  return update(aws, stack.region, {
    StackName: stack.stackId,
    UsePreviousTemplate: true,
    Parameters: stack.parameterNames.map((ParameterKey) => {
      const value = given.get(ParameterKey);
      return value === undefined
        ? { ParameterKey, UsePreviousValue: true }
        : { ParameterKey, ParameterValue: value };
    }),
    ClientRequestToken: requestToken('parameters', [revisionOf(stack), ...given]),
  });
}

async function update(aws: Aws, region: string, input: UpdateStackCommandInput): Promise<boolean> {
  const client = await aws.client('cloudFormation', region);
  try {
    await client.send(new UpdateStackCommand({ ...input, Capabilities: ['CAPABILITY_IAM'] }));
    return true;
  } catch (error) {
    if (isRepeated(error)) return true;
    if (error instanceof Error && error.message.includes('No updates are to be performed')) {
      return false;
    }
    throw error;
  }
}

/**
 * Lets a stack go on from UPDATE_ROLLBACK_FAILED. A schedule cannot be put back to a StopsAt that has
 * passed (UpdateSchedule takes no StartDate more than five minutes old), so it is left as it is: the
 * next update gives it a new one.
 */
export async function continueRollback(aws: Aws, stack: SandboxStack): Promise<void> {
  const client = await aws.client('cloudFormation', stack.region);
  const resources = await listStackResources(aws, stack.region, stack.stackId);
  const schedules = resources.filter(
    ({ type, status }) => type === 'AWS::Scheduler::Schedule' && status === 'UPDATE_FAILED',
  );
  await client.send(
    new ContinueUpdateRollbackCommand({
      StackName: stack.stackId,
      ...(schedules.length === 0
        ? {}
        : { ResourcesToSkip: schedules.map(({ logicalId }) => logicalId) }),
    }),
  );
}

/** Asks CloudFormation to delete a stack. */
export async function deleteStack(
  aws: Aws,
  region: string,
  stack: Pick<SandboxStack, 'stackId' | 'status' | 'changedAt'>,
): Promise<void> {
  const client = await aws.client('cloudFormation', region);
  try {
    await client.send(
      new DeleteStackCommand({
        StackName: stack.stackId,
        ClientRequestToken: requestToken('remove', revisionOf(stack)),
      }),
    );
  } catch (error) {
    if (!isRepeated(error)) throw error;
  }
}
