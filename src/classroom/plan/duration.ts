import { usualBootSeconds } from '../run/pace.ts';
import type { ClassPlan } from './class-plan.ts';

/** Seconds for the stack beside the notebook, and for its repositories. */
const besideBoot = 60;

/**
 * Seconds that a plan takes on AWS: one sandbox a second, as long as CloudFormation works on no
 * more stacks than it may, and the boot of the last one.
 *
 * @param mostBusy stacks that CloudFormation may work on at a time
 */
export function secondsFor({ members }: ClassPlan, mostBusy: number): number {
  const count = (action: string) => members.filter((member) => member.action === action).length;
  const boot = usualBootSeconds + besideBoot;
  const makes = count('create');
  const restarts = members.filter(
    (member) =>
      member.action === 'change' && (member.plan.startsNotebook || member.plan.restartsNotebook),
  ).length;
  const paced = Math.max(makes, (makes / mostBusy) * boot);
  const changes = count('change') / 2;
  return paced + changes + restarts + (makes + restarts > 0 ? boot : count('change') > 0 ? 30 : 0);
}
