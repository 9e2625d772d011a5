import type { ResourceType } from '../sandbox/resource-types.ts';
import { decide } from './decide.ts';
import type { LookProblem } from './look.ts';
import { sweepers } from './registry.ts';
import type { Run } from './run-state.ts';
import type { Thing, ThingState } from './thing.ts';
import type { Step, Track, World } from './world.ts';
import { isDue, isUnproved, listKey } from './world.ts';

/** Types to look at, by region. */
export type Wanted = ReadonlyMap<string, ReadonlySet<ResourceType>>;

export interface Decisions {
  readonly next: readonly { readonly track: Track; readonly step: Step }[];
  /** What would tell more. */
  readonly wanted: Wanted;
}

/** How often in a row a list may fail before it is given up. */
const mostFailures = 3;

/** Decides about every thing, and notes in each what was decided. */
export function decideAll(run: Run): Decisions {
  const { world } = run;
  const now = run.clock();
  const next: { track: Track; step: Step }[] = [];
  const wanted = new Map<string, Set<ResourceType>>();

  function want(region: string, type: ResourceType): void {
    wanted.set(region, (wanted.get(region) ?? new Set()).add(type));
  }

  for (const track of world.tracks.values()) {
    const { region, type } = track.thing;
    const decision = decide(world, track, now);
    if ('do' in decision) {
      next.push({ track, step: decision.do });
    } else if ('done' in decision) {
      track.thing = { ...track.thing, state: decision.done };
    } else {
      const state = decision.news ? onNews(run, track, decision.wait, now) : decision.wait;
      track.thing = { ...track.thing, state };
      if (!decision.news) track.waitsSince = undefined;
      else if (state === decision.wait) want(region, type);
      if (state.is === 'waiting' && state.for.what === 'list') {
        if (givenUp(world, region, state.for.type) === undefined) want(region, state.for.type);
      }
    }
    if (!isUnproved(track.thing)) wantChildren(world, track.thing, want);
  }
  return { next, wanted };
}

/** The state of a thing that we wait for, unless the wait is in vain. */
function onNews(run: Run, track: Track, state: ThingState, now: number): ThingState {
  const { thing } = track;
  const unreadable = givenUp(run.world, thing.region, thing.type);
  if (unreadable?.of === 'list') return { is: 'unknown', error: unreadable.problem };
  track.waitsSince ??= now;
  if (now - track.waitsSince <= run.timeoutMs) return state;
  return {
    is: 'failed',
    error: { kind: 'stuck', code: thing.status, text: thing.statusReason ?? '' },
  };
}

/** Why a type will not be read completely in this run. */
function givenUp(world: World, region: string, type: ResourceType): LookProblem | undefined {
  const key = listKey(region, type);
  const found = world.problems.get(key);
  const isFinal = (world.failures.get(key) ?? 0) >= mostFailures;
  return isFinal || found?.problem.kind === 'denied' ? found : undefined;
}

function wantChildren(
  world: World,
  parent: Thing,
  want: (region: string, type: ResourceType) => void,
): void {
  for (const sweeper of sweepers) {
    const { region } = parent;
    if (givenUp(world, region, sweeper.type)?.of === 'list') continue;
    if (isDue(world, sweeper, parent)) want(region, sweeper.type);
  }
}
