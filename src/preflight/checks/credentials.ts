import { isLabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { ok } from '../check.ts';

/** Whether AWS knows who is calling: profile, sign-in, access keys. */
export const credentials: Check = {
  id: 'credentials',
  group: 'account',
  needs: 'nothing',
  run: async ({ session }) => {
    try {
      const found = await session();
      if (found === undefined) return [{ is: 'skipped', message: message('doctor.local-off') }];
      const { account, caller, local } = found;
      return [
        ok(local ? message('doctor.local-on') : message('doctor.account', { account, caller })),
      ];
    } catch (error) {
      if (!isLabsError(error)) throw error;
      return [{ is: 'problem', error }];
    }
  },
};
