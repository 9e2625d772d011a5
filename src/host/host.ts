import type { Message } from '../messages/message.ts';

/** Where a piece of work stands. */
export type TaskState = 'running' | 'done' | 'failed';

/** Something the engine says while it works. */
export type HostEvent =
  | { readonly type: 'note'; readonly message: Message }
  | { readonly type: 'warning'; readonly message: Message }
  | {
      readonly type: 'task';
      /** Stable within a command; a later event with the same id replaces the line. */
      readonly id: string;
      readonly state: TaskState;
      readonly message: Message;
      readonly done?: number;
      readonly total?: number;
      /** Estimate of the time still to go, in seconds. */
      readonly secondsLeft?: number;
    };

/** A yes-or-no question; the plan it is about has been shown before. */
export interface Question {
  readonly message: Message;
  /** What has to be typed for yes, where a mere `y` is too quick an answer. */
  readonly expects?: string;
}

/**
 * How the engine speaks. It never prints and never asks in another way: terminal, plain text,
 * NDJSON and every test are hosts.
 */
export interface Host {
  notify(event: HostEvent): void;
  /** Lines of a plan or a receipt, in order, to be read before a question. */
  show(lines: readonly Message[]): void;
  /**
   * Asks for consent.
   *
   * @returns true for yes, false for no
   * @throws LabsError `cli.no-terminal` where nobody can answer and `--yes` was not given
   */
  confirm(question: Question): Promise<boolean>;
  /** Ends what moves, for good: what is printed after it stays. */
  settle(): void;
  /**
   * Asks for something that has to be typed and that no option gives.
   *
   * @returns the line, as it was typed
   * @throws LabsError `cli.no-terminal` where nobody can answer
   */
  enter(question: Message): Promise<string>;
}
