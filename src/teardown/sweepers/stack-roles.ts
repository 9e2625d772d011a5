import {
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { listStackResources } from '../../aws/sandboxes.ts';
import { rolePolicies } from '../../sandbox/tags.ts';
import { isGone } from '../../aws/problem.ts';
import type { Context } from '../sweeper.ts';

const ofTemplate: readonly string[] = Object.values(rolePolicies);

/** IAM is one for all regions, and answers in this one. */
const home = 'us-east-1';

/**
 * Takes off a stack's roles what others put on them: IAM refuses to delete a role while a policy is
 * attached to it that its stack does not know of ("DeleteConflict", DeleteRole, API reference), and
 * workshops tell to attach one in the console. Only for a stack that failed to go, when nothing of
 * the sandbox needs the roles any more.
 */
export async function freeRoles(context: Context, stackId: string): Promise<void> {
  const resources = await listStackResources(context.aws, context.region, stackId);
  const roles = resources.filter(
    ({ type, status, physicalId }) =>
      type === 'AWS::IAM::Role' && status === 'DELETE_FAILED' && physicalId !== undefined,
  );
  for (const { physicalId = '' } of roles) await free(context, physicalId).catch(unlessGone);
}

async function free({ aws, signal }: Context, role: string): Promise<void> {
  const client = await aws.client('iam', home);
  const options = { abortSignal: signal };
  const where = { RoleName: role };
  for await (const page of paginateListAttachedRolePolicies({ client }, where, options)) {
    for (const { PolicyArn } of page.AttachedPolicies ?? []) {
      const command = new DetachRolePolicyCommand({ ...where, PolicyArn });
      await client.send(command, options).catch(unlessGone);
    }
  }
  for await (const page of paginateListRolePolicies({ client }, where, options)) {
    for (const PolicyName of page.PolicyNames ?? []) {
      if (ofTemplate.includes(PolicyName)) continue;
      const command = new DeleteRolePolicyCommand({ ...where, PolicyName });
      await client.send(command, options).catch(unlessGone);
    }
  }
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
