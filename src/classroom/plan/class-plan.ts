import { defined } from '../../defined.ts';
import type { FoundStack, SandboxStack } from '../../aws/sandboxes.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { chooseLabs } from '../../catalog/catalog.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import type { ChangePlan, CreatePlan, StartRequest } from '../../provision/start-plan.ts';
import { planStart } from '../../provision/start-plan.ts';
import type { Report } from '../../sandbox/report.ts';
import type { Lease } from '../../sandbox/lease.ts';
import { leaseFrom } from '../../sandbox/lease.ts';
import { parameterNames } from '../../sandbox/parameters.ts';
import { stackName } from '../../sandbox/name.ts';
import type { WishedContent } from '../../sandbox/wish.ts';
import type { ClassHour } from './hour.ts';
import { startOf } from './hour.ts';

/** A student as far as AWS may know them. */
export interface Seat {
  readonly id: string;
  readonly type?: string;
  /** SHA-256 of their code for the door. */
  readonly door?: string;
}

/** What an instructor asked for; lengths in milliseconds. */
export interface ClassRequest extends Omit<StartRequest, 'labs'> {
  readonly group: string;
  /** Beside those that the class has. */
  readonly labs: readonly string[];
  /** Undefined: the students that the class has. */
  readonly seats?: readonly Seat[];
  readonly hour?: ClassHour;
  /** What the labs bring themselves. */
  readonly contents?: readonly WishedContent[];
  /** Whether sandboxes of students who are not in the roster go. */
  readonly prune: boolean;
}

/** What is in the region before. */
export interface ClassScene {
  readonly account: string;
  readonly region: string;
  /** Every stack of the region. */
  readonly stacks: readonly FoundStack[];
  /** Status of notebooks, by name. */
  readonly notebooks: ReadonlyMap<string, string>;
  /** What agents last said, by name of the sandbox. */
  readonly reports: ReadonlyMap<string, Report>;
}

interface Place {
  readonly id: string;
  readonly name: string;
}

/**
 * What becomes of one student's sandbox.
 *
 * `extra`: not in the roster, and not pruned; `blocked`: somebody else's stack has its name, or its
 * own can only be removed.
 */
export type MemberPlan =
  | (Place & { readonly action: 'create'; readonly plan: CreatePlan })
  | (Place & { readonly action: 'change'; readonly plan: ChangePlan; readonly stack: SandboxStack })
  | (Place & { readonly action: 'keep'; readonly stack: SandboxStack })
  | (Place & { readonly action: 'remove' | 'extra'; readonly stack: SandboxStack })
  | (Place & { readonly action: 'blocked'; readonly why: 'not-ours' | 'unusable' });

/** The difference between a roster and the account; a plain value. */
export interface ClassPlan {
  readonly group: string;
  readonly account: string;
  readonly region: string;
  readonly labs: readonly string[];
  /** Of sandboxes that are made or renewed. */
  readonly lease: Lease;
  readonly hour?: ClassHour;
  readonly members: readonly MemberPlan[];
}

/**
 * What `labs class up` will do; pure.
 *
 * @throws LabsError `lab.unknown`, `owner.too-long`
 */
export function planClass(
  catalog: Catalog,
  request: ClassRequest,
  scene: ClassScene,
  now: Date,
): ClassPlan {
  const { group, hour } = request;
  const standing = scene.stacks.flatMap((found) =>
    found.ours && found.sandbox.class === group ? [found.sandbox] : [],
  );
  // Who comes later gets what the others have.
  const labs = [...new Set([...labsOf(standing), ...request.labs])];
  chooseLabs(catalog, labs);
  const seats = request.seats ?? standing.map(({ owner }) => ({ id: owner }));
  const wanted = new Set(seats.map(({ id }) => id));
  const extra = standing.filter(({ owner }) => !wanted.has(owner));
  // The lease of a class that begins at an hour counts from there.
  const from = hour === undefined ? now : hour.beginsAt;
  return {
    group,
    account: scene.account,
    region: scene.region,
    labs,
    lease: leaseFrom(from, request),
    ...defined({ hour }),
    members: [
      ...seats.map((seat, at) =>
        planMember(catalog, { ...request, labs }, seat, scene, {
          from,
          startsAt: hour === undefined ? undefined : startOf(hour, at),
        }),
      ),
      ...extra.map((stack) => ({
        id: stack.owner,
        name: stack.name,
        action: request.prune ? ('remove' as const) : ('extra' as const),
        stack,
      })),
    ],
  };
}

