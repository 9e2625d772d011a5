import { LabsError } from '../src/errors.ts';
import { longestStackName } from '../src/sandbox/name.ts';

/** Most characters in all inline policies of a role, blanks not counted ("IAM and STS quotas"). */
export const largestRolePolicies = 10_240;

/** The longest that CloudFormation puts in the place of what a policy refers to. */
const longest: Readonly<Record<string, string>> = {
  'AWS::AccountId': '1'.repeat(12),
  'AWS::Partition': 'aws',
  'AWS::Region': 'ap-northeast-2',
  'AWS::StackName': 's'.repeat(longestStackName),
};
/** Of a notebook or a role. */
const longestName = 64;
const longestBucket = 63;
const longestArn = `arn:aws:iam::${longest['AWS::AccountId']}:role/labs//`.length;

interface Resource {
  readonly Type: string;
  readonly Properties?: {
    readonly Policies?: readonly { readonly PolicyDocument: unknown }[];
    readonly PolicyDocument?: unknown;
    readonly Roles?: readonly unknown[];
  };
}

/**
 * Characters of the inline policies of the template's largest role, in a sandbox with the longest
 * names; pure.
 *
 * @param template of a sandbox
 */
export function rolePolicyCharacters(template: {
  readonly Resources: Readonly<Record<string, Resource>>;
}): number {
  const resources = Object.entries(template.Resources);
  const sizes = resources.map(([id, { Type, Properties = {} }]) => {
    if (Type !== 'AWS::IAM::Role') return 0;
    const own = (Properties.Policies ?? []).map(({ PolicyDocument }) => PolicyDocument);
    const beside = resources.flatMap(([, { Type: type, Properties: other }]) =>
      type === 'AWS::IAM::Policy' && JSON.stringify(other?.Roles).includes(`"${id}"`)
        ? [other?.PolicyDocument]
        : [],
    );
    return [...own, ...beside]
      .map((document) => JSON.stringify(filled(document)).replace(/\s/g, '').length)
      .reduce((sum, size) => sum + size, 0);
  });
  return Math.max(0, ...sizes);
}

/** @throws LabsError `template.role-too-large` for what IAM would refuse half way through a stack */
export function refuseLargeRole(
  template: Parameters<typeof rolePolicyCharacters>[0],
  labs: readonly string[],
): void {
  const characters = rolePolicyCharacters(template);
  if (characters > largestRolePolicies) {
    throw new LabsError('template.role-too-large', {
      labs,
      characters,
      largest: largestRolePolicies,
    });
  }
}

/** A document with text in the place of its functions. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = ['', undefined], ...more] = Object.entries(value);
  if (more.length === 0 && key === 'Ref') return longest[String(inner)] ?? nameOf();
  if (more.length === 0 && key === 'Fn::GetAtt') return arnOf(String([inner].flat()[0]));
  if (more.length === 0 && key === 'Fn::Sub') return substituted(String(inner));
  if (more.length === 0 && key === 'Fn::Join') {
    const [separator, parts] = inner as readonly [string, readonly unknown[]];
    return parts.map((part) => String(filled(part))).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one)]));
}

function substituted(text: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) =>
    name.endsWith('.Arn') ? arnOf(name.slice(0, -4)) : (longest[name] ?? nameOf()),
  );
}

function nameOf(): string {
  return 'n'.repeat(longestName);
}

/** A role's is the longest of those that policies name, but for a bucket's, which they name most. */
function arnOf(id: string): string {
  if (id === 'Bucket') return `arn:aws:s3:::${'b'.repeat(longestBucket)}`;
  return 'a'.repeat(longestArn + longestStackName + longestName);
}
