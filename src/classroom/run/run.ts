import PQueue from 'p-queue';
import type { Aws } from '../../aws/clients.ts';
import type { Host } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import type { BothLangs } from '../../messages/text.ts';
import { problemOf } from '../../aws/problem.ts';
import { allowManyListeners, sleep, sleepUntil } from '../../teardown/pace.ts';
import { createLooks } from './looks.ts';
import { lookPause, reportPause } from './pace.ts';
import { createRunProgress } from './progress.ts';
import { reason, reasonOf } from './reason.ts';
import { unreachable } from '../../teardown/unreachable.ts';
import type { Arrival, Journey, Sight, Step } from './step.ts';
import type { Track } from './track.ts';
import { pass, stepOf, trackOf } from './track.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Most stacks that CloudFormation may work on at a time. */
  readonly mostBusy: number;
}

/** Acts under way at the same time; the rate gates pace them, one operation at a time. */
const actsAtOnce = 24;
/** Attempts at one act; the pauses between them add up to some minutes. */
const mostTries = 8;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/**
 * Takes many sandboxes along their ways at the same time, with one shared look for all of them.
 * One that fails stops no other; an answer that was lost is found out by the next look.
 *
 * @returns how each journey ended, in their order
 * @throws the signal's reason when interrupted; what AWS answers where the credentials are not valid
 */
export async function runJourneys(
  aws: Aws,
  host: Host,
  journeys: readonly Journey[],
  { signal, mostBusy }: RunOptions,
): Promise<readonly Arrival[]> {
  allowManyListeners(signal);
  const began = Date.now();
  const tracks = journeys.map((journey) => trackOf(journey, began));
  const progress = createRunProgress(host, tracks);
  const looks = createLooks(aws);
  const queue = new PQueue({ concurrency: actsAtOnce });
  let look = { serial: 0, pages: 1, isUnderway: false, nextAt: began };
  let busy = 0;
  let fatal: unknown;
  let wake: () => void = () => undefined;

  /** The look that shows what is done by now; one that is under way may not. */
  const nextLook = () => look.serial + (look.isUnderway ? 2 : 1);

  function setBusy(track: Track, isBusy: boolean): void {
    if (track.isBusy !== isBusy) busy += isBusy ? 1 : -1;
    track.isBusy = isBusy;
  }

  function fail(track: Track, why: BothLangs, forAll: boolean): void {
    const step = stepOf(track)?.name;
    track.failure = why;
    setBusy(track, false);
    progress.failed(track);
    if (!forAll) return;
    for (const other of tracks) {
      const isAhead = stepOf(other)?.name === step && other.acts === 0 && !other.isActing;
      if (isAhead && !other.isBusy)
        other.failure = reason('class.not-tried', { id: track.journey.id });
    }
  }

  /** Asks a track's step what to do, and the next one when it is done. */
  function ask(track: Track): void {
    for (let step = stepOf(track); step !== undefined; step = stepOf(track)) {
      const now = Date.now();
      if (track.isActing || now < track.retryAt) return;
      if (step.looksAt.length > 0 && look.serial < track.needsLook) return;
      const elapsedMs = now - track.since;
      const verdict = step.next(track.seen, { acts: track.acts, elapsedMs });
      switch (verdict.is) {
        case 'done':
          setBusy(track, false);
          pass(track, now, nextLook());
          break;
        case 'wait':
          if (elapsedMs < step.timeoutMs) return;
          return fail(track, reason('class.step-late', lateness(step)), false);
        case 'failed':
          return fail(track, verdict.reason, verdict.forAll === true);
        case 'do':
          if (verdict.busies === true && !track.isBusy) {
            if (busy >= mostBusy) return;
            setBusy(track, true);
          }
          track.isActing = true;
          void queue.add(() => perform(track, verdict.act));
          return;
        default:
          unreachable(verdict);
      }
    }
  }

  async function perform(track: Track, action: () => Promise<void>): Promise<void> {
    try {
      if (signal.aborted || fatal !== undefined) return;
      await action();
      track.acts += 1;
      track.tries = 0;
    } catch (error) {
      onError(track, error);
    } finally {
      track.isActing = false;
      track.needsLook = nextLook();
      wake();
    }
  }

  function onError(track: Track, error: unknown): void {
    if (signal.aborted) return;
    const { kind } = problemOf(error);
    if (kind === 'signed-out') fatal ??= error;
    const passes = kind === 'throttled' || kind === 'transient' || kind === 'busy';
    if (!passes || track.tries >= mostTries) {
      return fail(track, reasonOf(error), kind === 'denied');
    }
    track.tries += 1;
    track.retryAt = Date.now() + Math.min(firstRetryMs * 2 ** (track.tries - 1), longestRetryMs);
  }

  async function lookAgain(): Promise<void> {
    const open = tracks.filter((track) => stepOf(track) !== undefined && !track.isActing);
    const now = Date.now();
    for (const track of open) planReport(track, now);
    const sights = new Set<Sight>(open.flatMap((track) => stepOf(track)?.looksAt ?? []));
    look.isUnderway = true;
    try {
      if (sights.size > 0) look.pages = await looks.take(open, sights);
      look.serial += 1;
    } catch (error) {
      const { kind } = problemOf(error);
      // Without the lists nothing can go on; what passes is asked again.
      if (kind !== 'throttled' && kind !== 'transient') fatal ??= error;
    }
    look = {
      ...look,
      isUnderway: false,
      nextAt: Date.now() + lookPause(Date.now() - began, look.pages),
    };
  }

  while (!signal.aborted && fatal === undefined) {
    for (const track of tracks) ask(track);
    progress.show(Date.now());
    if (tracks.every((track) => stepOf(track) === undefined)) break;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    await sleepUntil(woken, Math.max(0, look.nextAt - Date.now()), signal, sleep);
    if (!signal.aborted && Date.now() >= look.nextAt) await lookAgain();
  }
  await queue.onIdle();
  progress.end();
  if (signal.aborted) {
    const done = tracks.filter(({ at, journey }) => at >= journey.steps.length).length;
    host.notify({
      type: 'warning',
      message: message('class.interrupted', { done, total: tracks.length }),
    });
    throw signal.reason;
  }
  if (fatal !== undefined) throw fatal;
  return tracks.map(arrivalOf);
}

/** Whether the next look reads a track's report: not every time, for each costs a call. */
function planReport(track: Track, now: number): void {
  const isWanted = stepOf(track)?.looksAt.includes('report') === true;
  track.readsReport = isWanted && now >= track.readAt;
  if (!track.readsReport) return;
  track.readAt = now + reportPause(track.reads);
  track.reads += 1;
}

function lateness({ name, timeoutMs }: Step) {
  return { step: name, minutes: Math.round(timeoutMs / 60_000) };
}

function arrivalOf({ journey, seen, failure, at }: Track): Arrival {
  const { id, name } = journey;
  const step = journey.steps[at];
  return failure === undefined || step === undefined
    ? { is: 'ready', id, name, seen }
    : { is: 'failed', id, name, seen, step: step.name, reason: failure };
}
