import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/core';
import { defined } from '../src/defined.ts';
import { parameterNames } from '../src/sandbox/parameters.ts';

/** Values that the template falls back on, as CloudFormation takes them: all of them text. */
export type ParameterDefaults = Readonly<Record<ParameterKey, string>>;

type ParameterKey = keyof typeof parameterNames;

const slug = '[a-z0-9]+(-[a-z0-9]+)*';
const date = '20\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ';

/**
 * Types of a notebook instance, without those that Amazon Linux 2023 does not run on ("Amazon Linux
 * 2023 notebook instances", SageMaker Developer Guide).
 */
export const instanceTypePattern = 'ml\\.(?!(p2|p3|p3dn|inf1|g3)\\.)[a-z0-9-]+\\.[a-z0-9-]+';

interface Parameter {
  readonly description: string;
  readonly type?: 'Number';
  readonly allowedPattern?: string;
  readonly allowedValues?: string[];
  readonly constraintDescription?: string;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
}

const parameters: Readonly<Record<ParameterKey, Parameter>> = {
  owner: {
    description: 'Whose sandbox it is, as a slug',
    allowedPattern: slug,
    maxLength: 35,
  },
  sandbox: {
    description: "Which of the owner's sandboxes, where there is more than one",
    allowedPattern: `(${slug})?`,
    maxLength: 35,
  },
  class: {
    description: 'The class it belongs to, or empty',
    allowedPattern: `(${slug})?`,
    maxLength: 35,
  },
  labs: {
    description: 'Ids of its labs, separated by blanks',
    allowedPattern: `${slug}( ${slug})*`,
  },
  stopsAt: {
    description: 'When its notebook is stopped (UTC)',
    allowedPattern: date,
    constraintDescription: 'a time such as 2026-11-23T18:00:00Z',
  },
  removedAfter: {
    description: 'When the guard may remove it (UTC)',
    allowedPattern: date,
    constraintDescription: 'a time such as 2026-11-30T14:00:00Z',
  },
  instanceType: {
    description: 'Instance type of the notebook',
    allowedPattern: instanceTypePattern,
    constraintDescription: 'an ml.* type that Amazon Linux 2023 notebooks run on',
  },
  volumeGiB: {
    description: "Size of the notebook's volume in GiB; it can grow and never shrinks",
    type: 'Number',
    minValue: 5,
    maxValue: 16_384,
  },
  idleMinutes: {
    description: 'Minutes without work after which the notebook stops itself',
    type: 'Number',
    minValue: 1,
    maxValue: 10_080,
  },
  keepEndpoints: {
    description: 'Whether endpoints outlive a stop of the notebook',
    allowedValues: ['true', 'false'],
  },
  startsAt: {
    description: 'When its notebook is started once (UTC), or empty',
    allowedPattern: `(${date})?`,
    constraintDescription: 'a time such as 2026-11-24T00:00:00Z, or empty',
  },
  door: {
    description: "SHA-256 of the code that opens it at its class's door, or empty",
    allowedPattern: '([0-9a-f]{64})?',
  },
  budget: {
    description: 'US dollars after which the guard stops it, or empty',
    allowedPattern: '([0-9]{1,6}([.][0-9]{1,2})?)?',
    constraintDescription: 'an amount such as 5 or 7.50, or empty',
  },
};

const fallbacks: Partial<ParameterDefaults> = {
  sandbox: '',
  class: '',
  idleMinutes: '60',
  keepEndpoints: 'false',
  startsAt: '',
  door: '',
  budget: '',
};

/** The parameters in a template, by key. */
export type Parameters = Readonly<Record<ParameterKey, CfnParameter>>;

/**
 * Adds every parameter. One without a default has to be given.
 */
export function addParameters(stack: Stack, defaults: Partial<ParameterDefaults>): Parameters {
  const given = { ...fallbacks, ...defaults };
  return Object.fromEntries(
    (Object.keys(parameterNames) as ParameterKey[]).map((key) => {
      const fallback = given[key];
      return [
        key,
        new CfnParameter(stack, parameterNames[key], {
          ...parameters[key],
          ...anchored(parameters[key].allowedPattern),
          ...defined({ default: fallback }),
        }),
      ];
    }),
  ) as Parameters;
}

function anchored(pattern: string | undefined): { readonly allowedPattern?: string } {
  return pattern === undefined ? {} : { allowedPattern: `^${pattern}$` };
}
