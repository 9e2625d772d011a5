import { LabsError } from '../errors.ts';
import type { Wish } from '../sandbox/wish.ts';
import { nearest } from './nearest.ts';
import type { Lab } from './schema.ts';

/** The labs, in the order of the study list. */
export type Catalog = readonly Lab[];

/**
 * The labs of the given ids, each once, in the order given.
 *
 * @throws LabsError `lab.unknown` with the nearest names
 */
export function chooseLabs(catalog: Catalog, ids: readonly string[]): readonly Lab[] {
  return [...new Set(ids)].map((id) => {
    const lab = catalog.find((candidate) => candidate.id === id);
    if (lab !== undefined) return lab;
    throw new LabsError('lab.unknown', {
      id,
      near: nearest(
        id,
        catalog.map((candidate) => candidate.id),
      ),
    });
  });
}

/** What a sandbox with these labs should have. */
export function wishOf(labs: readonly Lab[]): Wish {
  return {
    version: 1,
    repos: labs.flatMap((lab) => lab.repos.map((repo) => ({ lab: lab.id, ...definedOf(repo) }))),
  };
}

function definedOf({ url, commit, dir, sparse }: Lab['repos'][number]) {
  return { url, commit, dir, ...(sparse === undefined ? {} : { sparse }) };
}

/** Every region that some lab of the catalog runs in. */
export function regionsOf(catalog: Catalog): readonly string[] {
  return [...new Set(catalog.flatMap((lab) => lab.regions))];
}

/** The regions that all of these labs run in, in the first one's order. */
export function commonRegions(labs: readonly Lab[]): readonly string[] {
  const [first, ...rest] = labs;
  return (first?.regions ?? []).filter((region) =>
    rest.every((lab) => lab.regions.includes(region)),
  );
}
