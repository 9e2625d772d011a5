import { genericKernels, platformKernels } from '../facts/platform.ts';
import { frameworksImported, shownKernel } from '../kernels.ts';
import { message } from '../../messages/message.ts';
import type { Rule } from '../rule.ts';

/** K1: a kernel that no notebook instance has any more. */
export const k1: Rule = {
  id: 'K1',
  severity: 'error',
  *look(document) {
    const name = document.kernel?.name;
    if (name === undefined || platformKernels.has(name)) return;
    const kernel = shownKernel(name);
    const needs = frameworksImported(document);
    const fix = message('check.K1-fix', { needs });
    if (genericKernels.has(name)) {
      const said = message('check.K1-generic', { kernel });
      yield { cell: null, severity: 'info', message: said, fix };
      return;
    }
    yield {
      cell: null,
      message: message('check.K1', { kernel, needs }),
      fix,
      // Where nothing needs it, any other kernel will do.
      ...(needs.length === 0 ? { severity: 'warning' as const } : {}),
    };
  },
};
