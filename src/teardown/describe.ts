import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { sum } from './look.ts';
import type { SandboxPlan, TeardownPlan } from './plan.ts';
import { hasWork } from './plan.ts';
import { sweepers } from './registry.ts';
import type { Sweeper } from './sweeper.ts';
import type { Thing } from './thing.ts';
import { isUnproved } from './world.ts';

/** The lines of a plan, to be read before the question. */
export function describePlan(plan: TeardownPlan): readonly Message[] {
  const shown = plan.sandboxes.filter(hasWork);
  const pricePerHour = sum(
    shown.flatMap(({ things }) => things).map((thing) => thing.pricePerHour),
  );
  return [
    ...shown.flatMap(describeSandbox),
    ...(pricePerHour === 0 ? [] : [message('down.plan-price', { pricePerHour })]),
  ];
}

function describeSandbox({ facts, things, unknown, strays }: SandboxPlan): readonly Message[] {
  const { name: sandbox, region, account } = facts;
  const ours = things.filter((thing) => !isUnproved(thing));
  return [
    message('down.plan-title', { sandbox, region, account }),
    ...sweepers
      .filter(({ isLog }) => isLog === undefined)
      .flatMap((sweeper) => describeType(sweeper, ours)),
    // More of them come to light when what writes them has stopped.
    ...(ours.length > 0 ? [message('down.plan-logs')] : []),
    ...things.filter(isUnproved).map((thing) => message('down.kept', { ...thing, isPlan: true })),
    ...strays.map((id) => message('down.left-other', { id, isPlan: true })),
    ...unknown.map(({ type, problem }) =>
      message('down.unknown', { type, detail: `${problem.code}: ${problem.text}`, isPlan: true }),
    ),
  ];
}

function describeType({ type, plan, record }: Sweeper, all: readonly Thing[]): readonly Message[] {
  const things = all.filter((thing) => thing.type === type);
  const records = things.filter(({ stage }) => stage === 'record');
  const running = things.filter(({ stage }) => stage === 'running' || stage === 'changing');
  const rest = things.filter((thing) => !records.includes(thing) && !running.includes(thing));
  const lines: Message[] = [];
  if (running.length > 0) lines.push(describeRunning(running, type, plan));
  if (rest.length > 0) lines.push(message('down.plan-deletes', { type, ...totalOf(rest) }));
  if (records.length > 0) {
    const named = { type, ids: records.map(({ id }) => id) };
    lines.push(
      record === 'shared'
        ? message('down.shared', { ...named, isPlan: true })
        : message('down.plan-records', named),
    );
  }
  return lines;
}

function describeRunning(
  running: readonly Thing[],
  type: ResourceType,
  plan: NonNullable<Sweeper['plan']> | 'stops' = 'stops',
): Message {
  const { ids, pricePerHour } = totalOf(running);
  if (plan === 'empties') return message('down.plan-empties', { type, ids });
  return message(`down.plan-${plan}`, { type, ids, pricePerHour });
}

function totalOf(things: readonly Thing[]): {
  ids: readonly string[];
  pricePerHour: number | null;
} {
  return {
    ids: things.map(({ id }) => id),
    pricePerHour: sum(things.map(({ pricePerHour }) => pricePerHour)),
  };
}
