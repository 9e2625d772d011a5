import type { Document, Workshop } from '../document.ts';
import { helperOf } from '../helpers.ts';
import { namesOf } from '../names.ts';
import { canBothRun } from '../python/code.ts';
import { isBefore, once, overlap } from '../running.ts';
import { deletionsIn } from './deleted.ts';
import type { Deletion, Endpoint, HelperLookup } from './endpoint.ts';
import { madeIn } from './made.ts';

/** What becomes of a document's endpoints when it is run from top to bottom. */
export interface Endpoints {
  readonly made: readonly Endpoint[];
  readonly deletions: readonly Deletion[];
  /** Those that nothing deletes. */
  readonly left: readonly Endpoint[];
  /** Those whose variable was given to another before they were deleted. */
  readonly orphaned: readonly Endpoint[];
}

/** More endpoints than this are not told apart. */
const mostEndpoints = 200;

const memo = once((workshop: Workshop) => once((document: Document) => follow(workshop, document)));

/** The endpoints of a document, and what becomes of them. */
export function endpointsOf(workshop: Workshop, document: Document): Endpoints {
  return memo(workshop)(document);
}

function follow(workshop: Workshop, document: Document): Endpoints {
  const names = namesOf(document);
  const helper = helperLookup(workshop, document);
  const made = madeIn(document, names, helper).slice(0, mostEndpoints);
  const deletions = deletionsIn(document, names, made, helper);
  const orphaned: Endpoint[] = [];
  let live: { readonly endpoint: Endpoint; readonly known: Set<string> }[] = [];
  const events = [...made, ...deletions].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  for (const event of events) {
    if ('types' in event) {
      for (const { endpoint, known } of live) {
        const isReplaced =
          event.variable !== undefined &&
          endpoint.variable === event.variable &&
          known.has(event.variable) &&
          canBothRun(endpoint, event);
        if (!isReplaced) continue;
        orphaned.push(endpoint);
        known.delete(event.variable);
      }
      live.push({ endpoint: event, known: new Set(event.known) });
    } else {
      const { named } = event;
      live = live.filter(({ known }) => named !== undefined && !overlap(named, known));
    }
  }
  return { made, deletions, left: live.map(({ endpoint }) => endpoint), orphaned };
}

/** Looks into the functions of helper modules, one step deep. */
function helperLookup(workshop: Workshop, document: Document): HelperLookup {
  return (qualified) => {
    if (document.kind !== 'notebook') return undefined;
    const helper = helperOf(workshop, document, qualified);
    if (helper === undefined) return undefined;
    const { made, deletions } = endpointsOf(workshop, helper.script);
    const isInside = ({ from }: { readonly from: number }) =>
      helper.code.from <= from && from < helper.code.to;
    return { makes: made.some(isInside), deletion: deletions.find(isInside) };
  };
}
