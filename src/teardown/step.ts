import { defined } from '../defined.ts';
import { problemOf } from '../aws/problem.ts';
import { proofOf } from './proof.ts';
import { sweeperOf } from './registry.ts';
import type { Run } from './run-state.ts';
import { evidenceOf } from './run-state.ts';
import type { Context } from './sweeper.ts';
import { unreachable } from './unreachable.ts';
import type { Step, Track } from './world.ts';
import { dropTrack } from './world.ts';
import { mostTries } from './decide.ts';

/** When AWS accepted a step and nothing came of it, it is asked again after this. */
const patience = 30_000;
/** Pause after an answer "not in this state": the status we know is out of date. */
const afterBusy = 2_000;
/** Pause after a failure that can pass. */
const afterTransient = 5_000;

/** Takes one step with one thing and notes how it went. Never throws. */
export async function takeStep(run: Run, track: Track, step: Step): Promise<void> {
  const { thing } = track;
  const sweeper = sweeperOf(thing.type);
  const context = contextOf(run, track);
  track.active = step;
  try {
    if (!(await isProved(run, track, context))) return;
    const outcome =
      step === 'settle'
        ? await sweeper.settle?.(context, thing)
        : await sweeper.remove?.(context, thing);
    if (outcome === 'settled') settled(run, track);
    else accepted(run, track);
  } catch (error) {
    refused(run, track, error);
  } finally {
    track.active = undefined;
    run.world.lastStep = run.world.tick;
  }
}

/** Whether a thing is its sandbox's by a proof of now; one that is not is left alone. */
async function isProved(run: Run, track: Track, context: Context): Promise<boolean> {
  const { thing } = track;
  const { world } = run;
  const evidence = evidenceOf(run, thing.region);
  const parent = thing.parent === undefined ? undefined : world.tracks.get(thing.parent);
  const proof = await proofOf(context, evidence, thing, parent?.thing);
  switch (proof) {
    case 'ours':
      return true;
    case 'vanished':
      accepted(run, track);
      return false;
    case 'unproved':
      track.thing = { ...thing, state: { is: 'kept', reason: 'unproved' } };
      return false;
    case 'others':
      dropOthers(run, parent ?? track);
      return false;
    default:
      return unreachable(proof);
  }
}

/** Forgets what turned out to be somebody else's, with what hangs on it. */
function dropOthers({ world, evidence }: Run, track: Track): void {
  const { thing } = track;
  if (thing.arn !== undefined) evidence.get(thing.region)?.tags.forget(thing.arn);
  const hanging = [...world.tracks.values()].filter((one) => one.thing.parent === thing.key);
  for (const one of [track, ...hanging]) dropTrack(world, one);
}

function contextOf({ aws, world, signal, stackRole }: Run, { thing }: Track): Context {
  const { region, sandbox } = thing;
  const facts = world.sandboxes.find((known) => known.name === sandbox && known.region === region);
  return {
    aws,
    account: facts?.account ?? '',
    region,
    signal,
    memo: new Map(),
    ...defined({ stackRole }),
  };
}

function accepted(run: Run, track: Track): void {
  track.nextAskAt = run.clock() + patience;
}

function settled(run: Run, track: Track): void {
  track.settledByUs = true;
  track.restedAt = run.world.tick;
  track.nextAskAt = run.clock();
}

function refused(run: Run, track: Track, error: unknown): void {
  if (run.signal.aborted) return;
  const problem = problemOf(error);
  const now = run.clock();
  switch (problem.kind) {
    case 'gone':
      // A list has to confirm it; what only a stack's output told of was never there for us.
      if (track.thing.presumed) dropTrack(run.world, track);
      else accepted(run, track);
      return;
    case 'busy':
      track.nextAskAt = now + afterBusy;
      return;
    case 'signed-out':
      run.stopped = problem;
      return;
    case 'throttled':
      track.nextAskAt = now + afterTransient;
      return;
    case 'transient':
      track.tries += 1;
      track.nextAskAt = now + afterTransient;
      if (track.tries < mostTries) return;
      break;
    case 'denied':
    case 'failed':
    case 'stuck':
      break;
  }
  track.thing = { ...track.thing, state: { is: 'failed', error: problem } };
}
