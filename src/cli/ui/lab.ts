import type { Lab } from '../../catalog/schema.ts';
import { tablePrice } from '../../cost/prices.ts';

/** US dollars an hour of a lab's notebook instance, in the region that is taken by itself. */
export function notebookPrice({ regions: [region = ''], instance }: Lab): number | undefined {
  return tablePrice(region, 'notebook', instance.type)?.usdPerHour;
}

/** A lab as `--json` gives it. */
export function withPrice(lab: Lab) {
  return { ...lab, pricePerHour: notebookPrice(lab) ?? null };
}
