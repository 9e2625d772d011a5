import * as z from 'zod';

/** What may go wrong between a caller and AWS. */
const kinds = [
  'throttle',
  'error500',
  'accessDenied',
  /** The request is executed, its answer is not. */
  'lostResponse',
  'expiredToken',
  /** No answer, ever. */
  'hang',
] as const;

export type FaultKind = (typeof kinds)[number];

/** A fault that a test asks for; `*` stands for every service or operation. */
export const faultSchema = z.strictObject({
  service: z.string().min(1),
  operation: z.string().min(1),
  kind: z.enum(kinds),
  /** How many calls it meets; all of them where absent. */
  times: z.int().min(1).optional(),
  /** Share of the calls that it meets. */
  probability: z.number().gt(0).max(1).default(1),
  /** Of the random numbers behind the probability: the same calls meet it in every run. */
  seed: z.int().default(1),
});

type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that this call meets, if any; the first that was asked for counts. */
  meet(service: string, operation: string): FaultKind | undefined;
}

/** The faults of one gateway; none at first. */
export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number; readonly random: () => number }[] = [];
  return {
    add(fault) {
      active.push({ fault, left: fault.times ?? Infinity, random: seeded(fault.seed) });
    },
    clear() {
      active = [];
    },
    meet(service, operation) {
      for (const entry of active) {
        const { fault } = entry;
        if (fault.service !== '*' && fault.service !== service) continue;
        if (fault.operation !== '*' && fault.operation !== operation) continue;
        if (entry.left <= 0 || entry.random() >= fault.probability) continue;
        entry.left -= 1;
        return fault.kind;
      }
      return undefined;
    },
  };
}

/** Even random numbers below 1 from a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
