import type { Aws } from '../aws/clients.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseLabs, wishOf } from '../catalog/catalog.ts';
import type { Lab } from '../catalog/schema.ts';
import type { Host } from '../host/host.ts';
import { updateParameters, updateTemplate } from '../provision/stacks.ts';
import type { ChangePlan } from '../provision/start-plan.ts';
import { parameterDate } from '../sandbox/lease.ts';
import type { ClassPlan, ClassScene, MemberPlan } from './plan/class-plan.ts';
import { restsUntil } from './plan/hour.ts';
import type { RunOptions } from './run/run.ts';
import { runJourneys } from './run/run.ts';
import type { Arrival, Journey, Step } from './run/step.ts';
import { cloneStep } from './steps/clone.ts';
import { makeStep } from './steps/make.ts';
import { startStep, stopStep } from './steps/notebook.ts';
import type { Told } from './steps/tell.ts';
import { tellStep } from './steps/tell.ts';
import { updateStep } from './steps/update.ts';

export interface UpOptions extends RunOptions {
  readonly catalog: Catalog;
  readonly scene: ClassScene;
  /** Body of the template of a set of labs; the same object for the same set. */
  readonly template: (labs: readonly Lab[]) => string;
  /** False: go on as soon as the stacks are complete, without looking for the repositories. */
  readonly wait: boolean;
  readonly now: Date;
}

/**
 * Carries out what a plan makes and changes. A second run after any interruption finds what is there
 * and makes only what is missing.
 *
 * @returns how it ended for each member that stays in the class and is not blocked
 */
export async function runUp(
  aws: Aws,
  host: Host,
  plan: ClassPlan,
  options: UpOptions,
): Promise<readonly Arrival[]> {
  const journeys = plan.members.flatMap((member) => journeyOf(aws, plan, member, options));
  return runJourneys(aws, host, journeys, options);
}

function journeyOf(
  aws: Aws,
  plan: ClassPlan,
  member: MemberPlan,
  options: UpOptions,
): readonly Journey[] {
  const { id, name } = member;
  const { region } = plan;
  const place = { id, name, region };
  switch (member.action) {
    case 'create': {
      const found = options.scene.stacks.find((one) => one.ours && one.sandbox.name === name);
      const seen = found?.ours === true ? { stack: found.sandbox } : {};
      return [{ ...place, seen, steps: stepsToMake(aws, plan, member, options) }];
    }
    case 'change':
      return [
        { ...place, seen: seenOf(member, options), steps: stepsToChange(aws, member, options) },
      ];
    case 'keep': {
      const labs = chooseLabs(options.catalog, member.stack.labs);
      const steps = options.wait ? [cloneStep(wishOf(labs).repos)] : [];
      return [{ ...place, seen: seenOf(member, options), steps }];
    }
    default:
      return [];
  }
}

function seenOf(
  { name, stack }: Extract<MemberPlan, { action: 'change' | 'keep' }>,
  { scene }: UpOptions,
) {
  const report = scene.reports.get(name);
  return { stack, ...(report === undefined ? {} : { report }) };
}

function stepsToMake(
  aws: Aws,
  { region, hour }: ClassPlan,
  { plan }: Extract<MemberPlan, { action: 'create' }>,
  { template, catalog, wait, now }: UpOptions,
): readonly Step[] {
  return [
    makeStep(aws, plan, template(chooseLabs(catalog, plan.labs))),
    ...(wait ? [cloneStep(plan.wish.repos)] : []),
    ...(hour !== undefined && restsUntil(hour, now) ? [stopStep(aws, region, 'rest')] : []),
  ];
}

function stepsToChange(
  aws: Aws,
  { plan }: Extract<MemberPlan, { action: 'change' }>,
  { template, catalog, wait, now }: UpOptions,
): readonly Step[] {
  const told: Told = {};
  const { repos } = plan.wish;
  const settings = {
    stopsAt: parameterDate(plan.lease.stopsAt),
    idleMinutes: plan.idleMinutes,
    keepEndpoints: plan.keepEndpoints,
    askedAt: now.toISOString(),
  };
  return [
    // The wish goes first: a running agent clones while CloudFormation works.
    ...(plan.putsWish
      ? [
          tellStep(
            aws,
            () => ({ repos, settings }),
            () => plan.wish,
            told,
          ),
        ]
      : []),
    ...(plan.update === 'none' ? [] : [updateStep(aws, changeOf(aws, plan, template, catalog))]),
    ...(plan.startsNotebook ? [startStep(aws, plan.region)] : []),
    ...(wait && plan.putsWish ? [cloneStep(repos, told)] : []),
  ];
}

function changeOf(
  aws: Aws,
  plan: ChangePlan,
  template: UpOptions['template'],
  catalog: Catalog,
): Parameters<typeof updateStep>[1] {
  if (plan.update === 'template') {
    const body = template(chooseLabs(catalog, plan.labs));
    return () => updateTemplate(aws, plan, body);
  }
  return (stack) =>
    updateParameters(aws, stack, {
      stopsAt: parameterDate(plan.lease.stopsAt),
      removedAfter: parameterDate(plan.lease.removedAfter),
      startsAt: plan.startsAt === undefined ? '' : parameterDate(plan.startsAt),
      door: plan.door ?? '',
    });
}
