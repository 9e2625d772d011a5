import { defined } from '../defined.ts';
import type { Aws } from '../aws/clients.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { parameterDate } from '../sandbox/lease.ts';
import type { Sleep } from '../time/clock.ts';
import type { Receipt } from '../teardown/receipt.ts';
import { receiptExitCode } from '../teardown/receipt.ts';
import { unreachable } from '../teardown/unreachable.ts';
import type { Duty, Standing } from './duty.ts';
import { datesOf, dutyOf } from './duty.ts';
import type { WorkStep } from './keep-work.ts';
import { lookAtAll } from './look.ts';
import { noticeOf, tellLearner } from './notice.ts';
import type { RemoveWork } from './remove.ts';
import { removeAll, saveBefore } from './remove.ts';
import type { GuardReport, SandboxDeed } from './report.ts';
import { putDocument, putReport } from './report.ts';
import type { GuardSettings } from './settings.ts';
import type { StopWork, Stopped } from './stop.ts';
import { keyOf, stopAll } from './stop.ts';
import { tellTopic } from './topic.ts';

export interface GuardRunOptions {
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly sleep?: Sleep;
}

/** How long a run takes at most; the next one goes on. */
const longestMs = 10 * 60_000;

/** A sandbox, what it is due for, and what came of it. */
interface Case {
  readonly standing: Standing;
  readonly duty: Duty;
  told?: boolean;
  /** Why the learner could not be told. */
  untold?: string;
  work?: WorkStep;
  stopped?: Stopped;
  receipt?: Receipt;
  problem?: string;
}

/**
 * One run of the guard: moves every sandbox on by what it is due for, and never waits. What it does
 * is decided from AWS alone, and every step may be repeated: runs that overlap, or that are cut off,
 * do no harm. One sandbox's failure stops no other.
 *
 * @returns the report, which is in the guard's bucket then too
 */
export async function runGuard(
  aws: Aws,
  host: Host,
  settings: GuardSettings,
  options: GuardRunOptions,
): Promise<GuardReport> {
  const { limits, place, regions } = settings;
  const startedAt = options.now();
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(longestMs)]);
  const { standings, unreadable } = await lookAtAll(aws, regions, startedAt, signal);
  const cases = standings.map((standing): Case => {
    return { standing, duty: dutyOf(standing, limits, startedAt) };
  });
  await Promise.all([
    ...cases.map((one) => tell(aws, one, settings, startedAt)),
    stopDue(aws, cases, startedAt, signal),
    ...removals(cases).map(([one, work]) =>
      attempt(one, async () => {
        one.work = await saveBefore(aws, work, settings, startedAt);
      }),
    ),
  ]);
  await removeDue(aws, host, cases, settings, { ...options, signal });
  const report: GuardReport = {
    version: 1,
    startedAt: startedAt.toISOString(),
    endedAt: options.now().toISOString(),
    regions: [...regions],
    sandboxes: cases.map((one) => deedOf(one, settings)),
    unreadable: [...unreadable],
  };
  for (const { receipt } of cases) {
    if (receipt === undefined) continue;
    const key = `receipts/${report.startedAt}-${receipt.sandbox}.json`;
    await putDocument(aws, place, key, receipt);
  }
  await putReport(aws, place, report);
  await tellTopic(aws, settings, report).catch((error: unknown) => {
    const text = textOf(error);
    host.notify({ type: 'warning', message: message('guard.topic-failed', { text }) });
  });
  return report;
}

/** Does something for one sandbox; what fails is noted with it. */
async function attempt(one: Case, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    one.problem = textOf(error);
  }
}

