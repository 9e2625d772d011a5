import type { Workshop } from './document.ts';
import type { Finding } from './rule.ts';
import { rules } from './rules/rules.ts';

/** More findings of one rule in one cell say nothing new. */
const mostPerPlace = 5;

/**
 * What breaks, leaks or costs in a workshop: by document in the order given, then by cell, then in
 * the order of the rules. It only reads: nothing of the workshop is run, nothing is loaded.
 */
export function checkWorkshop(workshop: Workshop): readonly Finding[] {
  return workshop.documents.flatMap((document) => {
    const found = rules.flatMap((rule) => {
      const counts = new Map<string, number>();
      const seen = new Set<string>();
      return [...rule.look(document, workshop)]
        .map((one): Finding => ({
          severity: rule.severity,
          ...one,
          rule: rule.id,
          notebook: document.path,
        }))
        .filter(({ cell, line, message }) => {
          const place = `${cell} ${line}`;
          const said = `${cell} ${line} ${message.code} ${JSON.stringify(message.params)}`;
          if (seen.has(said)) return false;
          seen.add(said);
          const count = (counts.get(place) ?? 0) + 1;
          counts.set(place, count);
          return count <= mostPerPlace;
        });
    });
    return found.sort((a, b) => placeOf(a) - placeOf(b));
  });
}

/** Findings about the notebook as a whole come first. */
function placeOf({ cell, line }: Finding): number {
  return cell ?? line ?? -1;
}
