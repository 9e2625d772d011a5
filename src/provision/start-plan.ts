import { defined } from '../defined.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseLabs } from '../catalog/catalog.ts';
import type { Lab } from '../catalog/schema.ts';
import { LabsError } from '../errors.ts';
import { hasEnded, leaseFrom } from '../sandbox/lease.ts';
import { largestType } from '../sandbox/instance-size.ts';
import type { Lease } from '../sandbox/lease.ts';
import type { Wish } from '../sandbox/wish.ts';
import { stackStanding } from './stack-status.ts';

/** What a person asked for; lengths in milliseconds. */
export interface StartRequest {
  readonly labs: readonly string[];
  readonly for: number;
  readonly keep: number;
  /** Whether `--for` or `--keep` was typed, so that a running sandbox's lease is renewed too. */
  readonly leaseTyped: boolean;
  readonly idleMinutes?: number;
  readonly type?: string;
  readonly keepEndpoints: boolean;
  /** US dollars after which the guard stops it. */
  readonly budget?: number;
}

/** The sandbox that is there already, as far as a plan depends on it. */
export interface ExistingSandbox {
  readonly stack: SandboxStack;
  /** Status of its notebook; absent where the stack has none (any more). */
  readonly notebookStatus?: string;
  /** Whether its stack could not be deleted, and was never complete: no work can be in it. */
  readonly neverCameUp?: boolean;
  /** Labs whose fixups its owner took back. */
  readonly undone?: readonly string[];
  /**
   * Whether it lacks something that its agent would bring: a repository that could not be cloned, or
   * all that the hooks have no room for, where CloudFormation alone made it.
   */
  readonly isIncomplete: boolean;
}

/** Where the sandbox goes and what it is called. */
export interface StartPlace {
  readonly name: string;
  readonly owner: string;
  /** Which of the owner's sandboxes, where there is more than one. */
  readonly sandbox?: string;
  readonly class?: string;
  readonly account: string;
  readonly region: string;
}

/** Everything a sandbox will be after the plan was carried out. */
interface Outcome extends StartPlace {
  readonly labs: readonly string[];
  readonly type: string;
  readonly volumeGiB: number;
  readonly idleMinutes: number;
  readonly keepEndpoints: boolean;
  readonly lease: Lease;
  readonly wish: Wish;
  /** When a schedule starts the notebook once. */
  readonly startsAt?: Date;
  /** SHA-256 of the code that opens it at its class's door. */
  readonly door?: string;
  /** US dollars after which the guard stops it. */
  readonly budget?: number;
}

/** A new stack; `removes` is a broken one of that name that holds no work and goes first. */
export interface CreatePlan extends Outcome {
  readonly action: 'create';
  readonly removes?: { readonly stackId: string; readonly status: string };
}

/** A change of the stack that is there. */
export interface ChangePlan extends Outcome {
  readonly action: 'change';
  readonly stackId: string;
  readonly addedLabs: readonly string[];
  /** `template`: new template and parameters; `lease`: the previous template; `none`: no update. */
  readonly update: 'template' | 'lease' | 'none';
  /** Whether the update makes CloudFormation stop and start the notebook. */
  readonly restartsNotebook: boolean;
  /** Whether the notebook is stopped now and is started again. */
  readonly startsNotebook: boolean;
  /** Whether the notebook's type was not asked for, but is what it was. */
  readonly keepsType: boolean;
  /** Whether the agent is told its wish (again). */
  readonly putsWish: boolean;
}

export type StartPlan = CreatePlan | ChangePlan;

/** The instance type of a sandbox without a lab. */
const usualType = 'ml.t3.medium';

/** What an instance gets when no lab asks for more. */
const defaultIdleMinutes = 60;

/**
 * What `labs start` will do: pure, so that a dry run, a test and the real thing see the same.
 *
 * @throws LabsError `lab.unknown`, `stack.unusable` for a stack that only its owner can decide on
 */
export function planStart(
  catalog: Catalog,
  request: StartRequest,
  place: StartPlace,
  existing: ExistingSandbox | undefined,
  now: Date,
): StartPlan {
  const standing = existing === undefined ? 'absent' : stackStanding(existing.stack.status);
  const isReplaced = standing === 'replaceable' || existing?.neverCameUp === true;
  if (standing === 'unusable' && existing !== undefined && !isReplaced) {
    throw new LabsError('stack.unusable', {
      name: existing.stack.name,
      status: existing.stack.status,
      region: existing.stack.region,
    });
  }
  if (existing === undefined || isReplaced || standing === 'going') {
    return planCreate(chooseLabs(catalog, request.labs), request, place, existing, now);
  }
  return planChange(catalog, request, place, existing, now);
}

