import { defined } from '../defined.ts';
import { LabsError } from '../errors.ts';
import type { Wish, WishedFixup, WishedRuntime } from '../sandbox/wish.ts';
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

/** What a sandbox with these labs should have cloned: all that an instance's hook has room for. */
export function cloneWishOf(labs: readonly Lab[]): Wish {
  return {
    version: 1,
    repos: labs.flatMap((lab) => lab.repos.map((repo) => ({ lab: lab.id, ...definedOf(repo) }))),
  };
}

/**
 * What a sandbox with these labs should have.
 *
 * @param options.undone ids of labs whose fixups their owner took back
 * @param options.answers whether exercises are answered, as for a rehearsal
 */
export function wishOf(
  labs: readonly Lab[],
  options: { readonly undone?: readonly string[]; readonly answers?: boolean } = {},
): Wish {
  const undone = labs.map(({ id }) => id).filter((id) => options.undone?.includes(id));
  const runtimes = labs.flatMap(runtimesOf);
  const fixups = labs
    .filter(({ id }) => !undone.includes(id))
    .flatMap((lab) => fixupsOf(lab, options.answers ?? false));
  return {
    ...cloneWishOf(labs),
    ...(runtimes.length === 0 ? {} : { runtimes }),
    ...(fixups.length === 0 ? {} : { fixups }),
    ...(undone.length === 0 ? {} : { undone }),
  };
}

/** Whether a lab has an environment of its own, and not what the instance comes with. */
export function hasOwnKernel({ runtime }: Lab): boolean {
  return Object.keys(runtime.packages).length > 0;
}

/** The kernel that a lab's notebooks run in. */
export function kernelOf(lab: Lab): string {
  return hasOwnKernel(lab) ? `labs-${lab.id}` : lab.runtime.kernel;
}

/** The kernel of the notebooks that a lab brings itself. */
export function contentKernelOf(lab: Lab): string {
  return `labs-${lab.id}-own`;
}

function runtimesOf(lab: Lab): readonly WishedRuntime[] {
  const { kernel, aliases, python, packages } = lab.runtime;
  const names = [...new Set([kernel, ...aliases])];
  const theirs = { python, packages, names, kernel: kernelOf(lab), title: `${lab.id} (labs)` };
  const ours = lab.content && {
    ...lab.content.runtime,
    names: [],
    kernel: contentKernelOf(lab),
    title: `${lab.id} (labs, own)`,
  };
  return [
    ...(hasOwnKernel(lab) ? [{ lab: lab.id, ...theirs }] : []),
    ...(ours === undefined ? [] : [{ lab: lab.id, ...ours }]),
  ];
}

function fixupsOf(lab: Lab, answers: boolean): readonly WishedFixup[] {
  const kernels = hasOwnKernel(lab)
    ? lab.notebooks.map(({ path }) => ({ lab: lab.id, path, kernel: kernelOf(lab) }))
    : [];
  const own = (lab.content?.notebooks ?? []).map(({ path }) => ({
    lab: lab.id,
    path,
    kernel: contentKernelOf(lab),
  }));
  const texts = lab.fixups
    .filter(({ answer }) => answers || !answer)
    .map(({ file, cell, find, replace }) => ({
      lab: lab.id,
      path: file,
      ...defined({ cell }),
      find,
      replace,
    }));
  return [...kernels, ...own, ...texts];
}

function definedOf({ url, commit, dir, sparse }: Lab['repos'][number]) {
  return { url, commit, dir, ...defined({ sparse }) };
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
