import { defined } from '../../../defined.ts';
import type { Aws } from '../../../aws/clients.ts';
import { fetchPrices } from '../../../aws/prices.ts';
import type { FoundStack } from '../../../aws/sandboxes.ts';
import { listStacksIn } from '../../../aws/sandboxes.ts';
import type { Session } from '../../../aws/session.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { chooseLabs, regionsOf } from '../../../catalog/catalog.ts';
import type { LabContent } from '../../../catalog/content.ts';
import { readContents } from '../../../catalog/content.ts';
import type { Lab } from '../../../catalog/schema.ts';
import { membersOf } from '../../../classroom/class.ts';
import type { SeatCode } from '../../../classroom/handouts/codes.ts';
import { codesOf } from '../../../classroom/handouts/cards.ts';
import { codesFor, withoutRevoked } from '../../../classroom/handouts/codes.ts';
import type { HandoutFiles, Handouts } from '../../../classroom/handouts/store.ts';
import { handoutFiles, readHandouts } from '../../../classroom/handouts/store.ts';
import type { ClassPlan, ClassScene } from '../../../classroom/plan/class-plan.ts';
import { labsOf, planClass } from '../../../classroom/plan/class-plan.ts';
import { classPrice } from '../../../classroom/plan/class-price.ts';
import type { ClassOutlook } from '../../../classroom/plan/describe.ts';
import { secondsFor } from '../../../classroom/plan/duration.ts';
import { quotaNeeds } from '../../../classroom/plan/quota-needs.ts';
import { quotaTable, roomFor } from '../../../classroom/plan/quota-table.ts';
import { readAccount, readQuotaValues } from '../../../classroom/plan/read-account.ts';
import { countResources } from '../../../classroom/plan/template-counts.ts';
import type { Student } from '../../../classroom/roster/student.ts';
import { lookAround } from '../../../classroom/scene.ts';
import { LabsError } from '../../../errors.ts';
import { message } from '../../../messages/message.ts';
import { usesOf } from '../../../provision/describe.ts';
import type { RegionChoice } from '../../../provision/region.ts';
import { chooseRegion } from '../../../provision/region.ts';
import { guardStack } from '../../../sandbox/name.ts';
import type { CommandContext } from '../../command.ts';
import type { PlanFlags } from './action.ts';
import { requestOf, studentsOf } from './request.ts';

/** A class's plan and all that is known about it. */
export interface Prepared {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly plan: ClassPlan;
  readonly scene: ClassScene;
  readonly outlook: ClassOutlook;
  /** Body of the template of a set of labs. */
  readonly template: (labs: readonly Lab[]) => string;
  /** What the labs bring themselves. */
  readonly contents: readonly LabContent[];
  /** Stacks that CloudFormation may work on at a time. */
  readonly mostBusy: number;
  readonly handouts: HandoutFiles;
  /** The handouts that were there. */
  readonly handed: Handouts;
  /** Undefined where neither a roster nor a number of students was given. */
  readonly students?: readonly Student[];
  readonly codes: readonly SeatCode[];
}

/** CloudFormation's quota of concurrent resources as it is at first (DescribeAccountLimits). */
const usualConcurrentResources = 2_500;

/**
 * Reads roster, account, quotas and prices, and plans a class from them.
 *
 * @throws LabsError `roster.*`, `class.no-lab`, `class.hour-*`, `region.*`, `lab.unknown`
 */
