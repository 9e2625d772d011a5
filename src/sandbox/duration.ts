import { LabsError } from '../errors.ts';

const minutesOf: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/**
 * Milliseconds of a length of time such as `90m`, `4h`, `2h30m` or `7d`.
 *
 * @throws LabsError `duration.invalid` for anything else, zero included
 */
export function parseDuration(given: string): number {
  const minutes = /^(?:\s*\d+\s*[mhd])+\s*$/i.test(given)
    ? [...given.matchAll(/(\d+)\s*([mhd])/gi)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * (minutesOf[unit!.toLowerCase()] ?? 0),
        0,
      )
    : 0;
  if (minutes === 0 || !Number.isSafeInteger(minutes * 60_000)) {
    throw new LabsError('duration.invalid', { given });
  }
  return minutes * 60_000;
}
