import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import { fetchReport, fetchWish } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { Report } from '../sandbox/report.ts';
import type { Wish } from '../sandbox/wish.ts';
import { tellAgent } from './tell-agent.ts';
import { reportPace } from './paces.ts';
import { poll } from '../time/poll.ts';

/**
 * The wish with one lab's fixups taken back, or made again; all else stays as it was.
 *
 * @param labs ids of the sandbox's labs
 */
export function refixedWish(
  catalog: Catalog,
  labs: readonly string[],
  current: Wish | undefined,
  change: { readonly lab: string; readonly is: 'undone' | 'made' },
): Wish {
  const before = (current?.undone ?? []).filter((id) => id !== change.lab);
  const undone = change.is === 'undone' ? [...before, change.lab] : before;
  const { fixups: _fixups, undone: _undone, ...kept } = current ?? {};
  const fresh = wishOf(
    catalog.filter(({ id }) => labs.includes(id)),
    { undone },
  );
  return { ...fresh, ...kept, ...definedOf(fresh) };
}

/** What a lab of one's own, which this catalog may not have, keeps of the wish is its repository. */
function definedOf({ fixups, undone, runtimes }: Wish): Partial<Wish> {
  return {
    ...defined({ fixups, undone, runtimes }),
  };
}

/**
 * Tells a sandbox's agent, through its wish, to take a lab's fixups back or make them again.
 *
 * @returns its answer; undefined where it does not answer in time, as a stopped one does not
 */
export async function refix(
  aws: Aws,
  catalog: Catalog,
  stack: SandboxStack & { readonly bucket: string },
  change: { readonly lab: string; readonly is: 'undone' | 'made' },
  options: { readonly now: Date; readonly isRunning: boolean; readonly signal: AbortSignal },
): Promise<Report | undefined> {
  const wish = refixedWish(catalog, stack.labs, await fetchWish(aws, stack), change);
  const sha256 = await tellAgent(aws, stack.region, stack.bucket, {
    ...wish,
    askedAt: options.now.toISOString(),
  });
  if (!options.isRunning) return undefined;
  return poll(
    async () => {
      const report = await fetchReport(aws, stack);
      // The report of a running agent names the wish before it has told what became of fixups.
      return report?.wish === sha256 && report.fixups !== undefined ? report : undefined;
    },
    reportPace,
    options.signal,
  );
}
