import type { LocalHome } from '../../home.ts';
import type { ServerCalls } from '../server/server-call.ts';
import type { AgentQueue } from './agent-queue.ts';
import type { GitCache } from './git-cache.ts';
import type { Processes } from './processes.ts';

/** What instances are made with. */
export interface InstanceSurroundings {
  readonly home: LocalHome;
  /** Python of our own environment. */
  readonly python: string;
  readonly calls: ServerCalls;
  /** Access key of the account. */
  readonly rootKey: string;
  /** Where AWS is called. */
  readonly endpoint: () => string;
  /** Makes a key one that is answered. */
  readonly issue: (accessKeyId: string, arn: string) => void;
  readonly log: (line: string) => void;
}

/** What they share beside that. */
export interface InstanceContext extends InstanceSurroundings {
  readonly processes: Processes;
  readonly queue: AgentQueue;
  readonly gitCache: GitCache;
  /** Of the environment that started the daemon. */
  readonly outside: Readonly<Record<string, string | undefined>>;
  /** Spans of timers are cut to it, in milliseconds. */
  readonly longestTimer: number;
  /** How many instances run. */
  readonly instances: () => number;
}
