import { itemsOf } from '../catalog/study.ts';
import type { PlacedItem } from '../catalog/study.ts';
import type { StudyList } from '../catalog/study-schema.ts';

/** What a learner did with an item. */
export type ItemState = 'begun' | 'done' | 'skipped';

/** What a learner did so far: their own file. */
export interface Progress {
  readonly version: 1;
  /** By item id; `at` is ISO 8601. */
  readonly items: Readonly<Record<string, { readonly state: ItemState; readonly at: string }>>;
}

export const noProgress: Progress = { version: 1, items: {} };

/**
 * Where an item stands: what the learner did with it, else `spared` where another of a group of
 * which one is enough was done, `dead` where nothing is left to open, else `open`.
 */
export type Standing = ItemState | 'spared' | 'dead' | 'open';

function standingOf({ id, group, lab, dead, successor }: PlacedItem, progress: Progress): Standing {
  const did = progress.items[id]?.state;
  if (did !== undefined) return did;
  const oneDone = group.items.some((other) => progress.items[other.id]?.state === 'done');
  if (group.pick === 'one' && oneDone) return 'spared';
  if (dead !== undefined && successor === undefined && lab === undefined) return 'dead';
  return 'open';
}

/** An item with what the learner did with it. */
export interface StandingItem extends PlacedItem {
  readonly standing: Standing;
}

/** The list as a learner stands in it. */
export interface Position {
  readonly items: readonly StandingItem[];
  readonly done: number;
  /** Begun and not done yet, the latest first. */
  readonly current: readonly StandingItem[];
  /** What is still to do, in order; its first is the next. */
  readonly ahead: readonly StandingItem[];
}

export function positionIn(list: StudyList, progress: Progress): Position {
  const items = itemsOf(list).map((item) => ({ ...item, standing: standingOf(item, progress) }));
  const begunAt = (item: PlacedItem) => progress.items[item.id]?.at ?? '';
  return {
    items,
    done: items.filter(({ standing }) => standing === 'done').length,
    current: items
      .filter(({ standing }) => standing === 'begun')
      .sort((a, b) => begunAt(b).localeCompare(begunAt(a))),
    ahead: items.filter(({ standing }) => standing === 'open'),
  };
}

/** The item and those that are the same thing: of the same lab, or said to be the same. */
export function sameThings(list: StudyList, { id, lab, same }: PlacedItem): readonly string[] {
  return itemsOf(list)
    .filter(
      (other) =>
        other.id === id ||
        other.id === same ||
        other.same === id ||
        (lab !== undefined && other.lab === lab),
    )
    .map((other) => other.id);
}

/** With these items in that state; what was done stays done when it is begun again. */
export function withState(
  progress: Progress,
  ids: readonly string[],
  state: ItemState,
  at: Date,
): Progress {
  const changed = ids.filter((id) => state !== 'begun' || progress.items[id]?.state !== 'done');
  const marks = changed.map((id) => [id, { state, at: at.toISOString() }] as const);
  return { ...progress, items: { ...progress.items, ...Object.fromEntries(marks) } };
}

/** As if nothing had been done with these items. */
export function withoutState(progress: Progress, ids: readonly string[]): Progress {
  const kept = Object.entries(progress.items).filter(([id]) => !ids.includes(id));
  return { ...progress, items: Object.fromEntries(kept) };
}
