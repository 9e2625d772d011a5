/** A repository that a sandbox should have. */
export interface WishedRepo {
  /** Id of the lab it belongs to. */
  readonly lab: string;
  readonly url: string;
  /** Full commit id, 40 hex digits. */
  readonly commit: string;
  /** Folder below the SageMaker folder. */
  readonly dir: string;
  /** Paths inside the repository; all of it where absent. */
  readonly sparse?: readonly string[];
}

/**
 * What a sandbox should have cloned and prepared: in the OnCreate hook, superseded by
 * `.labs/desired.json` in its bucket.
 */
export interface Wish {
  readonly version: 1;
  readonly repos: readonly WishedRepo[];
  /** UTC, `2026-11-23T18:00:00Z`; of this and the hook's the later counts. */
  readonly stopsAt?: string;
  readonly idleMinutes?: number;
  readonly keepEndpoints?: boolean;
  /** When it was asked for, ISO 8601: a new time makes the agent try failed repositories at once. */
  readonly askedAt?: string;
}
