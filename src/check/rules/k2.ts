import { genericKernels, platformKernels } from '../facts/platform.ts';
import { frameworksImported, shownKernel } from '../kernels.ts';
import { message } from '../../messages/message.ts';
import type { Rule } from '../rule.ts';

/** K2: a kernel that is gone, but that nothing in the notebook needs. */
export const k2: Rule = {
  id: 'K2',
  severity: 'info',
  *look(document) {
    const { kernel } = document;
    if (kernel === undefined || !kernel.language.startsWith('python')) return;
    if (platformKernels.has(kernel.name) || genericKernels.has(kernel.name)) return;
    if (frameworksImported(document).length > 0) return;
    yield {
      cell: null,
      message: message('check.K2', { kernel: shownKernel(kernel.name) }),
      fix: message('check.K2-fix'),
    };
  },
};
