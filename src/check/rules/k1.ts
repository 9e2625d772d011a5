import { genericKernels, platformKernels } from '../facts/platform.ts';
import { frameworksImported } from '../kernels.ts';
import { message } from '../../messages/message.ts';
import type { Rule } from '../rule.ts';

/** K1: a kernel that no notebook instance has any more. */
export const k1: Rule = {
  id: 'K1',
  severity: 'error',
  *look(document) {
    const kernel = document.kernel?.name;
    if (kernel === undefined || platformKernels.has(kernel)) return;
    const fix = message('check.K1-fix', { kernel, needs: frameworksImported(document) });
    if (genericKernels.has(kernel)) {
      const said = message('check.K1-generic', { kernel });
      yield { cell: null, severity: 'info', message: said, fix };
      return;
    }
    const needs = frameworksImported(document);
    yield {
      cell: null,
      message: message('check.K1', { kernel, needs }),
      fix,
      // Where nothing needs it, any other kernel will do.
      ...(needs.length === 0 ? { severity: 'warning' as const } : {}),
    };
  },
};
