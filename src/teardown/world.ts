import type { ResourceType } from '../sandbox/resource-types.ts';
import type { SandboxFacts } from './facts.ts';
import type { LookProblem, LookResult } from './look.ts';
import type { SandboxPlan, Unknown } from './plan.ts';
import { sweeperOf, sweepers } from './registry.ts';
import type { Sweeper } from './sweeper.ts';
import type { Thing } from './thing.ts';
import { isAtRest } from './thing.ts';

export type Step = 'settle' | 'remove';

/** A thing and what the sweep did about it. Times are milliseconds of the run's clock. */
export interface Track {
  thing: Thing;
  /** At rest by our own doing, where AWS has no status that shows it. */
  settledByUs: boolean;
  /** The step under way, its call not answered yet. */
  active: Step | undefined;
  /** When the same step may be asked again. */
  nextAskAt: number;
  /** Attempts that came to nothing. */
  tries: number;
  /** Since when we wait for its status to change. */
  waitsSince: number | undefined;
  /** The tick that first showed it at rest. */
  restedAt: number | undefined;
  /** The tick that first did not show it any more. */
  goneAt: number | undefined;
}

/** What hangs on a parent, as the last look for it showed. */
interface ChildLook {
  readonly phase: 'early' | 'late';
  readonly empty: boolean;
}

/** A type in a region that could not be read completely. */
export interface Unread extends LookProblem {
  readonly region: string;
  readonly type: ResourceType;
}

/** Everything a sweep knows; grows with each look. */
export interface World {
  readonly sandboxes: readonly SandboxFacts[];
  readonly tracks: Map<string, Track>;
  /** The same tracks by region, sandbox and type. */
  readonly places: Map<string, Set<Track>>;
  /** Tick of the last complete list, by {@link listKey}. */
  readonly looked: Map<string, number>;
  /** What could not be read completely, by {@link listKey}. */
  readonly problems: Map<string, Unread>;
  /** How often in a row that was so, by {@link listKey}. */
  readonly failures: Map<string, number>;
  readonly childLooks: Map<string, ChildLook>;
  tick: number;
  /** Tick of the last step, for which a look afterwards is the proof. */
  lastStep: number;
}

export function listKey(region: string, type: ResourceType): string {
  return `${region} ${type}`;
}

/** The world as a plan found it. */
export function worldOf(plans: readonly SandboxPlan[], now: number): World {
  const world: World = {
    sandboxes: plans.map(({ facts }) => facts),
    tracks: new Map(),
    places: new Map(),
    looked: new Map(),
    problems: new Map(),
    failures: new Map(),
    childLooks: new Map(),
    tick: 0,
    lastStep: 0,
  };
  for (const region of new Set(plans.map(({ facts }) => facts.region))) {
    const here = plans.filter(({ facts }) => facts.region === region);
    const things = here.flatMap((plan) => plan.things);
    const problems = new Map(here.flatMap(({ unknown }) => unknown).flatMap(listProblem));
    const looked = new Map(sweepers.map(({ type }) => [type, things]));
    merge(world, region, { things, problems, looked }, now);
  }
  return world;
}

function listProblem({
  type,
  of,
  problem,
}: Unknown): readonly (readonly [ResourceType, LookProblem])[] {
  return type === 'tag-index' || type === 'stack-contents' ? [] : [[type, { of, problem }]];
}

/** The tracks of a type in a sandbox of a region. */
export function tracksOf(world: World, near: Thing, type: ResourceType): readonly Track[] {
  return [...(world.places.get(placeKey(near, type)) ?? [])];
}

function placeKey({ region, sandbox }: Thing, type: ResourceType): string {
  return `${region} ${sandbox} ${type}`;
}

function addTrack(world: World, track: Track): void {
  const { thing } = track;
  const key = placeKey(thing, thing.type);
  world.tracks.set(thing.key, track);
  world.places.set(key, (world.places.get(key) ?? new Set()).add(track));
}

/** Forgets a thing that turned out never to have been there. */
export function dropTrack(world: World, track: Track): void {
  const { thing } = track;
  world.tracks.delete(thing.key);
  world.places.get(placeKey(thing, thing.type))?.delete(track);
}

/** Whether a thing still exists as far as we know, and is its sandbox's. */
export function isLive({ thing }: Track): boolean {
  return thing.state.is !== 'gone' && !isUnproved(thing);
}

export function isUnproved({ state }: Thing): boolean {
  return state.is === 'kept' && state.reason === 'unproved';
}

