import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseLabs, wishOf } from '../catalog/catalog.ts';
import type { LabContent } from '../catalog/content.ts';
import type { Lab } from '../catalog/schema.ts';
import type { Host } from '../host/host.ts';
import { updateParameters, updateTemplate } from '../provision/stacks.ts';
import type { ChangePlan, StartPlan } from '../provision/start-plan.ts';
import { parameterDate } from '../sandbox/lease.ts';
import { wishedContents } from '../sandbox/wish.ts';
import type { ClassPlan, ClassScene, MemberPlan } from './plan/class-plan.ts';
import { restsUntil } from './plan/hour.ts';
import type { RunOptions } from './run/run.ts';
import { runJourneys } from './run/run.ts';
import type { Arrival, Journey, Step } from './run/step.ts';
import { bringStep } from './steps/bring.ts';
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
  /** What the labs bring themselves, packed once for all sandboxes. */
  readonly contents: readonly LabContent[];
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
      const wanted = [...wishOf(labs).repos, ...contentsOf(member.stack, options)];
      const steps = options.wait ? [cloneStep(wanted)] : [];
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
  return { stack, ...defined({ report }) };
}

function stepsToMake(
  aws: Aws,
  { region, hour }: ClassPlan,
  { plan }: Extract<MemberPlan, { action: 'create' }>,
  options: UpOptions,
): readonly Step[] {
  const { template, catalog, wait, now } = options;
  const told: Told = {};
  return [
    makeStep(aws, plan, template(chooseLabs(catalog, plan.labs))),
    ...telling(aws, plan, told, options, true),
    ...(wait ? [cloneStep([], told)] : []),
    ...(hour !== undefined && restsUntil(hour, now) ? [stopStep(aws, region, 'rest')] : []),
  ];
}

function stepsToChange(
  aws: Aws,
  { plan }: Extract<MemberPlan, { action: 'change' }>,
  options: UpOptions,
): readonly Step[] {
  const { template, catalog, wait } = options;
  const told: Told = {};
  return [
    // The wish goes first: a running agent clones while CloudFormation works.
    ...(plan.putsWish ? telling(aws, plan, told, options, false) : []),
    ...(plan.update === 'none' ? [] : [updateStep(aws, changeOf(aws, plan, template, catalog))]),
    ...(plan.startsNotebook ? [startStep(aws, plan.region)] : []),
    ...(wait && plan.putsWish ? [cloneStep([], told)] : []),
  ];
}

/** Brings what the labs bring themselves, and tells all that the hook has no room for. */
function telling(
  aws: Aws,
  plan: StartPlan,
  told: Told,
  options: UpOptions,
  isNew: boolean,
): readonly Step[] {
  const own = contentsOf(plan, options);
  const settings = {
    stopsAt: parameterDate(plan.lease.stopsAt),
    idleMinutes: plan.idleMinutes,
    keepEndpoints: plan.keepEndpoints,
    askedAt: options.now.toISOString(),
  };
  const contents = wishedContents(own);
  return [
    ...(own.length === 0 ? [] : [bringStep(aws, own)]),
    tellStep(aws, { wish: plan.wish, contents, settings }, () => plan.wish, told, isNew),
  ];
}

function contentsOf(
  { labs }: { readonly labs: readonly string[] },
  { contents }: UpOptions,
): readonly LabContent[] {
  return contents.filter(({ lab }) => labs.includes(lab));
}

function changeOf(
  aws: Aws,
  plan: ChangePlan,
  template: UpOptions['template'],
  catalog: Catalog,
): Parameters<typeof updateStep>[1] {
  if (plan.update === 'template') {
    const body = template(chooseLabs(catalog, plan.labs));
    return (stack) => updateTemplate(aws, stack, plan, body);
  }
  return (stack) =>
    updateParameters(aws, stack, {
      stopsAt: parameterDate(plan.lease.stopsAt),
      removedAfter: parameterDate(plan.lease.removedAfter),
      startsAt: plan.startsAt === undefined ? '' : parameterDate(plan.startsAt),
      door: plan.door ?? '',
    });
}
