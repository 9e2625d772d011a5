import type { Catalog } from '../../catalog/catalog.ts';
import { padTo, widthOf } from '../../host/width.ts';
import type { Message } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { RegionChoice } from '../../provision/region.ts';
import type { ClassPlan, MemberPlan } from './class-plan.ts';
import type { ClassPrice } from './class-price.ts';
import { restsUntil, startOf } from './hour.ts';
import { staysIn } from './quota-needs.ts';
import type { QuotaRow } from './quota-table.ts';
import { roomFor } from './quota-table.ts';

/** What is known about a plan when it is shown. */
export interface ClassOutlook {
  readonly price: ClassPrice;
  readonly quotas: readonly QuotaRow[];
  readonly seconds: number;
  readonly choice: RegionChoice;
  /** The guard that looks after the account, if there is one. */
  readonly guard?: { readonly region: string };
}

/** A class's plan as an instructor reads it, in order. */
export function describeClassPlan(
  plan: ClassPlan,
  catalog: Catalog,
  outlook: ClassOutlook,
  now: Date,
): readonly Message[] {
  const { group, region, account, members } = plan;
  const { choice } = outlook;
  const students = members.filter(staysIn).length;
  return [
    message('class.plan-title', { group, students, region, account }),
    ...catalog
      .filter(({ id }) => plan.labs.includes(id))
      .map(({ id, title }) =>
        message('start.lab', {
          id,
          titleEn: title.en,
          titleKo: title.ko,
          added: addsLab(plan, id),
        }),
      ),
    ...describeMembers(plan),
    ...describePrice(plan, outlook.price, now),
    ...describeTimes(plan, outlook.guard, now),
    ...(choice.replaces === undefined
      ? []
      : [message('start.region-replaced', { ...choice.replaces, to: choice.region })]),
    ...(isAtWork(plan) ? [message('class.plan-takes', { seconds: outlook.seconds })] : []),
    ...describeQuotas(plan, outlook.quotas),
  ];
}

function addsLab({ members }: ClassPlan, lab: string): boolean {
  return members.some(
    (member) =>
      member.action === 'create' ||
      (member.action === 'change' && member.plan.addedLabs.includes(lab)),
  );
}

/** Whether a plan does anything at all. */
export function isAtWork({ members }: ClassPlan): boolean {
  return members.some(({ action }) => ['create', 'change', 'remove'].includes(action));
}

function describeMembers(plan: ClassPlan): readonly Message[] {
  const { members, group } = plan;
  const of = <A extends MemberPlan['action']>(action: A) =>
    members.filter(
      (member): member is Extract<MemberPlan, { action: A }> => member.action === action,
    );
  const idsOf = (some: readonly MemberPlan[]) => some.map(({ id }) => id);
  const made = of('create');
  const changes = of('change');
  const starts = changes.filter((member) => member.plan.startsNotebook);
  const restarts = changes.filter((member) => member.plan.restartsNotebook);
  const others = changes.filter((member) => !starts.includes(member) && !restarts.includes(member));
  const blocked = of('blocked');
  const keeps = of('keep').length;
  const line = (some: readonly MemberPlan[], say: (ids: readonly string[]) => Message) =>
    some.length === 0 ? [] : [say(idsOf(some))];
  const names = (why: 'not-ours' | 'unusable') =>
    blocked.filter((member) => member.why === why).map(({ name }) => name);
  return [
    ...(made.length === 0
      ? []
      : [message('class.plan-makes', { count: made.length, sizes: sizesOf(made) })]),
    ...line(
      made.filter((member) => member.plan.removes !== undefined),
      (ids) => message('class.plan-remakes', { ids }),
    ),
    ...line(others, (ids) => message('class.plan-changes', { ids })),
    ...line(starts, (ids) => message('class.plan-starts', { ids })),
    ...line(restarts, (ids) => message('class.plan-restarts', { ids })),
    ...(keeps === 0 ? [] : [message('class.plan-keeps', { count: keeps })]),
    ...line(of('remove'), (ids) => message('class.plan-removes', { ids })),
    ...line(of('extra'), (ids) => message('class.plan-extra', { ids })),
    ...(names('not-ours').length === 0
      ? []
      : [message('class.plan-not-ours', { names: names('not-ours') })]),
    ...(names('unusable').length === 0
      ? []
      : [message('class.plan-unusable', { names: names('unusable'), group })]),
    ...(isAtWork(plan) ? [] : [message('class.plan-nothing')]),
  ];
}

