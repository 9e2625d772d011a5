import type { Use } from '../instances.ts';

/** What an instance type is rented for; SageMaker has a list of types for each. */
export type TypeUse = Use | 'notebook';

/** Burstable types of today exist for these; hosting has only `t2`, transform jobs none. */
const withT3: ReadonlySet<TypeUse> = new Set(['training', 'processing', 'notebook']);

/** The sizes that the fifth generation lacks, by the letter of the family. */
const sizes: Readonly<Record<string, string>> = {
  'm 10xlarge': '12xlarge',
  'm 16xlarge': '24xlarge',
  'c 8xlarge': '9xlarge',
  'r 8xlarge': '12xlarge',
  'r 16xlarge': '24xlarge',
};

/**
 * A type of today's that does the same as one of an aged family.
 *
 * The lists of types are those of the API (TrainingInstanceType, ProductionVariantInstanceType,
 * ProcessingInstanceType, TransformInstanceType, InstanceType in the SageMaker API reference).
 *
 * @param uses what it is rented for, as far as that is known; none for a type that has to exist for
 *   every job and endpoint
 */
export function successorOf(family: string, size: string, uses: ReadonlySet<TypeUse>): string {
  if (/^(p|g|inf|eia)/.test(family)) return 'ml.g4dn.xlarge';
  if (family === 't2') {
    const hasT3 = uses.size > 0 && [...uses].every((use) => withT3.has(use));
    return hasT3 ? `ml.t3.${size}` : `ml.m5.${size === 'medium' ? 'large' : size}`;
  }
  // Only hosting has a c5.large, and transform jobs have no r5.
  const isHosting = uses.size === 1 && uses.has('hosting');
  if (family === 'c4' && size === 'large' && !isHosting) return 'ml.c5.xlarge';
  const [letter = ''] = family === 'r4' && uses.has('transform') ? 'm' : family;
  return `ml.${letter}5.${sizes[`${letter} ${size}`] ?? size}`;
}
