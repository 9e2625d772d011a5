import { message } from '../../messages/message.ts';
import { isBelow, pipInstallOf } from '../read/pip.ts';
import type { Rule } from '../rule.ts';
import { runningOf } from '../running.ts';

/** Packages that ask for sagemaker without an upper bound (stepfunctions 2.3.0: >=2.1.0). */
const dragging = new Set(['stepfunctions']);

/** S5: an install that brings SageMaker SDK 3 over the one the notebook was written for. */
export const s5: Rule = {
  id: 'S5',
  severity: 'error',
  *look(document) {
    for (const { cell, commands } of runningOf(document)) {
      if (cell === null) continue;
      for (const command of commands) {
        const { requirements = [], upgrades = false } = pipInstallOf(command) ?? {};
        const fix = message('check.S5-fix');
        for (const { name, versions } of requirements) {
          if (name === 'sagemaker' && !isBelow(versions, 3) && (upgrades || versions !== '')) {
            const spec = `${upgrades ? '-U ' : ''}${name}${versions}`;
            yield { cell, message: message('check.S5', { spec }), fix };
          } else if (dragging.has(name) && upgrades) {
            const said = message('check.S5-indirect', { name });
            yield { cell, severity: 'warning', message: said, fix };
          }
        }
      }
    }
  },
};