function sizesOf(made: readonly Extract<MemberPlan, { action: 'create' }>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { plan } of made) {
    const size = `${plan.type}, ${plan.volumeGiB} GiB`;
    counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  return counts.size === 1
    ? [...counts.keys()]
    : [...counts].map(([size, count]) => `${count} x ${size}`);
}

function describePrice(
  { lease, hour, region, members }: ClassPlan,
  price: ClassPrice,
  now: Date,
): readonly Message[] {
  if (price.students === 0) return [];
  const { running, stopped, source, isEstimate, lease: leasePrice, term, rentedMost } = price;
  if (running === null || leasePrice === null || term === null) {
    const types = members.flatMap((member) =>
      member.action === 'create' ? [member.plan.type] : [],
    );
    return [message('class.plan-price-unknown', { types: [...new Set(types)], region })];
  }
  const from = hour === undefined ? now : startOf(hour, 0);
  const leaseMs = lease.stopsAt.getTime() - from.getTime();
  return [
    message('class.plan-price', { running, stopped, source, isEstimate }),
    message('class.plan-term', {
      lease: leasePrice,
      leaseMs,
      term,
      removedAfter: lease.removedAfter,
    }),
    ...(rentedMost === 0 ? [] : [message('class.plan-rents', { usd: rentedMost })]),
  ];
}

function describeTimes(
  { group, lease, hour, members }: ClassPlan,
  guard: ClassOutlook['guard'],
  now: Date,
): readonly Message[] {
  const planned = members.flatMap((member) =>
    member.action === 'create' || member.action === 'change' ? [member.plan] : [],
  );
  const [first] = planned;
  if (first === undefined) return [];
  return [
    ...(hour === undefined
      ? []
      : [
          message('class.plan-begins', {
            beginsAt: hour.beginsAt,
            startsAt: startOf(hour, 0),
            timeZone: hour.timeZone,
            rests: restsUntil(hour, now),
          }),
        ]),
    message('class.plan-stops', { stopsAt: lease.stopsAt, idleMinutes: first.idleMinutes }),
    guard === undefined
      ? message('class.plan-guard-none', { group })
      : message('start.guard-there', {
          region: guard.region,
          // A sandbox that was there before keeps what it was promised; the first to go counts.
          removedAfter: earliest(planned.map((plan) => plan.lease.removedAfter)),
        }),
  ];
}

function earliest(dates: readonly Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())));
}

function describeQuotas(
  { members, group }: ClassPlan,
  rows: readonly QuotaRow[],
): readonly Message[] {
  if (rows.length === 0) return [];
  // What is short, what is not known, and what most first classes fail on; the rest is counted.
  const shown = rows.filter(
    (row, at) => at < 3 || row.isShort || row.limit === null || row.limit === 'none',
  );
  const sums = shown.map(sumOf);
  const width = Math.max(...sums.map(widthOf));
  const wanted = members.filter(({ action }) => action === 'create').length;
  const room = roomFor(rows, wanted);
  return [
    message('class.quota-title'),
    ...shown.map(({ isShort, name, code = '', ask, ...row }, at) =>
      message('class.quota-row', {
        mark: isShort ? '✗' : typeof row.limit === 'number' ? '✓' : '?',
        sum: padTo(sums[at] ?? '', width),
        name,
        code,
        ask,
        isWork: row.for === 'work',
      }),
    ),
    ...(shown.length === rows.length
      ? []
      : [message('class.quota-rest', { count: rows.length - shown.length })]),
    ...(room === undefined ? [] : [message('class.quota-room', { room, wanted, group })]),
    ...(room === undefined && rows.some(({ isShort }) => isShort)
      ? [message('class.quota-work', { group })]
      : []),
  ];
}

function sumOf({ inUse, needed, limit, isShort }: QuotaRow): string {
  const sum = inUse === null ? `${needed}` : `${inUse} + ${needed}`;
  if (limit === null) return `${sum} ≤ ?`;
  return limit === 'none' ? `${sum} ≤ –` : `${sum} ${isShort ? '>' : '≤'} ${limit}`;
}
