import * as z from 'zod';

const seconds = z.coerce.number().min(0).max(86_400).optional();

/**
 * How late the local AWS is, in seconds of its clock; what is absent is at once. AWS spreads what was
 * written over its own parts: a call that follows at once may meet one that does not know of it.
 */
export const delaysSchema = z.strictObject({
  /** Until policies of roles see a resource's tags. */
  policyTags: seconds,
  /** Until ListTags shows them. */
  listedTags: seconds,
  /** Until tag:GetResources finds by them. */
  indexedTags: seconds,
});

export type Delays = z.infer<typeof delaysSchema>;

/**
 * Reads delays as a person writes them, such as `policyTags=10,listedTags=10`.
 *
 * @throws ZodError for another name, or what is no number of seconds
 */
export function parseDelays(text: string): Delays {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return delaysSchema.parse(Object.fromEntries(pairs.map((pair) => pair.split('='))));
}
