/** The access keys that the local AWS answers, and whose they are. */
export interface Principals {
  /** ARN of a key's holder; undefined for a key that was never issued. */
  arnOf(accessKeyId: string): string | undefined;
  issue(accessKeyId: string, arn: string): void;
  /** Learns the keys that an answer of STS or IAM hands out. */
  learn(service: string, operation: string, answer: string): void;
}

const issuing: Readonly<Record<string, readonly string[]>> = {
  sts: [
    'AssumeRole',
    'AssumeRoleWithSAML',
    'AssumeRoleWithWebIdentity',
    'GetSessionToken',
    'GetFederationToken',
  ],
  iam: ['CreateAccessKey'],
};

/** Whether an answer to this operation carries new credentials. */
export function issuesCredentials(service: string, operation: string): boolean {
  return issuing[service]?.includes(operation) ?? false;
}

/** Keys of one daemon; `root` is the token that guards it. */
export function createPrincipals(root: { accessKeyId: string; arn: string }): Principals {
  const arns = new Map([[root.accessKeyId, root.arn]]);
  return {
    arnOf: (accessKeyId) => arns.get(accessKeyId),
    issue: (accessKeyId, arn) => void arns.set(accessKeyId, arn),
    learn(service, operation, answer) {
      if (!issuesCredentials(service, operation)) return;
      const accessKeyId = element(answer, 'AccessKeyId');
      if (accessKeyId === undefined) return;
      const user = element(answer, 'UserName');
      const account = root.arn.split(':')[4] ?? '';
      const userArn = user === undefined ? root.arn : `arn:aws:iam::${account}:user/${user}`;
      arns.set(accessKeyId, element(answer, 'Arn') ?? userArn);
    },
  };
}

/** Text of the first XML element of a name. */
export function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
}
