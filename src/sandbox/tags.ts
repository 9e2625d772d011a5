/** Tag keys on everything of a sandbox that takes tags. */
export const tagKeys = {
  sandbox: 'labs:sandbox',
  owner: 'labs:owner',
  class: 'labs:class',
} as const;

/** The path of a sandbox's roles, so that every ARN that records one names the sandbox. */
export function rolePath(sandbox: string): string {
  return `/labs/${sandbox}/`;
}

/**
 * The sandbox that a role's ARN belongs to, or undefined for somebody else's role.
 *
 * @example sandboxOfRole('arn:aws:iam::111122223333:role/labs/labs-kim/x') // 'labs-kim'
 */
export function sandboxOfRole(arn: string): string | undefined {
  return /^arn:[^:]+:iam::\d{12}:role\/labs\/([^/]+)\//.exec(arn)?.[1];
}

/**
 * How the names of a sandbox's state machines begin: a sandbox's name has no dot, so none of them
 * is the beginning of another sandbox's.
 */
export function stateMachinePrefix(sandbox: string): string {
  return `${sandbox}.`;
}

/** How the names of a sandbox's ECR repositories begin. */
export function repositoryPrefix(sandbox: string): string {
  return `${sandbox}/`;
}

/** Names of the inline policies that the template gives to roles. */
export const rolePolicies = {
  base: 'base',
  sageMaker: 'sagemaker',
  /** In stacks of earlier releases; it is part of the base now, which is shorter. */
  labs: 'labs',
  /** What starts the notebook once, at a time. */
  start: 'start',
  /** Of a role beside the execution role. */
  ofLab: 'lab',
} as const;
