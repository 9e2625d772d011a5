import { readHistory, readOpenings } from '../../aws/history.ts';
import type { History } from '../../aws/history.ts';
import type { Aws } from '../../aws/clients.ts';
import { listNotebooks } from '../../aws/notebooks.ts';
import { formerRents, observeEndpoint } from '../../aws/observe-endpoints.ts';
import { fetchPrices } from '../../aws/prices.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { OwnedThing } from '../../aws/tagged.ts';
import { listTaggedByAll } from '../../aws/tagged.ts';
import type { PriceLookup } from '../../cost/prices.ts';
import type { Rented } from '../../cost/observation.ts';
import { readReports } from '../scene.ts';
import type { Board } from './board.ts';
import { boardOf } from './board.ts';
import { spentOf } from './spent.ts';

/** Reads a class's board again and again; what changes slowly is not asked every time. */
export interface BoardReader {
  /**
   * Looks at members, each region once.
   *
   * @param members of one class, freshly listed
   * @throws what AWS answers where the notebooks cannot be listed
   */
  read(members: readonly SandboxStack[], now: Date): Promise<Board>;
  /**
   * What members have cost so far, in US dollars by name of the sandbox; see {@link spentOf}. Lists
   * and history of each region, no call for a member.
   */
  spent(members: readonly SandboxStack[], now: Date): Promise<ReadonlyMap<string, number>>;
}

/** CloudTrail tells of a call some minutes later (LookupEvents), and takes two requests a second. */
const slowMs = 5 * 60_000;

interface Slow {
  readonly at: number;
  readonly history: History | undefined;
  readonly opened: ReadonlyMap<string, Date> | undefined;
  readonly prices: PriceLookup;
}

/** What a reader works with, and what it keeps of each region. */
interface Reading {
  readonly aws: Aws;
  readonly signal: AbortSignal;
  readonly slow: Map<string, Slow>;
}

/** Members of one region, and when they are looked at. */
interface Place {
  readonly region: string;
  readonly members: readonly SandboxStack[];
  readonly now: Date;
}

export function createBoardReader(aws: Aws, group: string, signal: AbortSignal): BoardReader {
  const reading: Reading = { aws, signal, slow: new Map() };
  return {
    async spent(members, now) {
      const uses = await Promise.all(
        placesOf(members, now).map((place) => readUse(reading, place)),
      );
      return new Map(uses.flatMap(({ spent }) => [...spent]));
    },
    async read(members, now) {
      const views = await Promise.all(
        placesOf(members, now).map(async (place) => {
          const [use, reports] = await Promise.all([
            readUse(reading, place),
            readReports(aws, place.members),
          ]);
          return { ...use, reports };
        }),
      );
      return boardOf({
        group,
        at: now,
        members,
        notebooks: views.flatMap(({ notebooks }) => notebooks),
        reports: new Map(views.flatMap(({ reports }) => [...reports])),
        endpoints: allOf(views.map(({ endpoints }) => endpoints && countsOf(endpoints))),
        opened: allOf(views.map(({ opened }) => opened)),
        spent: allOf(views.map(({ spent }) => spent)),
      });
    },
  };
}

function placesOf(members: readonly SandboxStack[], now: Date): readonly Place[] {
  const regions = [...new Set(members.map(({ region }) => region))];
  return regions.map((region) => ({
    region,
    members: members.filter((stack) => stack.region === region),
    now,
  }));
}

async function readUse(reading: Reading, { region, members, now }: Place) {
  const { aws, signal } = reading;
  const [notebooks, tagged] = await Promise.all([
    listNotebooks(aws, region),
    listTaggedByAll(aws, region, ['endpoint'], signal).catch(() => undefined),
  ]);
  const names = new Set(members.map(({ name }) => name));
  const owned = tagged?.filter(({ sandbox }) => names.has(sandbox));
  const endpoints = owned && (await observeAll(aws, region, owned, now));
  const rented = [...(endpoints?.values() ?? [])].flat();
  const { history, opened, prices } = await readSlow(reading, { region, members, now }, rented);
  const spent = new Map(
    members.map((stack) => [
      stack.name,
      spentOf(
        {
          stack,
          notebook: notebooks.find(({ name }) => name === stack.notebook),
          events: history?.notebooks,
          rented: [
            ...(endpoints?.get(stack.name) ?? []),
            ...(history === undefined ? [] : formerRents(history, stack.name)),
          ],
        },
        prices,
        now,
      ),
    ]),
  );
  return { notebooks, endpoints, opened, spent };
}

async function readSlow(
  { aws, signal, slow }: Reading,
  { region, members, now }: Place,
  endpoints: readonly Rented[],
): Promise<Slow> {
  const known = slow.get(region);
  if (known !== undefined && now.getTime() - known.at < slowMs) return known;
  const since = new Date(Math.min(...members.map(({ createdAt }) => createdAt.getTime())));
  const unlessDenied = <T>(answer: Promise<T>) => answer.catch(() => undefined);
  const [history, opened] = await Promise.all([
    unlessDenied(readHistory(aws, region, since, signal)),
    unlessDenied(readOpenings(aws, region, since, signal)),
  ]);
  const types = [
    ...members.flatMap(({ instanceType }) => instanceType ?? []),
    ...endpoints.map(({ type }) => type),
    ...(history?.configs.flatMap(({ instances }) => instances.map(({ type }) => type)) ?? []),
  ];
  const prices = await fetchPrices(aws, region, types, now);
  const fresh = { at: now.getTime(), history, opened, prices };
  slow.set(region, fresh);
  return fresh;
}

/** What each sandbox's endpoints rent; those that are gone already are left out. */
async function observeAll(
  aws: Aws,
  region: string,
  endpoints: readonly OwnedThing[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Rented[]>> {
  const found = new Map<string, readonly Rented[]>();
  await Promise.all(
    endpoints.map(async ({ sandbox, name }) => {
      const rents = await observeEndpoint(aws, region, name, now);
      if (rents.length > 0) found.set(sandbox, [...(found.get(sandbox) ?? []), ...rents]);
    }),
  );
  return found;
}

function countsOf(rented: ReadonlyMap<string, readonly Rented[]>): ReadonlyMap<string, number> {
  return new Map(
    [...rented].map(([name, rents]) => [name, new Set(rents.map(({ id }) => id)).size]),
  );
}

/** The maps of all regions in one; null where one of them is missing. */
function allOf<T>(
  maps: readonly (ReadonlyMap<string, T> | undefined)[],
): ReadonlyMap<string, T> | null {
  const known = maps.flatMap((map) => (map === undefined ? [] : [map]));
  return known.length < maps.length ? null : new Map(known.flatMap((map) => [...map]));
}
