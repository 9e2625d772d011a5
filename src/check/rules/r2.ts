import { message } from '../../messages/message.ts';
import { runsHere } from '../helpers.ts';
import { programOf } from '../read/commands.ts';
import type { Rule } from '../rule.ts';
import { runningOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** R2: Debian's package manager on Amazon Linux. A Dockerfile has a system of its own. */
export const r2: Rule = {
  id: 'R2',
  severity: 'warning',
  *look(document, workshop) {
    if (!runsHere(workshop, document)) return;
    for (const block of runningOf(document)) {
      const programs = block.commands.map((command) => programOf(command).program);
      const program = programs.find((one) => /^(apt(-get|-cache)?|dpkg|aptitude)$/.test(one));
      if (program === undefined) continue;
      yield {
        ...whereIs(block, Math.max(0, block.text.indexOf(program))),
        message: message('check.R2', { program }),
        fix: message('check.R2-fix'),
      };
    }
  },
};
