import type { Message } from '../messages/message.ts';

/** What a host writes to and reads from. */
export interface HostOptions {
  /** Progress, plans and questions; results go to stdout by another way. */
  readonly out: NodeJS.WriteStream;
  readonly in: NodeJS.ReadStream;
  /** A sentence as this reader reads it. */
  readonly say: (sentence: Message) => string;
  /** True answers every question with yes. */
  readonly yes: boolean;
}
