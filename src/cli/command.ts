import type { Command } from 'commander';
import type { Session } from '../aws/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Host } from '../host/host.ts';
import type { Addressed } from '../messages/commands.ts';
import type { Lang } from '../messages/text.ts';
import type { Reader } from './reader.ts';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly local: boolean;
  readonly profile?: string;
  readonly region?: string;
  /** An instructor's own folder of labs. */
  readonly labsDir?: string;
  readonly json: boolean;
  readonly events: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
}

/** What a command works with; nothing in it is loaded before it is asked for. */
export interface CommandContext extends Reader {
  readonly host: Host;
  readonly flags: GlobalFlags;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Tells what the command works on, for the advice after an interruption. */
  readonly worksOn: (addressed: Addressed) => void;
  /** Writes the result to stdout. */
  readonly write: (text: string) => void;
  catalog(): Promise<Catalog>;
  session(): Promise<Session>;
}

/**
 * A command: its words and what it does.
 *
 * @typeParam O its own options as commander gives them
 */
export interface CliCommand {
  /**
   * Whether `--local` starts the local AWS, for some arguments or all; other commands have nothing
   * to do where none runs.
   */
  readonly startsLocal?: boolean | ((args: readonly string[]) => boolean);
  /** Adds arguments and options; descriptions in the reader's language. */
  readonly define: (command: Command, lang: Lang) => void;
  /** Ctrl+C is how it ends: it returns its exit code then, and nothing is said. */
  readonly endsOnInterrupt?: true | ((args: readonly string[]) => boolean);
  /**
   * Does it.
   *
   * @returns the exit code
   */
  readonly run: (
    context: CommandContext,
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ) => Promise<number>;
}
