import { setImmediate } from 'node:timers/promises';
import type { Document, Workshop } from './document.ts';
import type { Finding, Rule } from './rule.ts';
import { rules } from './rules/rules.ts';

/** More findings of one rule in one cell, or in one document, say nothing new. */
const mostPerPlace = 5;
const mostPerDocument = 100;

/**
 * What breaks, leaks or costs in a workshop: by document in the order given, then by cell, then in
 * the order of the rules. It only reads: nothing of the workshop is run, nothing is loaded.
 *
 * @param signal ends it between two documents
 */
export async function checkWorkshop(
  workshop: Workshop,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const document of workshop.documents) {
    signal?.throwIfAborted();
    const found = rules.flatMap((rule) => look(rule, document, workshop));
    findings.push(...found.sort((a, b) => placeOf(a) - placeOf(b)));
    // Reading code is work without a pause: Ctrl+C needs one to be heard.
    await setImmediate();
  }
  return findings;
}

function look(rule: Rule, document: Document, workshop: Workshop): readonly Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const one of rule.look(document, workshop)) {
    const place = `${one.cell} ${one.line}`;
    const said = `${place} ${one.message.code} ${JSON.stringify(one.message.params)}`;
    const count = counts.get(place) ?? 0;
    if (seen.has(said) || count >= mostPerPlace) continue;
    seen.add(said);
    counts.set(place, count + 1);
    found.push({ severity: rule.severity, ...one, rule: rule.id, notebook: document.path });
    if (found.length >= mostPerDocument) break;
  }
  return found;
}

/** Findings about the notebook as a whole come first. */
function placeOf({ cell, line }: Finding): number {
  return cell ?? line ?? -1;
}
