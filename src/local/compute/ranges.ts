import { createHash } from 'node:crypto';
import * as z from 'zod';

const scaling = z
  .enum(['Auto', 'Linear', 'Logarithmic', 'ReverseLogarithmic'])
  .optional()
  .default('Auto');
const numeric = z.object({
  Name: z.string(),
  MinValue: z.coerce.number(),
  MaxValue: z.coerce.number(),
  ScalingType: scaling,
});

/** The ranges of a tuning job, as CreateHyperParameterTuningJob takes them. */
export const parameterRanges = z.object({
  IntegerParameterRanges: z.array(numeric).default([]),
  ContinuousParameterRanges: z.array(numeric).default([]),
  CategoricalParameterRanges: z
    .array(z.object({ Name: z.string(), Values: z.array(z.string()).min(1) }))
    .default([]),
});

export type ParameterRanges = z.infer<typeof parameterRanges>;
/** Values of the hyperparameters that are tuned, by name. */
export type Tuned = Readonly<Record<string, string>>;

/**
 * The values of the training jobs of a tuning job, in order.
 *
 * Grid takes every combination of the categorical ranges; all else is drawn at random, evenly on
 * the range's scale, and always the same for a seed: Bayesian search and Hyperband are not
 * modelled, random draws stand for them.
 */
export function* tunedValues(
  ranges: ParameterRanges,
  { strategy, seed }: { readonly strategy: string; readonly seed: string },
): Generator<Tuned> {
  if (strategy === 'Grid') {
    yield* combinations(ranges.CategoricalParameterRanges);
    return;
  }
  for (let index = 0; ; index += 1) yield draw(ranges, `${seed} ${index}`);
}

type Categorical = ParameterRanges['CategoricalParameterRanges'];

function* combinations([first, ...rest]: Categorical): Generator<Tuned> {
  if (first === undefined) {
    yield {};
    return;
  }
  for (const value of first.Values) {
    for (const others of combinations(rest)) yield { [first.Name]: value, ...others };
  }
}

function draw(ranges: ParameterRanges, seed: string): Tuned {
  const values: Record<string, string> = {};
  for (const range of ranges.IntegerParameterRanges) {
    values[range.Name] = String(Math.round(onScale(range, chance(seed, range.Name))));
  }
  for (const range of ranges.ContinuousParameterRanges) {
    values[range.Name] = String(onScale(range, chance(seed, range.Name)));
  }
  for (const { Name, Values } of ranges.CategoricalParameterRanges) {
    values[Name] = Values[Math.floor(chance(seed, Name) * Values.length)] ?? '';
  }
  return values;
}

/** From 0 to below 1, evenly, and the same again for the same words. */
function chance(seed: string, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() / 2 ** 32;
}

/** Auto is taken as Linear, and as Logarithmic where the range spans three powers of ten. */
function onScale(
  { MinValue: min, MaxValue: max, ScalingType: type }: z.infer<typeof numeric>,
  share: number,
): number {
  const logarithmic = type === 'Logarithmic' || (type === 'Auto' && min > 0 && max / min >= 1_000);
  if (logarithmic && min > 0) return clamp(min * (max / min) ** share, min, max);
  if (type === 'ReverseLogarithmic' && max < 1) {
    return clamp(1 - (1 - min) * ((1 - max) / (1 - min)) ** share, min, max);
  }
  return clamp(min + (max - min) * share, min, max);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
