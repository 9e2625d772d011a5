import { readClocks } from '../../aws/clock.ts';
import { transportFor } from '../../aws/credentials.ts';
import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, ok } from '../check.ts';

/**
 * Minutes that a signature's date may be off (Signature Version 4, IAM User Guide: "requests must
 * reach AWS within five minutes of the time stamp").
 */
const mostMinutes = 5;

/** This computer's clock against AWS's; the local AWS uses the same clock. */
export const clock: Check = {
  id: 'clock',
  group: 'computer',
  needs: 'nothing',
  run: async ({ local, profile, env, now, signal }) => {
    if (local) return [];
    const endpoint = env['AWS_ENDPOINT_URL'] || 'https://sts.us-east-1.amazonaws.com';
    const clocks = await readClocks({
      endpoint,
      transport: await transportFor(profile, env),
      now,
      signal,
    });
    if (clocks === undefined) return [finding('unknown', 'doctor.clock-unknown', { endpoint })];
    const aheadMs = clocks.ours.getTime() - clocks.theirs.getTime();
    const minutes = Math.abs(aheadMs) / 60_000;
    if (minutes <= 1) return [ok(message('doctor.clock'))];
    return [
      finding(minutes > mostMinutes ? 'problem' : 'warning', 'doctor.clock-off', {
        minutes: Math.round(minutes),
        ahead: aheadMs > 0,
        mostMinutes,
      }),
    ];
  },
};
