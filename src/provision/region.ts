import type { AmbientRegion } from '../aws/session.ts';
import { commonRegions } from '../catalog/catalog.ts';
import type { Lab } from '../catalog/schema.ts';
import { LabsError } from '../errors.ts';

/** The region of a plan, and what it replaces. */
export interface RegionChoice {
  readonly region: string;
  /** A region of profile or environment that the labs do not run in. */
  readonly replaces?: AmbientRegion;
}

/**
 * Where a sandbox goes.
 *
 * What was typed must be a region of all its labs; one that only comes from profile or environment
 * is replaced by the nearest of theirs, which the plan then says.
 *
 * @throws LabsError `region.unsupported` naming the regions that work, `region.none-in-common`
 */
export function chooseRegion(
  labs: readonly Lab[],
  typed: string | undefined,
  ambient: AmbientRegion | undefined,
): RegionChoice {
  const works = commonRegions(labs);
  const ids = labs.map((lab) => lab.id);
  const [first] = works;
  if (first === undefined) throw new LabsError('region.none-in-common', { labs: ids });
  if (typed !== undefined) {
    if (!works.includes(typed)) {
      throw new LabsError('region.unsupported', { region: typed, labs: ids, works });
    }
    return { region: typed };
  }
  if (ambient === undefined) return { region: first };
  if (works.includes(ambient.region)) return { region: ambient.region };
  return { region: nearestRegion(ambient.region, works), replaces: ambient };
}

/** Which parts of the world to look in, nearest first, by the first part of a region's name. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  ap: ['ap-', 'us-west-', 'us-'],
  eu: ['eu-', 'us-east-'],
  af: ['eu-', 'us-east-'],
  il: ['eu-', 'us-east-'],
  me: ['eu-', 'us-east-'],
  us: ['us-'],
  ca: ['us-east-', 'us-'],
  mx: ['us-east-', 'us-'],
  sa: ['us-east-', 'us-'],
};

function nearestRegion(from: string, works: readonly string[]): string {
  const prefixes = [from.replace(/\d+$/, ''), ...(neighbours[from.slice(0, 2)] ?? [])];
  for (const prefix of prefixes) {
    const near = works.find((region) => region.startsWith(prefix));
    if (near !== undefined) return near;
  }
  return works[0]!;
}