/** Adds a look's answer: new things, new statuses, and what is not there any more. */
export function merge(world: World, region: string, result: LookResult, now: number): void {
  for (const [type, parents] of result.looked) {
    const key = listKey(region, type);
    const problem = result.problems.get(type);
    if (problem === undefined) {
      world.problems.delete(key);
      world.failures.delete(key);
    } else {
      world.problems.set(key, { region, type, ...problem });
      world.failures.set(key, (world.failures.get(key) ?? 0) + 1);
      if (problem.of === 'list') continue;
    }
    world.looked.set(key, world.tick);
    const shown = new Set(result.things.map((thing) => thing.key));
    for (const track of world.tracks.values()) {
      const { thing } = track;
      if (thing.type !== type || thing.region !== region || shown.has(thing.key)) continue;
      if (thing.state.is === 'gone') continue;
      track.thing = { ...thing, state: { is: 'gone' } };
      track.goneAt = world.tick;
      track.restedAt ??= world.tick;
    }
    noteChildren(world, sweeperOf(type), parents, result.things);
  }
  for (const thing of result.things) mergeThing(world, thing, now);
}

function mergeThing(world: World, fresh: Thing, now: number): void {
  const track = world.tracks.get(fresh.key);
  if (track === undefined) {
    addTrack(world, newTrack(fresh, now, world.tick));
    return;
  }
  const { thing: old } = track;
  const wasGone = old.state.is === 'gone';
  const hasChanged = wasGone || old.status !== fresh.status || old.stage !== fresh.stage;
  // What came back, or can be read again, is swept anew.
  const isNews = wasGone || old.state.is === 'unknown' || isUnproved(old) || isUnproved(fresh);
  track.thing = { ...fresh, state: isNews ? fresh.state : old.state };
  if (!hasChanged) return;
  track.goneAt = undefined;
  track.restedAt = isAtRest(track.thing) ? (track.restedAt ?? world.tick) : undefined;
  track.waitsSince = undefined;
  track.nextAskAt = now;
  // AWS began to remove it and gave up: what we settled for that may have come to life again.
  if (old.stage === 'leaving' && fresh.stage === 'settled') {
    track.tries += 1;
    for (const { type, until } of sweeperOf(fresh.type).dependsOn?.remove ?? []) {
      if (until !== 'settled') continue;
      for (const other of tracksOf(world, fresh, type)) unsettle(other);
    }
  }
}

function unsettle(track: Track): void {
  if (!track.settledByUs) return;
  track.settledByUs = false;
  track.restedAt = undefined;
}

function newTrack(thing: Thing, now: number, tick: number): Track {
  return {
    thing,
    settledByUs: false,
    active: undefined,
    nextAskAt: now,
    tries: 0,
    waitsSince: undefined,
    restedAt: isAtRest(thing) ? tick : undefined,
    goneAt: undefined,
  };
}

function noteChildren(
  world: World,
  sweeper: Sweeper,
  parents: readonly Thing[],
  things: readonly Thing[],
): void {
  for (const parent of parents) {
    const phase = phaseOf(sweeper, parent);
    if (phase === undefined || isClear(world, sweeper.type, parent.key)) continue;
    const empty = !things.some(
      (thing) => thing.type === sweeper.type && thing.parent === parent.key,
    );
    world.childLooks.set(`${sweeper.type} ${parent.key}`, { phase, empty });
  }
}

/**
 * Whether more can still come to hang on a parent (`early`) or not (`late`); undefined where it is
 * not looked for yet.
 */
function phaseOf({ hangsOn }: Sweeper, parent: Thing): ChildLook['phase'] | undefined {
  if (!hangsOn?.types.includes(parent.type)) return undefined;
  if (hangsOn.when === 'at rest') return isAtRest(parent) ? 'late' : undefined;
  return parent.state.is === 'gone' ? 'late' : 'early';
}

/** Whether nothing of a type hangs on a parent, and nothing will any more. */
export function isClear(world: World, type: ResourceType, parent: string): boolean {
  const seen = world.childLooks.get(`${type} ${parent}`);
  return seen?.phase === 'late' && seen.empty;
}

/** Whether a parent has come to a point at which what hangs on it was not looked for yet. */
export function isDue(world: World, sweeper: Sweeper, parent: Thing): boolean {
  const phase = phaseOf(sweeper, parent);
  return (
    phase !== undefined && world.childLooks.get(`${sweeper.type} ${parent.key}`)?.phase !== phase
  );
}
