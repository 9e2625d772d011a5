import type { Lab } from '../../src/catalog/schema.ts';
import { LabsError } from '../../src/errors.ts';
import type { SageMakerType, Use } from '../../src/sandbox/resource-types.ts';
import { sageMakerTypes } from '../../src/sandbox/resource-types.ts';
import type { Conditions } from './statement.ts';

const dayInSeconds = 86_400;

/** Types that are made under the same conditions. */
export type Group = Use | 'plain' | 'around';

/** What things are made in stands alone: what is made in it is checked on both. */
export function groupOf(type: SageMakerType): Group {
  const { runsOn } = sageMakerTypes[type];
  if (runsOn !== undefined) return runsOn;
  const isAround = Object.values(sageMakerTypes).some(({ within }) => within === type);
  return isAround ? 'around' : 'plain';
}

/** That a type is made on the instance types that its labs name, and on no other. */
export function instanceConditions(
  labs: readonly Lab[],
  use: Use,
  types: readonly SageMakerType[],
): Conditions {
  const makers = makersOf(labs, types);
  const speechless = makers.filter((lab) => lab.uses[use].length === 0);
  if (speechless.length > 0) {
    throw new LabsError('lab.invalid', {
      problems: speechless.map((lab) => {
        const type = types.find((one) => lab.creates.includes(one));
        return `labs/${lab.id}/lab.yaml: creates ${type}, but uses.${use} names no instance type`;
      }),
    });
  }
  const instanceTypes = makers.flatMap((lab) => lab.uses[use].map((instance) => instance.type));
  return {
    // True of a request without the key (serverless inference, a warm pool), hence the Null.
    'ForAllValues:StringEquals': { 'sagemaker:InstanceTypes': [...new Set(instanceTypes)].sort() },
    Null: { 'sagemaker:InstanceTypes': 'false' },
  };
}

/**
 * How long a job may run, and that none keeps its instances, and their price, after its end (a warm
 * pool). Transform jobs have no such limit. A processing job without one runs 24 hours at most
 * (SageMaker Python SDK, Processor, max_runtime_in_seconds).
 */
export function runtimeConditions(
  labs: readonly Lab[],
  group: Group,
  types: readonly SageMakerType[],
): Conditions {
  if (group !== 'training' && group !== 'processing') return {};
  const longest = Math.max(...makersOf(labs, types).map((lab) => lab.maxRunSeconds));
  const limit = { 'sagemaker:MaxRuntimeInSeconds': String(longest) };
  if (group === 'training') {
    return {
      NumericLessThanEquals: limit,
      NumericLessThanEqualsIfExists: { 'sagemaker:KeepAlivePeriod': '0' },
    };
  }
  return longest >= dayInSeconds
    ? { NumericLessThanEqualsIfExists: limit }
    : { NumericLessThanEquals: limit };
}

function makersOf(labs: readonly Lab[], types: readonly SageMakerType[]): readonly Lab[] {
  return labs.filter((lab) => types.some((type) => lab.creates.includes(type)));
}
