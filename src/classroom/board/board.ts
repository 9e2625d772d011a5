import type { NotebookSummary } from '../../aws/notebooks.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import type { Report } from '../../sandbox/report.ts';

/** Where a student's sandbox stands, as an instructor asks for it. */
export const standings = [
  'running',
  'starting',
  'making',
  'stopping',
  'stopped',
  'leaving',
  'failed',
] as const;
export type Standing = (typeof standings)[number];

/** What an account shows of a class; what could not be read is null. */
export interface BoardFacts {
  readonly group: string;
  readonly at: Date;
  readonly members: readonly SandboxStack[];
  readonly notebooks: readonly NotebookSummary[];
  /** By name of the sandbox. */
  readonly reports: ReadonlyMap<string, Report>;
  /** How many there are, by name of the sandbox. */
  readonly endpoints: ReadonlyMap<string, number> | null;
  /** When each notebook instance was last opened, by its name. */
  readonly opened: ReadonlyMap<string, Date> | null;
  /** US dollars so far, by name of the sandbox. */
  readonly spent: ReadonlyMap<string, number> | null;
}

/** A student's line. */
export interface BoardRow {
  /** The student's id. */
  readonly id: string;
  /** The sandbox's name. */
  readonly name: string;
  readonly region: string;
  readonly standing: Standing;
  /** What AWS calls it: the status of the stack while that changes, else the notebook's. */
  readonly status: string;
  /** ISO 8601; null where it never was, or it is not known. */
  readonly openedAt: string | null;
  /** Null while there is work, and where no agent has said anything. */
  readonly idleMinutes: number | null;
  readonly repos: RepoCounts;
  /** First of the reasons why repositories are not there. */
  readonly problem: string | null;
  readonly endpoints: number | null;
  readonly spentUsd: number | null;
  readonly stopsAt: string | null;
  /** When a schedule starts its notebook. */
  readonly startsAt: string | null;
}

interface RepoCounts {
  readonly cloned: number;
  readonly failed: number;
  readonly pending: number;
}

/** A class at a moment, from the account alone; a plain value. */
export interface Board {
  readonly group: string;
  /** ISO 8601. */
  readonly at: string;
  readonly students: number;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Students who have opened their notebook; null where CloudTrail could not be read. */
  readonly opened: number | null;
  readonly endpoints: number | null;
  /** US dollars so far, of notebooks, disks and endpoints. */
  readonly spentUsd: number | null;
  readonly rows: readonly BoardRow[];
}

/** Reads facts as a board; pure. */
export function boardOf(facts: BoardFacts): Board {
  const notebooks = new Map(facts.notebooks.map((notebook) => [notebook.name, notebook]));
  const rows = facts.members.map((stack) => rowOf(stack, notebooks, facts));
  const count = (standing: Standing) => rows.filter((row) => row.standing === standing).length;
  return {
    group: facts.group,
    at: facts.at.toISOString(),
    students: rows.length,
    counts: Object.fromEntries(standings.map((one) => [one, count(one)])) as Board['counts'],
    opened: facts.opened === null ? null : rows.filter(({ openedAt }) => openedAt !== null).length,
    endpoints: sum(rows.map(({ endpoints }) => endpoints)),
    spentUsd: sum(rows.map(({ spentUsd }) => spentUsd)),
    rows,
  };
}

function rowOf(
  stack: SandboxStack,
  notebooks: ReadonlyMap<string, NotebookSummary>,
  facts: BoardFacts,
): BoardRow {
  const notebook = notebooks.get(stack.notebook ?? '');
  const report = facts.reports.get(stack.name);
  const standing = standingOf(stack.status, notebook?.status);
  const states = report?.repos.map(({ state }) => state) ?? [];
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const isOfStack = standing === 'making' || standing === 'leaving' || notebook === undefined;
  return {
    id: stack.owner,
    name: stack.name,
    region: stack.region,
    standing,
    status: isOfStack ? stack.status : notebook.status,
    openedAt: facts.opened?.get(stack.notebook ?? '')?.toISOString() ?? null,
    idleMinutes: standing === 'running' ? (report?.idleMinutes ?? null) : null,
    repos: { cloned: count('cloned'), failed: count('failed'), pending: count('pending') },
    problem: report?.repos.find(({ error }) => error !== undefined)?.error ?? null,
    endpoints: facts.endpoints === null ? null : (facts.endpoints.get(stack.name) ?? 0),
    spentUsd: facts.spent?.get(stack.name) ?? null,
    stopsAt: stack.stopsAt?.toISOString() ?? null,
    startsAt: stack.startsAt?.toISOString() ?? null,
  };
}

const ofNotebook: Readonly<Record<string, Standing>> = {
  InService: 'running',
  Pending: 'starting',
  Updating: 'starting',
  PendingMaintenance: 'starting',
  InMaintenance: 'starting',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Deleting: 'leaving',
  Failed: 'failed',
};

/** Where a sandbox stands, by CloudFormation's status and SageMaker's; pure. */
export function standingOf(stack: string, notebook: string | undefined): Standing {
  const standing = stackStanding(stack);
  if (standing === 'going' || stack === 'ROLLBACK_IN_PROGRESS') return 'leaving';
  if (stack === 'CREATE_IN_PROGRESS' || stack === 'REVIEW_IN_PROGRESS') return 'making';
  if (standing === 'replaceable' || standing === 'unusable') return 'failed';
  return ofNotebook[notebook ?? ''] ?? 'failed';
}

function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>(
    (total, part) => (total === null || part === null ? null : total + part),
    0,
  );
}
