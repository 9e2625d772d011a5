import type { Message } from '../messages/message.ts';
import type { Document, Workshop } from './document.ts';

/** How bad it is: `error` stops the workshop, or costs; `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** Something that a rule sees in a document. */
export interface Found {
  /** Index among all cells, from 0; null for the notebook as a whole, or a script. */
  readonly cell: number | null;
  /** Line of a script, from 1. */
  readonly line?: number;
  readonly message: Message;
  readonly fix?: Message;
  /** Where it is less bad than the rule's own severity. */
  readonly severity?: Severity;
}

/** One thing that breaks, leaks or costs. A new one is a file under rules/, its test and a line. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** Looks at a notebook, or a script beside the notebooks; nothing of it is run. */
  readonly look: (document: Document, workshop: Workshop) => Iterable<Found>;
}

/** What a rule found, and where. */
export interface Finding extends Omit<Found, 'severity'> {
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the notebook or script, from the folder that was checked. */
  readonly notebook: string;
}
