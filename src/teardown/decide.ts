import type { Problem } from '../aws/problem.ts';
import { sweeperOf } from './registry.ts';
import type { Dependency } from './sweeper.ts';
import type { Stage, Thing, ThingState, Waiting } from './thing.ts';
import { unreachable } from './unreachable.ts';
import type { Step, Track, World } from './world.ts';
import { isClear, isLive, isUnproved, listKey, tracksOf } from './world.ts';

/** What to do about a thing next. */
export type Decision =
  | { readonly do: Step }
  /** Nothing but wait; `news` where a look at the thing itself will tell more. */
  | { readonly wait: ThingState; readonly news: boolean }
  /** Nothing, ever. */
  | { readonly done: ThingState };

/** How often AWS may begin to remove a thing and give up before it counts as failed. */
export const mostTries = 3;

/**
 * Decides what a thing needs next. Pure: the same world gives the same decision, from whatever state
 * a sweep begins or goes on.
 *
 * @param now the run's clock, in milliseconds
 */
export function decide(world: World, track: Track, now: number): Decision {
  const { thing } = track;
  switch (thing.state.is) {
    case 'gone':
    case 'failed':
    case 'unknown':
      return { done: thing.state };
    case 'kept':
      if (isUnproved(thing)) return { done: thing.state };
      break;
    case 'found':
    case 'waiting':
    case 'removing':
      break;
  }
  if (track.active !== undefined) return { wait: stateDuring(track.active, thing), news: false };
  const stage = stageOf(track);
  switch (stage) {
    case 'record':
      return { done: { is: 'kept', reason: 'record' } };
    case 'leaving':
      return { wait: { is: 'removing' }, news: true };
    case 'changing':
      return { wait: waitingFor({ what: 'status', status: thing.status }), news: true };
    case 'running':
      return decideStep(world, track, 'settle', now);
    case 'settled':
      return decideStep(world, track, 'remove', now);
    default:
      return unreachable(stage);
  }
}

/** The stage as AWS shows it, or as we made it where AWS shows none. */
function stageOf({ thing, settledByUs }: Track): Stage {
  return settledByUs && thing.stage === 'running' ? 'settled' : thing.stage;
}

function decideStep(world: World, track: Track, step: Step, now: number): Decision {
  const { thing } = track;
  const sweeper = sweeperOf(thing.type);
  if (track.tries >= mostTries) return { done: { is: 'failed', error: gaveUp(thing) } };
  if (step === 'remove' && sweeper.inStack) {
    const waiting = waitingForStack(world, thing);
    if (waiting !== undefined) return waiting;
  }
  const blocker = firstUnmet(world, thing, sweeper.dependsOn?.[step] ?? []);
  if (blocker !== undefined) return { wait: waitingFor(blocker), news: false };
  if (now < track.nextAskAt) return { wait: stateDuring(step, thing), news: true };
  return { do: step };
}

/** What a stack contains goes with it; what it leaves behind is ours to remove. */
function waitingForStack(world: World, thing: Thing): Decision | undefined {
  const [stack] = tracksOf(world, thing, 'stack');
  if (stack === undefined) return undefined;
  const looked = world.looked.get(listKey(thing.region, thing.type)) ?? -1;
  if (stack.goneAt !== undefined && looked > stack.goneAt) return undefined;
  const { type, id } = stack.thing;
  return { wait: waitingFor({ what: 'thing', type, id }), news: stack.goneAt !== undefined };
}

function gaveUp({ status, statusReason }: Thing): Problem {
  return { kind: 'failed', code: status, text: statusReason ?? '' };
}

/** The first thing or list in the way. */
function firstUnmet(
  world: World,
  thing: Thing,
  dependencies: readonly Dependency[],
): Waiting | undefined {
  const settling = dependencies.filter(({ until }) => until === 'settled');
  for (const dependency of settling) {
    const running = related(world, thing, dependency).find(holdsUp);
    if (running !== undefined) {
      return { what: 'thing', type: dependency.type, id: running.thing.id };
    }
  }
  const calmSince = Math.max(
    -1,
    ...settling.flatMap(({ type }) =>
      tracksOf(world, thing, type)
        .filter((track) => !isUnproved(track.thing))
        .map((track) => (isGivenUp(track) ? world.lastStep : (track.restedAt ?? Infinity))),
    ),
  );
  for (const dependency of dependencies) {
    if (dependency.until !== 'gone') continue;
    const waiting = notGone(world, thing, dependency, calmSince);
    if (waiting !== undefined) return waiting;
  }
  return undefined;
}

function holdsUp(track: Track): boolean {
  const stage = stageOf(track);
  return (stage === 'running' || stage === 'changing') && !isGivenUp(track);
}

/** What cannot be settled and costs nothing itself must not keep the rest, which does, for ever. */
function isGivenUp({ thing }: Track): boolean {
  return thing.state.is === 'failed' && sweeperOf(thing.type).bills === 'never';
}

function related(world: World, thing: Thing, { type, only }: Dependency): readonly Track[] {
  const tracks = tracksOf(world, thing, type).filter(isLive);
  if (only === 'children') return tracks.filter((track) => track.thing.parent === thing.key);
  if (only === 'parent') return tracks.filter((track) => track.thing.key === thing.parent);
  return tracks;
}

function notGone(
  world: World,
  thing: Thing,
  dependency: Dependency,
  calmSince: number,
): Waiting | undefined {
  const { type, only, fresh } = dependency;
  const [first] = related(world, thing, dependency);
  if (first !== undefined) return { what: 'thing', type, id: first.thing.id };
  if (only === 'children') {
    return isClear(world, type, thing.key) ? undefined : { what: 'list', type };
  }
  const key = listKey(thing.region, type);
  const looked = world.looked.get(key) ?? -1;
  const isKnown = looked >= 0 && !world.problems.has(key);
  return isKnown && (!fresh || looked > calmSince) ? undefined : { what: 'list', type };
}

function stateDuring(step: Step, thing: Thing): ThingState {
  return step === 'remove'
    ? { is: 'removing' }
    : waitingFor({ what: 'status', status: thing.status });
}

function waitingFor(waiting: Waiting): ThingState {
  return { is: 'waiting', for: waiting };
}
