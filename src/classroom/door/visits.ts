import { defined } from '../../defined.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import { stackStanding } from '../../provision/stack-status.ts';
import { hashOfCode } from './code.ts';
import type { Lane } from './lane.ts';
import { createLane } from './lane.ts';
import type { Access } from './access.ts';
import { sessionSeconds, accessOf } from './access.ts';
import type { Watch } from './watch.ts';

/** What a student at the door is told. */
export type Visit =
  | Exclude<Access, { is: 'open' } | { is: 'asleep' }>
  /** Waits until their notebook is started; so many are before them. */
  | { readonly is: 'starting'; readonly ahead: number }
  /** Waits for their link. */
  | { readonly is: 'turn'; readonly ahead: number }
  /** The link is there: {@link Visits.link} gives it. */
  | { readonly is: 'ready' }
  /** AWS did not answer as it should; asked again, it may. */
  | { readonly is: 'trouble' };

/** What the door does in AWS, each for one sandbox. */
export interface DoorActs {
  /** StartNotebookInstance. */
  start(stack: SandboxStack): Promise<void>;
  /** CreatePresignedNotebookInstanceUrl for a session of so many seconds. */
  presign(stack: SandboxStack, seconds: number): Promise<string>;
}

export interface VisitsOptions {
  readonly group: string;
  readonly watch: Watch;
  readonly acts: DoorActs;
  readonly now: () => number;
  /** Told of what went wrong in AWS. */
  readonly onTrouble: (error: unknown) => void;
  /** Milliseconds between two starts, and between two links. */
  readonly everyMs?: number;
}

/** The students at the door. */
export interface Visits {
  /** Whose code it is; undefined for nobody's, be it never given or taken back. */
  find(code: string): Promise<SandboxStack | undefined>;
  /** Goes on towards the notebook, as far as it goes now. */
  visit(stack: SandboxStack): Promise<Visit>;
  /** The link, once. */
  link(stack: SandboxStack): string | undefined;
  /** Students who wait for a start or a link. */
  waiting(): number;
}

/** AWS takes one StartNotebookInstance and one CreatePresignedNotebookInstanceUrl a second. */
const secondMs = 1_000;
/** A page asks every two seconds; one that has not for so long is closed. */
const patienceMs = 15_000;
/** A link works for five minutes. */
const linkMs = 4 * 60_000;
/** Stacks change rarely. */
const membersMs = 30_000;
const freshMs = 5_000;
/** A start that AWS took shows in its lists within this. */
const startMs = 60_000;
/** SageMaker may fail once to place an instance; a notebook that fails twice has another reason. */
const mostStarts = 2;

/** Makes the door's rooms: who is in them lives in the memory of this process. */
// oxlint-disable-next-line max-lines-per-function -- closures over two queues
export function createVisits(options: VisitsOptions): Visits {
  const { group, watch, acts, now, onTrouble, everyMs = secondMs } = options;
  const pace = { everyMs, patienceMs, now };
  const starts: Lane<true> = createLane({ ...pace, keepsMs: startMs });
  const links: Lane<string> = createLane({ ...pace, keepsMs: linkMs });
  const started = new Map<string, number>();

  async function start(stack: SandboxStack, at: number, hasFailed: boolean): Promise<Visit> {
    const { stackId } = stack;
    const times = started.get(stackId) ?? 0;
    if (hasFailed && times >= mostStarts) return { is: 'broken' };
    const turn = starts.ask(stackId, async () => {
      await acts.start(stack);
      started.set(stackId, times + 1);
      return true;
    });
    if (turn.is === 'failed') throw turn.error;
    if (turn.is === 'waiting') return { is: 'starting', ahead: turn.ahead };
    // A look that is newer than the start and still shows it stopped: it was stopped again.
    if (turn.is === 'done' && at > turn.at + freshMs) starts.forget(stackId);
    return { is: 'booting' };
  }

  function askForLink(stack: SandboxStack): Visit {
    const turn = links.ask(stack.stackId, () =>
      acts.presign(stack, sessionSeconds(stack.stopsAt, new Date(now()))),
    );
    if (turn.is === 'failed') throw turn.error;
    if (turn.is === 'done') return { is: 'ready' };
    return { is: 'turn', ahead: turn.is === 'waiting' ? turn.ahead : 0 };
  }

  async function look(stack: SandboxStack): Promise<Visit> {
    const { value: notebooks, at } = await watch.notebooks();
    const notebook = notebooks.get(stack.notebook ?? '');
    const report = notebook?.status === 'InService' ? await watch.report(stack) : undefined;
    const seen = {
      ...defined({ notebook, report }),
    };
    const access = accessOf(stack, seen, new Date(now()));
    if (access.is === 'asleep') return start(stack, at, notebook?.status === 'Failed');
    return access.is === 'open' ? askForLink(stack) : access;
  }

  return {
    async find(code) {
      const wanted = hashOfCode(group, code);
      const known = ({ door }: SandboxStack) => door === wanted;
      const found = (await watch.members(membersMs)).find(known);
      // One that is new, or still being made, is worth a fresh look.
      if (found !== undefined && stackStanding(found.status) !== 'busy') return found;
      return (await watch.members(freshMs)).find(known);
    },
    async visit(stack) {
      try {
        return await look(stack);
      } catch (error) {
        onTrouble(error);
        return { is: 'trouble' };
      }
    },
    link: ({ stackId }) => links.take(stackId),
    waiting: () => starts.size() + links.size(),
  };
}
