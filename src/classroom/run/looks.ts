import PQueue from 'p-queue';
import type { Aws } from '../../aws/clients.ts';
import { listNotebooks } from '../../aws/notebooks.ts';
import { fetchReport } from '../../aws/reports.ts';
import { listStacks } from '../../aws/sandboxes.ts';
import type { Seen, Sight } from './step.ts';
import type { Track } from './track.ts';

/** Objects that are read at the same time. */
const readsAtOnce = 16;
/** Stacks on a page of DescribeStacks, and notebooks on one of their list. */
const pageSize = 100;

/** Looks at many sandboxes at once: lists for all of a region, reports one by one. */
export interface Looks {
  /**
   * Looks at what the tracks' steps look at.
   *
   * @returns how many pages the lists had
   */
  take(tracks: readonly Track[], sights: ReadonlySet<Sight>): Promise<number>;
}

export function createLooks(aws: Aws): Looks {
  const reads = new PQueue({ concurrency: readsAtOnce });

  async function lookAtStacks(region: string, tracks: readonly Track[]): Promise<number> {
    const found = await listStacks(aws, region);
    const byName = new Map(
      found.flatMap((stack) => (stack.ours ? [[stack.sandbox.name, stack.sandbox] as const] : [])),
    );
    for (const track of tracks) show(track, 'stack', byName.get(track.journey.name));
    return Math.ceil(found.length / pageSize);
  }

  async function lookAtNotebooks(region: string, tracks: readonly Track[]): Promise<number> {
    const found = await listNotebooks(aws, region);
    const byName = new Map(found.map((notebook) => [notebook.name, notebook]));
    for (const track of tracks) {
      show(track, 'notebook', byName.get(track.seen.stack?.notebook ?? ''));
    }
    return Math.ceil(found.length / pageSize);
  }

  return {
    async take(tracks, sights) {
      const regions = [...new Set(tracks.map(({ journey }) => journey.region))];
      let pages = 0;
      for (const region of regions) {
        const here = tracks.filter(({ journey }) => journey.region === region);
        // Stacks first: they tell which notebook and which bucket is whose.
        if (sights.has('stack')) pages += await lookAtStacks(region, here);
        if (sights.has('notebook')) pages += await lookAtNotebooks(region, here);
      }
      await Promise.all(
        tracks
          .filter((track) => track.readsReport)
          .map((track) =>
            reads.add(async () => {
              const { stack } = track.seen;
              if (stack !== undefined) show(track, 'report', await fetchReport(aws, stack));
            }),
          ),
      );
      return pages;
    },
  };
}

function show<S extends Sight>(track: Track, sight: S, value: Seen[S]): void {
  const { [sight]: _, ...rest } = track.seen;
  track.seen = value === undefined ? rest : { ...rest, [sight]: value };
}
