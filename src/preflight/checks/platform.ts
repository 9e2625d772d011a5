import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { finding, forLocal, ok } from '../check.ts';

/** The operating system: the local AWS runs hooks and agents, which are written for Unix. */
export const platform: Check = {
  id: 'platform',
  group: 'computer',
  needs: 'nothing',
  run: async (context) =>
    context.platform === 'linux' || context.platform === 'darwin'
      ? [ok(message('doctor.platform', { platform: context.platform }))]
      : [finding(forLocal(context), 'doctor.no-local', { platform: context.platform })],
};
