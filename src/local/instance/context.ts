import type { ServerNotebook } from '../control.ts';
import type { LocalHome } from '../home.ts';
import type { ServerCalls } from '../server-call.ts';
import type { AgentQueue } from './agent-queue.ts';
import type { GitCache } from './git-cache.ts';
import type { Processes } from './processes.ts';

/** What instances share. */
export interface InstanceContext {
  readonly home: LocalHome;
  /** Python of our own environment. */
  readonly python: string;
  readonly calls: ServerCalls;
  readonly rootKey: string;
  readonly processes: Processes;
  readonly queue: AgentQueue;
  readonly gitCache: GitCache;
  /** Of the environment that started the daemon. */
  readonly outside: Readonly<Record<string, string | undefined>>;
  /** Spans of timers are cut to it, in milliseconds. */
  readonly longestTimer: number;
  /** Where AWS is called. */
  readonly endpoint: () => string;
  /** Makes a key one that is answered. */
  readonly issue: (accessKeyId: string, arn: string) => void;
  /** How many instances run. */
  readonly instances: () => number;
  /** ARN of a notebook's lifecycle configuration. */
  readonly configArn: (notebook: ServerNotebook) => Promise<string>;
  readonly log: (line: string) => void;
}
