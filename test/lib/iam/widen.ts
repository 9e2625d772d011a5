import type { Conditions, Statement } from '../../../lib/policy/statement.ts';

/** A statement made wider, and how. */
export interface Widened {
  readonly how: string;
  readonly statement: Statement;
}

/** Every way of widening a statement by one step. */
export function widenings(statement: Statement): readonly Widened[] {
  return [
    ...widerResources(statement),
    ...widerActions(statement),
    ...Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).flatMap((key) => widerConditions(statement, operator, key)),
    ),
  ];
}

function widerResources(statement: Statement): readonly Widened[] {
  const { NotResource: _, ...rest } = statement;
  return statement.Resource === '*'
    ? []
    : [{ how: 'on every resource', statement: { ...rest, Resource: '*' } }];
}

/** Without the conditions, whose keys few other actions have: with them it would be no wider. */
function widerActions(statement: Statement): readonly Widened[] {
  const { Condition: _, ...rest } = statement;
  const services = new Set([statement.Action].flat().map((action) => action.split(':')[0]!));
  return [...services].map((service) => ({
    how: `for ${service}:*`,
    statement: { ...rest, Action: `${service}:*` },
  }));
}

function widerConditions(statement: Statement, operator: string, key: string): readonly Widened[] {
  const conditions = statement.Condition ?? {};
  const { [key]: value, ...others } = conditions[operator]!;
  const dropped = {
    how: `without ${operator} ${key}`,
    statement: { ...statement, Condition: { ...conditions, [operator]: others } },
  };
  if (Array.isArray(value) || operator.startsWith('Numeric')) {
    const beyond = ['ml.p4d.24xlarge', 'CreateDomain', 'lambda.amazonaws.com'];
    const more = Array.isArray(value) ? [...value, ...beyond] : '9999999';
    const larger = { ...conditions, [operator]: { ...others, [key]: more } };
    return [
      dropped,
      { how: `with more in ${key}`, statement: { ...statement, Condition: larger } },
    ];
  }
  if (operator !== 'StringEquals' || typeof value !== 'string') return [dropped];
  const prefix: Conditions = {
    ...conditions,
    StringEquals: others,
    StringLike: { ...conditions['StringLike'], [key]: `${value}*` },
  };
  const ifExists: Conditions = {
    ...conditions,
    StringEquals: others,
    StringEqualsIfExists: { ...conditions['StringEqualsIfExists'], [key]: value },
  };
  return [
    dropped,
    { how: `with ${key} only if it exists`, statement: { ...statement, Condition: ifExists } },
    ...(value.startsWith('labs-')
      ? [{ how: `with a prefix of ${key}`, statement: { ...statement, Condition: prefix } }]
      : []),
  ];
}