// oxlint-disable-next-line max-lines-per-function -- the command from roster to plan, in its order
export async function prepareClass(
  context: CommandContext,
  group: string,
  flags: PlanFlags,
): Promise<Prepared> {
  const catalog = await context.catalog();
  if (flags.lab !== undefined) chooseLabs(catalog, flags.lab);
  const students = await studentsOf(group, flags);
  const session = await context.session();
  const { aws, account } = session;
  const stacks = await stacksOf(context, aws, catalog);
  const members = membersOf(
    stacks.flatMap((found) => (found.ours ? [found.sandbox] : [])),
    group,
  );
  const labs = [...new Set([...labsOf(members), ...(flags.lab ?? [])])];
  if (labs.length === 0) throw new LabsError('class.no-lab', { group });
  if (members.length === 0 && students === undefined) {
    throw new LabsError('class.no-students', { group, lab: labs[0] ?? '' });
  }
  const choice = regionFor(context, session, chooseLabs(catalog, labs), members[0]?.region, group);
  const { region } = choice;
  const scene = await lookAround(aws, group, { account, region }, stacks);

  const ids = students?.map(({ id }) => id) ?? members.map(({ owner }) => owner);
  const handouts = handoutFiles(flags.handouts ?? `${group}-handouts`);
  const handed = await readHandouts(handouts);
  const codes = codesFor(ids, {
    group,
    stacks: members,
    handed: codesOf(handed.cards),
    renewed: flags.newCodes === true ? withoutRevoked(ids, members) : new Set(),
  });
  const request = requestOf(group, labs, students, codes, flags, context.now());
  const contents = await readContents(chooseLabs(catalog, labs));
  const plan = planClass(catalog, { ...request, contents }, scene, context.now());

  const template = await templates();
  const counts = countResources(template(chooseLabs(catalog, labs)));
  const facts = await readAccount(aws, region);
  const needs = quotaNeeds(
    plan,
    catalog,
    {
      notebooks: scene.all,
      stacks: scene.stacks.length,
      sandboxes: scene.stacks.flatMap((found) => (found.ours ? [found.sandbox] : [])),
      roles: facts.roles,
      buckets: facts.buckets,
    },
    counts,
  );
  const quotas = quotaTable(needs, await readQuotaValues(aws, region, needs, facts));
  const concurrent = facts.concurrentResources ?? usualConcurrentResources;
  const mostBusy = Math.max(1, Math.floor(concurrent / counts.resources));
  const planned = flags.fit === true ? fitted(plan, roomFor(quotas, wantedBy(plan))) : plan;
  const lookup = await fetchPrices(aws, region, typesOf(planned, catalog), context.now());
  return {
    session,
    catalog,
    plan: planned,
    scene,
    template,
    contents,
    mostBusy,
    handouts,
    handed,
    codes,
    ...defined({ students }),
    outlook: {
      choice,
      quotas,
      price: classPrice(planned, catalog, lookup, context.now()),
      seconds: secondsFor(planned, mostBusy),
      ...guardIn(stacks),
    },
  };
}

/** The account's guard, as far as it is in these stacks. */
function guardIn(stacks: readonly FoundStack[]): Pick<ClassOutlook, 'guard'> {
  const stack = stacks.find((one) => !one.ours && one.name === guardStack);
  return stack?.ours === false ? { guard: { region: stack.region } } : {};
}

/** Every stack of the catalog's regions; one that cannot be read is a warning. */
async function stacksOf(
  { host, flags }: CommandContext,
  aws: Aws,
  catalog: Catalog,
): Promise<readonly FoundStack[]> {
  const regions = [...new Set([...(flags.region ? [flags.region] : []), ...regionsOf(catalog)])];
  return listStacksIn(aws, regions, (region, error) => {
    if (region === flags.region) throw error;
    const text = error instanceof Error ? error.message : String(error);
    host.notify({ type: 'warning', message: message('cli.region-unreadable', { region, text }) });
  });
}

/** The class's own region where it has one, else the one that its labs run in. */
function regionFor(
  { flags }: CommandContext,
  session: Session,
  labs: readonly Lab[],
  existing: string | undefined,
  group: string,
): RegionChoice {
  if (existing === undefined) return chooseRegion(labs, flags.region, session.ambient);
  if (flags.region !== undefined && flags.region !== existing) {
    throw new LabsError('class.elsewhere', { group, region: existing, wanted: flags.region });
  }
  return { region: existing };
}

function wantedBy({ members }: ClassPlan): number {
  return members.filter(({ action }) => action === 'create').length;
}

/** A plan that makes so many sandboxes at most; the others are left for another run. */
function fitted(plan: ClassPlan, room: number | undefined): ClassPlan {
  if (room === undefined) return plan;
  let left = room;
  return {
    ...plan,
    members: plan.members.filter(({ action }) => action !== 'create' || left-- > 0),
  };
}

function typesOf({ members, labs }: ClassPlan, catalog: Catalog): readonly string[] {
  const own = members.flatMap((member) => {
    if (member.action === 'create' || member.action === 'change') return [member.plan.type];
    return 'stack' in member ? (member.stack.instanceType ?? []) : [];
  });
  return [...own, ...usesOf(catalog.filter(({ id }) => labs.includes(id))).map(({ type }) => type)];
}

/** Makes templates, each set of labs once. */
async function templates(): Promise<(labs: readonly Lab[]) => string> {
  const { synthesizeTemplate } = await import('../../../../lib/template.ts');
  const made = new Map<string, string>();
  return (labs) => {
    const key = labs.map(({ id }) => id).join(' ');
    const body = made.get(key) ?? synthesizeTemplate(labs);
    made.set(key, body);
    return body;
  };
}