/** The labs of a class's sandboxes, each once. */
export function labsOf(stacks: readonly SandboxStack[]): readonly string[] {
  return [...new Set(stacks.flatMap(({ labs }) => labs))];
}

interface Times {
  readonly from: Date;
  readonly startsAt: Date | undefined;
}

function planMember(
  catalog: Catalog,
  request: ClassRequest,
  { id, type, door }: Seat,
  scene: ClassScene,
  { from, startsAt }: Times,
): MemberPlan {
  const { group } = request;
  const name = stackName({ owner: id, class: group });
  const found = scene.stacks.find((stack) => nameOf(stack) === name);
  if (found !== undefined && (!found.ours || found.sandbox.class !== group)) {
    return { id, name, action: 'blocked', why: 'not-ours' };
  }
  const stack = found?.sandbox;
  if (stack !== undefined && stackStanding(stack.status) === 'unusable') {
    return { id, name, action: 'blocked', why: 'unusable' };
  }
  // One that another run has begun to make is made on.
  const existing =
    stack === undefined || /^(CREATE|ROLLBACK)_IN_PROGRESS$/.test(stack.status)
      ? undefined
      : {
          stack,
          isIncomplete: lacksSomething(stack, scene.reports.get(name), request.contents ?? []),
          ...statusOf(scene.notebooks.get(stack.notebook ?? '')),
        };
  const place = { name, owner: id, class: group, account: scene.account, region: scene.region };
  const own = type === undefined ? request : { ...request, type };
  const plan = planStart(catalog, own, place, existing, from);
  const given = {
    ...defined({ startsAt, door }),
  };
  if (plan.action === 'create' || stack === undefined) {
    return { id, name, action: 'create', plan: { ...plan, ...given } as CreatePlan };
  }
  const changed = changeOf({ ...plan, ...given }, stack, startsAt !== undefined);
  return isNothing(changed)
    ? { id, name, action: 'keep', stack }
    : { id, name, action: 'change', plan: changed, stack };
}

/**
 * Whether folders could not be cloned, or a sandbox was never told what its hook has no room for,
 * because a run was interrupted: it is the agent that comes with it which reports fixups.
 */
function lacksSomething(
  { labs }: SandboxStack,
  report: Report | undefined,
  contents: readonly WishedContent[],
): boolean {
  const repos = report?.repos ?? [];
  const own = contents.filter(({ lab }) => labs.includes(lab));
  return (
    report?.fixups === undefined ||
    repos.some(({ state }) => state === 'failed') ||
    own.some((content) => repos.every(({ dir }) => dir !== content.dir))
  );
}

/** The change that a class makes beyond what a learner's start would. */
function changeOf(plan: ChangePlan, stack: SandboxStack, isResting: boolean): ChangePlan {
  const isNew = plan.door !== stack.door || plan.startsAt?.getTime() !== stack.startsAt?.getTime();
  const knows = [parameterNames.door, parameterNames.startsAt].every((parameter) =>
    stack.parameterNames.includes(parameter),
  );
  return {
    ...plan,
    // A stopped notebook is left to the schedule.
    startsNotebook: plan.startsNotebook && !isResting,
    update: isNew && plan.update !== 'template' ? (knows ? 'lease' : 'template') : plan.update,
  };
}

function isNothing({ update, startsNotebook, putsWish }: ChangePlan): boolean {
  return update === 'none' && !startsNotebook && !putsWish;
}

function nameOf(found: FoundStack): string {
  return found.ours ? found.sandbox.name : found.name;
}

function statusOf(status: string | undefined) {
  return defined({ notebookStatus: status });
}
