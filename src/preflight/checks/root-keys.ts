import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, ok } from '../check.ts';

/** Keys of the root user, which may do everything and cannot be limited. */
export const rootKeys: Check = {
  id: 'root-keys',
  group: 'account',
  needs: 'account',
  run: async (_context, { account, caller }) =>
    caller.endsWith(':root')
      ? [finding('warning', 'doctor.root-keys', { account })]
      : [ok(message('doctor.no-root'))],
};
