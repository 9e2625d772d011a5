import { profileNames } from '../../aws/profiles.ts';
import { nearest } from '../../catalog/nearest.ts';
import { isLabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, ok } from '../check.ts';

/** Whether AWS knows who is calling: profile, sign-in, access keys. */
export const credentials: Check = {
  id: 'credentials',
  group: 'account',
  needs: 'nothing',
  run: async ({ profile, env, session }) => {
    try {
      const found = await session();
      if (found === undefined) return [{ is: 'skipped', message: message('doctor.local-off') }];
      const { account, caller, local } = found;
      return [
        ok(local ? message('doctor.local-on') : message('doctor.account', { account, caller })),
      ];
    } catch (error) {
      if (!isLabsError(error)) throw error;
      const names = profile === undefined ? [] : await profileNames(env);
      if (profile !== undefined && !names.includes(profile)) {
        const near = nearest(profile, names);
        return [finding('problem', 'doctor.no-profile', { profile, near, count: names.length })];
      }
      return [{ is: 'problem', error }];
    }
  },
};
