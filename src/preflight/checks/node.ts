import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, ok } from '../check.ts';

/** The oldest version that `engines` of package.json allows. */
const oldest = '20.19.0';
/**
 * The oldest version that the AWS SDK goes on supporting: its releases "after the first week of
 * January 2027 will require node >=22" (its own warning on Node 20).
 */
const supported = '22.0.0';

/** Node itself: too old, or about to lose the support of the AWS SDK. */
export const node: Check = {
  id: 'node',
  group: 'computer',
  needs: 'nothing',
  run: async ({ nodeVersion: version }) => {
    if (isBelow(version, oldest)) {
      return [finding('problem', 'doctor.node-too-old', { version, oldest })];
    }
    if (isBelow(version, supported)) return [finding('warning', 'doctor.node-ending', { version })];
    return [ok(message('doctor.node', { version }))];
  },
};

function isBelow(version: string, limit: string): boolean {
  const [left, right] = [version, limit].map((text) => text.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