/** Tells the learner; a notice that cannot be put holds up nothing. */
async function tell(aws: Aws, one: Case, { limits }: GuardSettings, now: Date): Promise<void> {
  const { standing, duty } = one;
  if (duty.do === 'wait' || (duty.do === 'remove' && duty.because === 'deletion')) return;
  try {
    one.told = await tellLearner(aws, standing.stack, noticeOf(standing, duty, limits, now));
  } catch (error) {
    one.untold = textOf(error);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

async function stopDue(
  aws: Aws,
  cases: readonly Case[],
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const works = cases.flatMap(({ standing, duty }): readonly StopWork[] =>
    duty.do === 'stop' ? [{ standing, duty }] : [],
  );
  const due = cases.filter(({ duty }) => duty.do === 'stop');
  await attemptAll(due, async () => {
    const stopped = await stopAll(aws, works, now, signal);
    for (const one of due) {
      const done = stopped.get(keyOf(one.standing.stack));
      if (done !== undefined) one.stopped = done;
    }
  });
}

async function removeDue(
  aws: Aws,
  host: Host,
  cases: readonly Case[],
  settings: GuardSettings,
  options: GuardRunOptions,
): Promise<void> {
  const ready = removals(cases).filter(
    ([{ work, problem }]) => problem === undefined && (work?.is === 'kept' || work?.is === 'none'),
  );
  const due = ready.map(([one]) => one);
  await attemptAll(due, async () => {
    const works = ready.map(([, work]) => work);
    const receipts = await removeAll(aws, host, works, settings, options);
    for (const receipt of receipts) {
      const one = due.find(
        ({ standing: { stack } }) =>
          stack.name === receipt.sandbox && stack.region === receipt.region,
      );
      if (one !== undefined) one.receipt = receipt;
    }
  });
}

async function attemptAll(cases: readonly Case[], work: () => Promise<void>): Promise<void> {
  if (cases.length === 0) return;
  const all: Case = { ...cases[0]! };
  await attempt(all, work);
  if (all.problem === undefined) return;
  for (const one of cases) one.problem = all.problem;
}

function removals(cases: readonly Case[]): readonly (readonly [Case, RemoveWork])[] {
  return cases.flatMap((one): readonly (readonly [Case, RemoveWork])[] => {
    const { standing, duty } = one;
    return duty.do === 'remove' ? [[one, { standing, duty }]] : [];
  });
}

/** What came of a sandbox, as the report has it. */
function deedOf(one: Case, { limits }: GuardSettings): SandboxDeed {
  const { standing, duty, told, untold, problem, stopped, work } = one;
  const { stack, spent } = standing;
  const dates = datesOf(standing, limits);
  const ended = stopped?.ended.map(({ type, id, problem: why }) => ({
    type,
    id,
    ...defined({ problem: why?.code }),
  }));
  return {
    name: stack.name,
    region: stack.region,
    ...outcomeOf(one),
    ...('because' in duty ? { because: duty.because } : {}),
    ...defined({ detail: problem }),
    ...(ended === undefined || ended.length === 0 ? {} : { ended }),
    ...(work?.is === 'kept' ? { work: work.key } : {}),
    ...(told === true ? { told } : {}),
    ...defined({ untold, usd: spent?.least }),
    ...(dates.stopsAt === undefined ? {} : { stopsAt: parameterDate(dates.stopsAt) }),
    removedAfter: parameterDate(dates.removedAfter),
  };
}

function outcomeOf({
  duty,
  problem,
  stopped,
  work,
  receipt,
}: Case): Pick<SandboxDeed, 'did' | 'detail'> {
  if (problem !== undefined) return { did: 'failed' };
  switch (duty.do) {
    case 'nothing':
      return { did: 'nothing' };
    case 'wait':
      return { did: 'waits', detail: duty.status };
    case 'stop': {
      const { ended = [], unknown = [] } = stopped ?? {};
      const bad = ended.filter((one) => one.problem !== undefined).map(({ id }) => id);
      if (bad.length + unknown.length === 0) {
        return { did: ended.length === 0 ? 'nothing' : 'stopped' };
      }
      return { did: 'failed', detail: [...bad, ...unknown].join(', ') };
    }
    case 'remove':
      return removalOf(work, receipt);
    default:
      return unreachable(duty);
  }
}

function removalOf(
  work: WorkStep | undefined,
  receipt: Receipt | undefined,
): Pick<SandboxDeed, 'did' | 'detail'> {
  if (work?.is === 'starting' || work?.is === 'asked') return { did: 'saving' };
  if (receipt === undefined || receiptExitCode([receipt]) === 0) return { did: 'removed' };
  const { left, unknown, kept } = receipt;
  const goesOn = left.some(({ reason }) => reason === 'interrupted');
  const detail = `${left.length} left, ${unknown.length} unknown, ${kept.length} kept`;
  return { did: goesOn ? 'removing' : 'failed', detail };
}
