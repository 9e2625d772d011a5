import { message } from '../../messages/message.ts';
import type { Document } from '../document.ts';
import { isBelow, pipInstallOf } from '../read/pip.ts';
import type { Rule } from '../rule.ts';
import { pythonOf, runningOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** What version 3 has below `sagemaker`. */
const version3 = /^sagemaker\.(core|train|serve|mlops|ai_registry)(\.|$)/;

/** S6: the SageMaker SDK of version 2, which version 3 replaced altogether. */
export const s6: Rule = {
  id: 'S6',
  severity: 'info',
  *look(document) {
    if (document.kind !== 'notebook' || pinsVersion2(document)) return;
    for (const block of pythonOf(document)) {
      const first = block.python.imports.find(
        ({ module }) => /^sagemaker(\.|$)/.test(module) && !version3.test(module),
      );
      if (first === undefined) continue;
      yield {
        ...whereIs(block, first.from),
        message: message('check.S6'),
        fix: message('check.S6-fix'),
      };
      return;
    }
  },
};

function pinsVersion2(document: Document): boolean {
  return runningOf(document).some(({ commands }) =>
    commands.some((command) =>
      pipInstallOf(command)?.requirements.some(
        ({ name, versions }) => name === 'sagemaker' && isBelow(versions, 3),
      ),
    ),
  );
}
