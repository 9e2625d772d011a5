import PQueue from 'p-queue';
import type { Aws } from '../../aws/clients.ts';
import { problemOf } from '../../aws/problem.ts';
import type { Host } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import type { BothLangs } from '../../messages/text.ts';
import { unreachable } from '../../teardown/unreachable.ts';
import type { Clock } from '../../time/clock.ts';
import { systemClock } from '../../time/clock.ts';
import { allowManyListeners, sleepUntil } from '../../time/pause.ts';
import { afterError, decide, wouldFailToo } from './decide.ts';
import type { Looks } from './looks.ts';
import { createLooks } from './looks.ts';
import { lookPause, reportPause } from './pace.ts';
import type { RunProgress } from './progress.ts';
import { createRunProgress } from './progress.ts';
import { reason } from './reason.ts';
import type { Arrival, Journey, Sight } from './step.ts';
import type { Track } from './track.ts';
import { pass, stepOf, trackOf } from './track.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Most stacks that CloudFormation may work on at a time. */
  readonly mostBusy: number;
  /** @default the computer's */
  readonly clock?: Clock;
}

/** A run in progress. */
interface Run {
  readonly tracks: readonly Track[];
  readonly signal: AbortSignal;
  readonly mostBusy: number;
  readonly clock: Clock;
  readonly began: number;
  readonly progress: RunProgress;
  readonly looks: Looks;
  readonly queue: PQueue;
  look: {
    readonly serial: number;
    readonly pages: number;
    readonly isUnderway: boolean;
    readonly nextAt: number;
  };
  /** Why nothing more can be done. */
  fatal: unknown;
  /** Ends the pause before the next round. */
  wake: () => void;
}

/** Acts under way at the same time; the rate gates pace them, one operation at a time. */
const actsAtOnce = 24;

/**
 * Takes many sandboxes through their steps at the same time, with one shared look for all of them.
 * One that fails stops no other; an answer that was lost is found out by the next look.
 *
 * @returns how each journey ended, in their order
 * @throws the signal's reason when interrupted; what AWS answers where the credentials are not valid
 */
export async function runJourneys(
  aws: Aws,
  host: Host,
  journeys: readonly Journey[],
  { signal, mostBusy, clock = systemClock }: RunOptions,
): Promise<readonly Arrival[]> {
  const began = clock.now();
  const tracks = journeys.map((journey) => trackOf(journey, began));
  const run: Run = {
    tracks,
    signal: allowManyListeners(signal),
    mostBusy,
    clock,
    began,
    progress: createRunProgress(host, tracks),
    looks: createLooks(aws),
    queue: new PQueue({ concurrency: actsAtOnce }),
    look: { serial: 0, pages: 1, isUnderway: false, nextAt: began },
    fatal: undefined,
    wake: () => undefined,
  };
  await goOn(run);
  await run.queue.onIdle();
  run.progress.end(clock.now());
  if (signal.aborted) {
    const done = tracks.filter(({ at, journey }) => at >= journey.steps.length).length;
    host.notify({
      type: 'warning',
      message: message('class.interrupted', { done, total: tracks.length }),
    });
    throw signal.reason;
  }
  if (run.fatal !== undefined) throw run.fatal;
  return tracks.map(arrivalOf);
}

/** Takes every step that can be taken, until all have arrived or nothing more can be done. */
async function goOn(run: Run): Promise<void> {
  const { tracks, signal, clock, progress } = run;
  while (!signal.aborted && run.fatal === undefined) {
    for (const track of tracks) advance(run, track);
    progress.show(clock.now());
    if (tracks.every((track) => stepOf(track) === undefined)) return;
    const woken = new Promise<void>((resolve) => (run.wake = resolve));
    await sleepUntil(woken, Math.max(0, run.look.nextAt - clock.now()), signal, clock.sleep);
    if (!signal.aborted && clock.now() >= run.look.nextAt) await lookAgain(run);
  }
}

/** Carries out what is decided about a sandbox, until it has to wait. */
function advance(run: Run, track: Track): void {
  for (;;) {
    const now = run.clock.now();
    const isFull = run.tracks.filter(({ isBusy }) => isBusy).length >= run.mostBusy;
    const decision = decide(track, { now, look: run.look.serial, isFull });
    switch (decision.is) {
      case 'rest':
        return;
      case 'pass':
        pass(track, now, nextLook(run));
        break;
      case 'fail':
        return fail(run, track, decision.reason, decision.forAll);
      case 'act':
        if (decision.busies) track.isBusy = true;
        track.isActing = true;
        void run.queue.add(() => perform(run, track, decision.act));
        return;
      default:
        unreachable(decision);
    }
  }
}

/** The look that shows what is done by now; one that is under way may not. */
function nextLook({ look }: Run): number {
  return look.serial + (look.isUnderway ? 2 : 1);
}

function fail({ tracks, progress }: Run, track: Track, why: BothLangs, forAll: boolean): void {
  const step = stepOf(track);
  track.failure = why;
  track.isBusy = false;
  progress.failed(track);
  if (!forAll) return;
  for (const other of wouldFailToo(tracks, step)) {
    other.failure = reason('class.not-tried', { id: track.journey.id });
  }
}

async function perform(run: Run, track: Track, action: () => Promise<void>): Promise<void> {
  try {
    if (run.signal.aborted || run.fatal !== undefined) return;
    await action();
    track.acts += 1;
    track.tries = 0;
  } catch (error) {
    if (!run.signal.aborted) onError(run, track, error);
  } finally {
    track.isActing = false;
    track.needsLook = nextLook(run);
    run.wake();
  }
}

function onError(run: Run, track: Track, error: unknown): void {
  const problem = problemOf(error);
  if (problem.kind === 'signed-out') run.fatal ??= error;
  const after = afterError(track, problem, error, run.clock.now());
  if (after.is === 'fail') return fail(run, track, after.reason, after.forAll);
  track.tries += 1;
  track.retryAt = after.at;
}

async function lookAgain(run: Run): Promise<void> {
  const { tracks, clock, looks, began } = run;
  const open = tracks.filter((track) => stepOf(track) !== undefined && !track.isActing);
  for (const track of open) planReport(track, clock.now());
  const sights = new Set<Sight>(open.flatMap((track) => stepOf(track)?.looksAt ?? []));
  let { serial, pages } = run.look;
  run.look = { ...run.look, isUnderway: true };
  try {
    if (sights.size > 0) pages = await looks.take(open, sights);
    serial += 1;
  } catch (error) {
    const { kind } = problemOf(error);
    // Without the lists nothing can go on; what passes is asked again.
    if (kind !== 'throttled' && kind !== 'transient') run.fatal ??= error;
  }
  const now = clock.now();
  run.look = { serial, pages, isUnderway: false, nextAt: now + lookPause(now - began, pages) };
}

/** Whether the next look reads a track's report: not every time, for each costs a call. */
function planReport(track: Track, now: number): void {
  const isWanted = stepOf(track)?.looksAt.includes('report') === true;
  track.readsReport = isWanted && now >= track.readAt;
  if (!track.readsReport) return;
  track.readAt = now + reportPause(track.reads);
  track.reads += 1;
}

function arrivalOf({ journey, seen, failure, at }: Track): Arrival {
  const { id, name } = journey;
  const step = journey.steps[at];
  return failure === undefined || step === undefined
    ? { is: 'ready', id, name, seen }
    : { is: 'failed', id, name, seen, step: step.name, reason: failure };
}
