import type { Document, Workshop } from '../document.ts';
import { helperOf } from '../helpers.ts';
import { namesOf } from '../names.ts';
import { canBothRun } from '../python/code.ts';
import { isBefore, once, overlap } from '../running.ts';
import { atCalls } from './calls.ts';
import { deletedAtCall, deletionsIn } from './deleted.ts';
import type { Deletion, Endpoint, HelperLookup } from './endpoint.ts';
import { madeAtCall, madeIn } from './made.ts';

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
const deedsMemo = once((workshop: Workshop) =>
  once((document: Document) => deedsIn(workshop, document)),
);

/** The endpoints of a document, and what becomes of them. */
export function endpointsOf(workshop: Workshop, document: Document): Endpoints {
  return memo(workshop)(document);
}

function follow(workshop: Workshop, document: Document): Endpoints {
  const names = namesOf(document);
  const deeds = deedsMemo(workshop)(document);
  const made = atCalls(document, deeds.made, (site, one, around) =>
    madeAtCall(site, one, around, names),
  ).slice(0, mostEndpoints);
  const deletions = atCalls(document, deeds.deletions, (site, one) =>
    deletedAtCall(site, one, names),
  );
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
      const kept = live.filter(({ known }) => named !== undefined && !overlap(named, known));
      // A name that the code cannot have may be that of one whose name the code does not know.
      const unnamed =
        kept.length === live.length ? kept.find(({ known }) => known.size === 0) : undefined;
      live = kept.filter((one) => one !== unnamed);
    }
  }
  return { made, deletions, left: live.map(({ endpoint }) => endpoint), orphaned };
}

/** What a document does with endpoints, wherever it stands in it. */
function deedsIn(workshop: Workshop, document: Document) {
  const names = namesOf(document);
  const helper = helperLookup(workshop, document);
  const made = madeIn(document, names, helper);
  return { made, deletions: deletionsIn(document, names, made, helper) };
}

/** Looks into the functions of helper modules, one step deep. */
function helperLookup(workshop: Workshop, document: Document): HelperLookup {
  return (qualified) => {
    if (document.kind !== 'notebook') return undefined;
    const helper = helperOf(workshop, document, qualified);
    if (helper === undefined) return undefined;
    const { made, deletions } = deedsMemo(workshop)(helper.script);
    const isInside = ({ from }: { readonly from: number }) =>
      helper.code.from <= from && from < helper.code.to;
    return { makes: made.some(isInside), deletion: deletions.find(isInside) };
  };
}
