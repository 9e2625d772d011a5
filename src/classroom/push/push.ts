import type { Aws } from '../../aws/clients.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { wishOf } from '../../catalog/catalog.ts';
import type { LabContent } from '../../catalog/content.ts';
import { wishedContents } from '../../sandbox/wish.ts';
import type { Arrival, Journey } from '../run/step.ts';
import { hookWish, journeyOf } from '../journeys.ts';
import { bringStep } from '../steps/bring.ts';
import { cloneStep } from '../steps/clone.ts';
import type { Told } from '../steps/tell.ts';
import { tellStep } from '../steps/tell.ts';
import type { PackedFolder } from './pack-folder.ts';

export interface PushOptions {
  readonly catalog: Catalog;
  /** A folder of the instructor's, if one is brought. */
  readonly folder?: PackedFolder;
  /** What the labs bring themselves. */
  readonly contents: readonly LabContent[];
  /** Notebooks that run, by name; the others take it in when they are started. */
  readonly running: ReadonlySet<string>;
  readonly now: Date;
}

/**
 * Brings every member what its labs are in the catalog now, and a folder of the instructor's. The
 * agents merge: a file that a student has changed stays theirs.
 */
export function pushJourneys(
  aws: Aws,
  members: readonly SandboxStack[],
  { catalog, folder, contents, running, now }: PushOptions,
): readonly Journey[] {
  return members.map((stack) => {
    const labs = catalog.filter(({ id }) => stack.labs.includes(id));
    const told: Told = {};
    const brought = [
      ...contents.filter(({ lab }) => stack.labs.includes(lab)),
      ...(folder === undefined ? [] : [folder]),
    ];
    const telling = {
      wish: wishOf(labs),
      contents: wishedContents(brought),
      settings: { askedAt: now.toISOString() },
    };
    return journeyOf(stack, [
      ...(brought.length === 0 ? [] : [bringStep(aws, brought)]),
      tellStep(aws, telling, hookWish(catalog), told),
      ...(running.has(stack.notebook ?? '') ? [cloneStep([], told)] : []),
    ]);
  });
}

/** Files that a student has changed, so that their new edition was held back. */
export interface Conflict {
  readonly id: string;
  /** Paths, folder first. */
  readonly kept: readonly string[];
}

/** Who has files of their own in the way of a push; pure. */
export function conflictsIn(arrivals: readonly Arrival[]): readonly Conflict[] {
  return arrivals.flatMap(({ id, seen }) => {
    const kept = (seen.report?.repos ?? []).flatMap(({ dir, kept: paths = [] }) =>
      paths.map((path) => `${dir}/${path}`),
    );
    return kept.length === 0 ? [] : [{ id, kept }];
  });
}

/** A folder that a student did not get. */
export interface Miss {
  readonly id: string;
  readonly dir: string;
  /** Whether something of the student's has its name, which trying again does not change. */
  readonly isTaken: boolean;
  /** What the agent says, in English. */
  readonly error: string;
}

/** Who was reached and yet did not get a folder; pure. */
export function missesIn(arrivals: readonly Arrival[]): readonly Miss[] {
  return arrivals.flatMap(({ id, is, seen }) =>
    (is === 'ready' ? (seen.report?.repos ?? []) : []).flatMap(({ dir, state, error = '' }) =>
      // The agent's words for it: labs_prepare/repos.py.
      state === 'failed' ? [{ id, dir, isTaken: error.includes('is not from labs'), error }] : [],
    ),
  );
}
