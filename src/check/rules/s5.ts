import { message } from '../../messages/message.ts';
import { runsHere } from '../helpers.ts';
import { isBelow, pipInstallOf } from '../read/pip.ts';
import type { Rule } from '../rule.ts';
import { runningOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** Packages that ask for sagemaker without an upper bound (stepfunctions 2.3.0: >=2.1.0). */
const dragging = new Set(['stepfunctions']);

/** S5: an install that brings SageMaker SDK 3 over the one the notebook was written for. */
export const s5: Rule = {
  id: 'S5',
  severity: 'error',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    for (const block of runningOf(document)) {
      for (const command of block.commands) {
        const { requirements = [], upgrades = false } = pipInstallOf(command) ?? {};
        const fix = message('check.S5-fix');
        for (const { name, versions } of requirements) {
          const where = whereIs(block, Math.max(0, block.text.indexOf(name)));
          if (name === 'sagemaker' && !isBelow(versions, 3) && (upgrades || versions !== '')) {
            const spec = `${upgrades ? '-U ' : ''}${name}${versions}`;
            yield { ...where, message: message('check.S5', { spec }), fix };
          } else if (dragging.has(name) && upgrades) {
            const said = message('check.S5-indirect', { name });
            yield { ...where, severity: 'warning', message: said, fix };
          }
        }
      }
    }
  },
};
