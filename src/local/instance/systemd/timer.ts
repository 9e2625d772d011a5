import type { TimerUnit } from './units.ts';

/** What a timer counts from, in milliseconds of one clock. */
export interface TimerEvents {
  readonly bootedAt: number;
  /** When the timer was started. */
  readonly activeSince: number;
  /** When its service was last started and last ended; none before its first run. */
  readonly unitActiveAt?: number;
  readonly unitInactiveAt?: number;
  /** When the timer last fired. */
  readonly firedAt?: number;
}

/**
 * When a timer fires next: the earliest of its spans that has not been used up.
 *
 * A span after the boot that has passed when the timer starts fires at once; one after the boot or
 * the start fires once; one after the service's start or end fires again and again
 * (systemd.timer(5)).
 *
 * @param longest spans are cut to it, in milliseconds
 */
export function nextElapse(
  timer: TimerUnit,
  events: TimerEvents,
  longest = Infinity,
): number | undefined {
  const { bootedAt, activeSince, unitActiveAt, unitInactiveAt, firedAt } = events;
  const from = (base: number | undefined, spans: readonly number[]) =>
    base === undefined ? [] : spans.map((span) => base + Math.min(span, longest));
  const once = [...from(activeSince, timer.onActive), ...from(bootedAt, timer.onBoot)]
    .map((at) => Math.max(at, activeSince))
    .filter((at) => firedAt === undefined || at > firedAt);
  const again = [
    ...from(unitActiveAt, timer.onUnitActive),
    ...from(unitInactiveAt, timer.onUnitInactive),
  ].map((at) => Math.max(at, activeSince));
  const all = [...once, ...again];
  return all.length === 0 ? undefined : Math.min(...all);
}
