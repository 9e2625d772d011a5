import type { Host } from '../host/host.ts';
import type { Addressed } from '../messages/commands.ts';
import type { Reader } from './reader.ts';
import type { Typed } from './typed.ts';

/** One run of the command line, from the words that were typed to the exit code. */
export interface Run {
  readonly typed: Typed;
  reader: Reader;
  readonly signal: AbortSignal;
  /** Where the command speaks, once there is one. */
  host?: Host;
  /** What the command works on, once it has found that out. */
  addressed?: Addressed;
}
