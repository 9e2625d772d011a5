import { message } from '../../messages/message.ts';
import type { Document } from '../document.ts';
import { instancesOf, isLocal } from '../instances.ts';
import { namesOf } from '../names.ts';
import { programOf } from '../read/commands.ts';
import type { Rule } from '../rule.ts';
import { runningOf, sitesOf } from '../running.ts';

/** R1: local mode, or docker itself, on the notebook instance. */
export const r1: Rule = {
  id: 'R1',
  severity: 'warning',
  *look(document) {
    if (document.kind !== 'notebook') return;
    const [first] = usesOf(document).sort((a, b) => a.cell - b.cell);
    if (first === undefined) return;
    const { cell, how } = first;
    yield { cell, message: message('check.R1', { how }), fix: message('check.R1-fix') };
  },
};

function usesOf(document: Document): { cell: number; how: string }[] {
  const names = namesOf(document);
  const local = instancesOf(document)
    .filter(isLocal)
    .map(({ site, types }) => ({ cell: site.block.cell ?? 0, how: `instance_type='${types[0]}'` }));
  const sessions = sitesOf(document)
    .filter(({ call }) => /^sagemaker\..*LocalSession$/.test(names.calleeOf(call) ?? ''))
    .map(({ block }) => ({ cell: block.cell ?? 0, how: 'LocalSession' }));
  const commands = runningOf(document).flatMap(({ cell, commands: all }) =>
    all
      .filter((command) => /^docker(-compose)?$/.test(programOf(command).program))
      .map(() => ({ cell: cell ?? 0, how: 'docker' })),
  );
  return [...local, ...sessions, ...commands];
}
