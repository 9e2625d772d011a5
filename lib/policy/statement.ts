/** A condition block: operator, key, value or values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** A statement of a policy; its strings may hold CDK tokens. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** A document of statements; one action or resource stands without its list, which counts too. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      ...statement,
      Action: alone(statement.Action),
      ...(statement.Resource === undefined ? {} : { Resource: alone(statement.Resource) }),
    })),
  };
}

function alone(values: string | readonly string[]): string | readonly string[] {
  const [first] = values;
  return Array.isArray(values) && values.length === 1 && first !== undefined ? first : values;
}
