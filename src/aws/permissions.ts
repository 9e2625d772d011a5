import type { ContextEntry, EvaluationResult } from '@aws-sdk/client-iam';
import { GetRoleCommand, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { Aws } from './clients.ts';

/** IAM is one for all regions. */
const region = 'us-east-1';

/** Whose policies decide what a caller may do. */
export type Principal =
  | { readonly is: 'root' }
  | { readonly is: 'user' | 'role'; readonly arn: string }
  /** A federated user, whose policies IAM cannot simulate. */
  | { readonly is: 'other' };

/**
 * The principal behind a caller's ARN. That of an assumed role lacks the role's path (an AWS SSO
 * role has one), so IAM is asked for it.
 *
 * @param caller as `sts:GetCallerIdentity` gives it
 */
export async function principalOf(aws: Aws, caller: string): Promise<Principal> {
  if (caller.endsWith(':root')) return { is: 'root' };
  if (/:iam::\d{12}:user\//.test(caller)) return { is: 'user', arn: caller };
  const [, partition, account, name] =
    /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (name === undefined) return { is: 'other' };
  const client = await aws.client('iam', region);
  try {
    const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
    if (Role?.Arn !== undefined) return { is: 'role', arn: Role.Arn };
  } catch {
    // Without iam:GetRole: right for every role without a path.
  }
  return { is: 'role', arn: `arn:${partition}:iam::${account}:role/${name}` };
}

/** Whether a principal may do some things to some resources. */
export interface PermissionQuestion {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Keys of the request, the resource and the caller, with their values. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface Denial {
  readonly action: string;
  readonly resource: string;
}

/**
 * Asks IAM's simulator, which knows the principal's policies, its boundary and the organization's
 * service control policies; it does nothing.
 *
 * @returns what is not allowed
 * @throws AccessDenied without iam:SimulatePrincipalPolicy, NoSuchEntity for an unknown principal
 */
export async function simulate(
  aws: Aws,
  principal: string,
  { actions, resources, context }: PermissionQuestion,
): Promise<readonly Denial[]> {
  const client = await aws.client('iam', region);
  const denied: Denial[] = [];
  const pages = paginateSimulatePrincipalPolicy(
    { client },
    {
      PolicySourceArn: principal,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      ContextEntries: Object.entries(context).map(entryOf),
    },
  );
  for await (const { EvaluationResults = [] } of pages) {
    denied.push(...EvaluationResults.flatMap((result) => denialsOf(result, resources)));
  }
  return denied;
}

/**
 * Each resource has an answer of its own; the top of a result is the strictest of them, and names
 * no resource (EvaluationResult, IAM API reference).
 */
function denialsOf(result: EvaluationResult, asked: readonly string[]): readonly Denial[] {
  const { EvalActionName: action = '', EvalDecision, ResourceSpecificResults = [] } = result;
  if (EvalDecision === 'allowed') return [];
  const denied = ResourceSpecificResults.filter(
    ({ EvalResourceDecision }) => EvalResourceDecision !== 'allowed',
  );
  return denied.length > 0
    ? denied.map(({ EvalResourceName: resource = '*' }) => ({ action, resource }))
    : asked.map((resource) => ({ action, resource }));
}

/** A condition key that has one value in a request is asked about with the first. */
function entryOf([ContextKeyName, values]: [string, readonly string[]]): ContextEntry {
  const ContextKeyType = ContextKeyName === 'aws:CalledVia' ? 'stringList' : 'string';
  const ContextKeyValues = ContextKeyType === 'string' ? values.slice(0, 1) : [...values];
  return { ContextKeyName, ContextKeyType, ContextKeyValues };
}
