import type { NotebookSummary } from '../../aws/notebooks.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { BothLangs } from '../../messages/text.ts';
import type { Report } from '../../sandbox/report.ts';
import type { StepName } from '../../messages/class-steps.ts';

/** What the last looks showed of a sandbox. */
export interface Seen {
  readonly stack?: SandboxStack;
  readonly notebook?: NotebookSummary;
  readonly report?: Report;
}

/** What can be looked at: lists that show all sandboxes at once, and each one's own report. */
export type Sight = keyof Seen;

/** What a step remembers of what it did. */
export interface Memory {
  /** Acts that AWS has answered. */
  readonly acts: number;
  /** Milliseconds since the step was first asked. */
  readonly elapsedMs: number;
}

/**
 * What is to be done now.
 *
 * `do`: acts, and is asked again after it, after a fresh look where it looks at anything; `busies`:
 * CloudFormation then works on the stack's resources, of which an account has so many at a time.
 * `failed` with `forAll`: whoever has not begun the same step would fail for the same reason.
 */
export type Verdict =
  | { readonly is: 'done' }
  | { readonly is: 'wait' }
  | { readonly is: 'do'; readonly act: () => Promise<void>; readonly busies?: true }
  | { readonly is: 'failed'; readonly reason: BothLangs; readonly forAll?: boolean };

/** A step on one sandbox's way; what it does is idempotent, for answers get lost. */
export interface Step {
  readonly name: StepName;
  readonly looksAt: readonly Sight[];
  /** How long it may take, counted from when it was first asked. */
  readonly timeoutMs: number;
  readonly next: (seen: Seen, memory: Memory) => Verdict;
}

/** One sandbox of a class and its way. */
export interface Journey {
  /** The student's id. */
  readonly id: string;
  /** The sandbox's name. */
  readonly name: string;
  readonly region: string;
  /** What is known of it before the first look. */
  readonly seen: Seen;
  readonly steps: readonly Step[];
}

/** How a journey ended. */
export type Arrival =
  | { readonly is: 'ready'; readonly id: string; readonly name: string; readonly seen: Seen }
  | {
      readonly is: 'failed';
      readonly id: string;
      readonly name: string;
      readonly seen: Seen;
      readonly step: StepName;
      readonly reason: BothLangs;
    };

export const done: Verdict = { is: 'done' };
export const wait: Verdict = { is: 'wait' };

export function act(action: () => Promise<void>): Verdict {
  return { is: 'do', act: action };
}

export function failed(reason: BothLangs): Verdict {
  return { is: 'failed', reason };
}
