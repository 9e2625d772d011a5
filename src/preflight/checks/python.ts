import { isLabsError } from '../../errors.ts';
import { findPython } from '../../find-python.ts';
import { message } from '../../messages/message.ts';
import type { Check } from '../check.ts';
import { forLocal, ok } from '../check.ts';

/** Python of this computer, in which the local AWS runs. */
export const python: Check = {
  id: 'python',
  group: 'computer',
  needs: 'nothing',
  run: async (context) => {
    try {
      const { version } = await findPython(context.signal);
      return [ok(message('doctor.python', { version }))];
    } catch (error) {
      if (!isLabsError(error)) throw error;
      return [{ is: forLocal(context), error }];
    }
  },
};
