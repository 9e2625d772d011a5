import { defined } from '../defined.ts';
import type { Report } from '../sandbox/report.ts';
import type { Rents } from '../aws/observe-rents.ts';
import type { PriceLookup } from '../cost/prices.ts';
import { storagePerHour } from '../cost/prices.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { parameterDate } from '../sandbox/lease.ts';
import type { WishedRepo } from '../sandbox/wish.ts';
import type { ObservedSandbox } from './observe.ts';
import { stackStanding } from './stack-status.ts';

/** A repository as `start` and `status` print it. */
export interface RepoView {
  readonly lab: string;
  readonly url: string;
  readonly dir: string;
  readonly commit: string | null;
  readonly state: 'cloned' | 'pending' | 'failed';
  readonly error?: string;
}

/** The kernel of a lab that has one of its own. */
export interface KernelView {
  readonly lab: string;
  readonly kernel: string;
  readonly state: 'preparing' | 'ready' | 'failed';
  /** The Python it has, such as `3.10.13`. */
  readonly python?: string;
  readonly error?: string;
}

/** What bills beside a notebook. */
interface BesideView {
  readonly type: 'endpoint' | 'training-job' | 'processing-job' | 'transform-job';
  readonly id: string;
  readonly instanceType: string;
  readonly count: number;
  /** US dollars of all of its instances; null where no price is known. */
  readonly pricePerHour: number | null;
}

/** A sandbox as `start` and `status` print it with `--json`. */
export interface SandboxView {
  readonly name: string;
  readonly owner: string;
  readonly class: string | null;
  /** The stack's name, by which CloudFormation finds it. */
  readonly stack: string;
  readonly stackId: string;
  readonly stackStatus: string;
  readonly account: string;
  readonly region: string;
  readonly bucket: string | null;
  /** The execution role's ARN. */
  readonly role: string | null;
  readonly notebook: {
    readonly name: string;
    readonly arn: string;
    readonly status: string;
    readonly type: string;
    /** Where the files are; on the local AWS only. */
    readonly home?: string;
  } | null;
  readonly labs: readonly string[];
  readonly repos: readonly RepoView[];
  /** When the notebook started, where it runs and its agent has not said anything yet. */
  readonly noReportSince?: string;
  readonly kernels: readonly KernelView[];
  /** Fixups that were left out. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  readonly stopsAt: string | null;
  readonly removedAfter: string | null;
  readonly idleMinutes: number | null;
  /** What bills beside the notebook, where it was looked for; null where AWS did not tell. */
  readonly besides?: readonly BesideView[] | null;
  /**
   * What it bills now: notebook while it runs, volume always, and `besides`; null where a part of it
   * is not known.
   */
  readonly pricePerHour: number | null;
  readonly url?: string;
}

/** Statuses in which a notebook instance does not bill for its instance type. */
const notBilled = new Set(['Stopped', 'Failed', 'Deleting']);

/**
 * A sandbox as it is printed; pure.
 *
 * @param extra `wished`: what its labs want cloned, of which the agent may not have spoken yet
 */
export function viewOf(
  { stack, notebook, report }: ObservedSandbox,
  lookup: PriceLookup,
  extra: {
    readonly url?: string;
    readonly home?: string;
    readonly rents?: Rents;
    readonly wished?: readonly WishedRepo[];
  } = {},
): SandboxView {
  const besides = extra.rents && besidesOf(stack.region, extra.rents, lookup);
  const type = notebook?.type ?? stack.instanceType ?? '';
  return {
    name: stack.name,
    owner: stack.owner,
    class: stack.class ?? null,
    stack: stack.name,
    stackId: stack.stackId,
    stackStatus: stack.status,
    account: stack.account,
    region: stack.region,
    bucket: stack.bucket ?? null,
    role: stack.role ?? null,
    notebook:
      notebook === undefined
        ? null
        : {
            name: notebook.name,
            arn: notebook.arn,
            status: notebook.status,
            type,
            ...defined({ home: extra.home }),
          },
    labs: stack.labs,
    repos: reposOf(report, extra.wished ?? []),
    ...(report === undefined && notebook?.status === 'InService'
      ? { noReportSince: parameterDate(notebook.modifiedAt ?? stack.createdAt) }
      : {}),
    kernels: (report?.runtimes ?? []).map(({ lab, kernel, state, python, error }) => ({
      lab,
      kernel,
      state,
      ...defined({ python, error }),
    })),
    skipped: skippedOf(report),
    stopsAt: stack.stopsAt === undefined ? null : parameterDate(stack.stopsAt),
    removedAfter: stack.removedAfter === undefined ? null : parameterDate(stack.removedAfter),
    idleMinutes: report?.idleMinutes ?? null,
    ...defined({ besides }),
    pricePerHour: total([
      hasFailed(stack) && notebook === undefined
        ? priceOfRest(stack)
        : pricePerHour(stack.region, type, notebook?.status, stack.volumeGiB, lookup),
      ...(besides === null ? [null] : (besides ?? []).map((one) => one.pricePerHour)),
    ]),
    ...defined({ url: extra.url }),
  };
}

/** What the report says of each repository, and those that it does not speak of yet. */
function reposOf(report: Report | undefined, wished: readonly WishedRepo[]): SandboxView['repos'] {
  const told = (report?.repos ?? []).map(({ lab, url, dir, commit, state, error }) => ({
    lab,
    url,
    dir,
    commit,
    state,
    ...defined({ error }),
  }));
  const pending = wished.filter(({ dir }) => told.every((repo) => repo.dir !== dir));
  return [
    ...told,
    ...pending.map(({ lab, url, dir }) => ({
      lab,
      url,
      dir,
      commit: null,
      state: 'pending' as const,
    })),
  ];
}

function skippedOf(report: Report | undefined): SandboxView['skipped'] {
  return (report?.fixups ?? [])
    .filter(({ state }) => state === 'skipped')
    .map(({ path, cell, why = '?' }) => ({
      path: cell === undefined ? path : `${path} [${cell}]`,
      why,
    }));
}

/** Whether a stack can only be removed. */
function hasFailed({ status }: SandboxStack): boolean {
  return ['replaceable', 'unusable'].includes(stackStanding(status));
}

/** What a failed stack bills without its notebook; null where nothing says that there is none. */
function priceOfRest({ status, notebook }: SandboxStack): number | null {
  return status === 'ROLLBACK_COMPLETE' || notebook !== undefined ? 0 : null;
}

function pricePerHour(
  region: string,
  type: string,
  status: string | undefined,
  gib: number | undefined,
  lookup: PriceLookup,
): number | null {
  const storage = storagePerHour(region, gib ?? 0);
  if (status === undefined || notBilled.has(status)) return storage;
  const price = lookup(region, 'notebook', type);
  return price === undefined ? null : price.usdPerHour + storage;
}

function besidesOf(
  region: string,
  rents: Rents,
  lookup: PriceLookup,
): readonly BesideView[] | null {
  if ('unknown' in rents) return null;
  return rents.rented.flatMap(({ kind, id, use, type: instanceType, count }) => {
    if (kind === 'notebook') return [];
    const price = lookup(region, use, instanceType);
    const usd = price === undefined ? null : rounded(price.usdPerHour * count);
    return [{ type: kind, id, instanceType, count, pricePerHour: usd }];
  });
}

function total(parts: readonly (number | null)[]): number | null {
  const known = parts.filter((part) => part !== null);
  return known.length < parts.length ? null : rounded(known.reduce((sum, part) => sum + part, 0));
}

function rounded(usd: number): number {
  return Number(usd.toFixed(6));
}