function planCreate(
  labs: readonly Lab[],
  request: StartRequest,
  place: StartPlace,
  broken: ExistingSandbox | undefined,
  now: Date,
): CreatePlan {
  return {
    ...place,
    action: 'create',
    labs: labs.map((lab) => lab.id),
    type: request.type ?? typeOf(labs),
    volumeGiB: largestVolume(labs),
    idleMinutes: request.idleMinutes ?? defaultIdleMinutes,
    keepEndpoints: request.keepEndpoints,
    lease: leaseFrom(now, request),
    wish: wishOf(labs),
    ...defined({ budget: request.budget }),
    ...(broken === undefined
      ? {}
      : { removes: { stackId: broken.stack.stackId, status: broken.stack.status } }),
  };
}

function planChange(
  catalog: Catalog,
  request: StartRequest,
  place: StartPlace,
  { stack, notebookStatus, isIncomplete, undone = [] }: ExistingSandbox,
  now: Date,
): ChangePlan {
  const ids = [...new Set([...stack.labs, ...request.labs])];
  const labs = chooseLabs(catalog, ids);
  const addedLabs = ids.filter((id) => !stack.labs.includes(id));

  const type = request.type ?? stack.instanceType ?? typeOf(labs);
  // A volume grows and never shrinks (UpdateNotebookInstance, VolumeSizeInGB).
  const volumeGiB = Math.max(stack.volumeGiB ?? 0, largestVolume(labs));
  const idleMinutes = request.idleMinutes ?? stack.idleMinutes ?? defaultIdleMinutes;
  const keepEndpoints = request.keepEndpoints || stack.keepEndpoints;
  const budget = request.budget ?? stack.budget;
  const startsNotebook =
    notebookStatus === 'Stopped' || notebookStatus === 'Stopping' || notebookStatus === 'Failed';
  const resized = type !== stack.instanceType || volumeGiB !== stack.volumeGiB;
  const changed =
    addedLabs.length > 0 ||
    resized ||
    idleMinutes !== stack.idleMinutes ||
    keepEndpoints !== stack.keepEndpoints ||
    budget !== stack.budget;
  const lapsed = stack.stopsAt === undefined || stack.stopsAt <= now || hasEnded(stack);
  const renewed = startsNotebook || request.leaseTyped || lapsed;

  return {
    ...place,
    ...keptOf(stack),
    action: 'change',
    stackId: stack.stackId,
    labs: ids,
    type,
    volumeGiB,
    idleMinutes,
    keepEndpoints,
    lease: renewed ? renewedLease(stack, now, request) : leaseOf(stack, now, request),
    wish: wishOf(labs, { undone }),
    ...defined({ budget }),
    addedLabs,
    update: changed ? 'template' : renewed ? 'lease' : 'none',
    restartsNotebook: resized && !startsNotebook,
    startsNotebook,
    keepsType: request.type === undefined,
    putsWish: changed || renewed || isIncomplete,
  };
}

/** What only a class gives its sandboxes, and no change of one takes away. */
function keptOf({ class: group, startsAt, door }: SandboxStack) {
  return {
    ...defined({ class: group, startsAt, door }),
  };
}

/** A whole lease from now; what was promised for longer, as by `labs extend`, is kept. */
function renewedLease(stack: SandboxStack, now: Date, request: StartRequest): Lease {
  const fresh = leaseFrom(now, request);
  if (request.leaseTyped || hasEnded(stack)) return fresh;
  return {
    stopsAt: later(fresh.stopsAt, stack.stopsAt),
    removedAfter: later(fresh.removedAfter, stack.removedAfter),
  };
}

function later(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}

function leaseOf(stack: SandboxStack, now: Date, request: StartRequest): Lease {
  const fresh = leaseFrom(now, request);
  return {
    stopsAt: stack.stopsAt ?? fresh.stopsAt,
    removedAfter: stack.removedAfter ?? fresh.removedAfter,
  };
}

/** The type of the lab that asks for the most. */
function typeOf(labs: readonly Lab[]): string {
  return largestType(labs.map((lab) => lab.instance.type)) ?? usualType;
}

function largestVolume(labs: readonly Lab[]): number {
  return Math.max(...labs.map((lab) => lab.instance.gib));
}
