import type { Host } from '../../host/host.ts';
import { message } from '../../messages/message.ts';
import type { StepName } from '../../messages/class-steps.ts';
import { secondsLeft, usualBootSeconds } from './pace.ts';
import type { Track } from './track.ts';
import { stepOf } from './track.ts';

/** How long one takes a step by itself, in seconds; what is not here takes no time to speak of. */
const usualSeconds: Partial<Readonly<Record<StepName, number>>> = {
  make: usualBootSeconds + 30,
  start: usualBootSeconds,
  stop: 90,
  rest: 90,
  change: 30,
  clone: 60,
};

/** Shows a host the counts of every step, and who fails. */
export interface RunProgress {
  show(now: number): void;
  failed(track: Track): void;
  /** Nothing more will be done: what is not through has failed or was left. */
  end(now: number): void;
}

interface Told {
  line: string;
  /** When the first sandbox began the step. */
  since?: number;
  hasEnded: boolean;
}

export function createRunProgress(host: Host, tracks: readonly Track[]): RunProgress {
  const names = [
    ...new Set(tracks.flatMap(({ journey }) => journey.steps.map(({ name }) => name))),
  ];
  const told = new Map<StepName, Told>(names.map((name) => [name, { line: '', hasEnded: false }]));

  function tell(name: StepName, now: number, isOver: boolean): void {
    const before = told.get(name);
    if (before === undefined || before.hasEnded) return;
    const places = tracks.flatMap((track) => placesOf(track, name));
    const total = places.length;
    const done = places.filter((place) => place === 'past').length;
    const begun = places.filter((place) => place !== 'ahead').length;
    const lost = places.filter((place) => place === 'lost').length;
    if (begun === 0 && !isOver) return;
    before.since ??= now;
    const hasEnded = isOver || done + lost === total;
    const line = `${done} ${total} ${hasEnded}`;
    // The time to go is news of its own, every few seconds.
    const clock = Math.floor((now - before.since) / 5_000);
    if (before.line === `${line} ${clock}`) return;
    before.line = `${line} ${clock}`;
    before.hasEnded = hasEnded;
    const count = { total: total - lost, begun, done, elapsedMs: now - before.since };
    host.notify({
      type: 'task',
      id: `class-${name}`,
      state: !hasEnded ? 'running' : done === total ? 'done' : 'failed',
      message: message('class.step', { step: name }),
      done,
      total,
      ...(hasEnded ? {} : { secondsLeft: secondsLeft(count, usualSeconds[name] ?? 5) }),
    });
  }

  return {
    show: (now) => names.forEach((name) => tell(name, now, false)),
    failed: ({ journey, failure }) => {
      if (failure === undefined) return;
      const { id } = journey;
      host.notify({
        type: 'warning',
        message: message('class.member-failed', { id, reason: failure }),
      });
    },
    end: (now) => names.forEach((name) => tell(name, now, true)),
  };
}

/** Where a track stands towards a step, if that is on its way. */
function placesOf(track: Track, name: StepName): readonly ('past' | 'here' | 'ahead' | 'lost')[] {
  const at = track.journey.steps.findIndex((step) => step.name === name);
  if (at < 0) return [];
  if (track.at > at) return ['past'];
  if (track.failure !== undefined) return ['lost'];
  if (track.at < at) return ['ahead'];
  return [stepOf(track) !== undefined && (track.isActing || track.acts > 0) ? 'here' : 'ahead'];
}
