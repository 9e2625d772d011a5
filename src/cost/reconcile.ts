import type { Meter } from './meter.ts';

/** A sandbox's metered cost held against what Cost Explorer has, US dollars. */
export interface Reconciled {
  readonly sandbox: string;
  /** Undefined where Cost Explorer has nothing of it. */
  readonly explorer?: { readonly usd: number; readonly isEstimated: boolean };
  /** Cost Explorer's figure less the nearest end of the meter's range: 0 inside of it. */
  readonly difference?: number;
}

/** Holds meters against Cost Explorer's figures; pure. */
export function reconcile(
  meters: readonly Meter[],
  costs: readonly {
    readonly sandbox: string;
    readonly usd: number;
    readonly isEstimated: boolean;
  }[],
): readonly Reconciled[] {
  return meters.map(({ sandbox, usd: { least, most } }) => {
    const found = costs.find((cost) => cost.sandbox === sandbox);
    if (found === undefined) return { sandbox };
    const { usd, isEstimated } = found;
    const difference = usd < least ? usd - least : usd > most ? usd - most : 0;
    return { sandbox, explorer: { usd, isEstimated }, difference };
  });
}
