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

/** The files of a lab without a repository: `.labs/content/<lab>.tar.gz` in the bucket. */
export interface WishedContent {
  readonly lab: string;
  /** Folder below the SageMaker folder. */
  readonly dir: string;
  /** SHA-256 of the archive, hex; another one is a new edition. */
  readonly sha256: string;
}

/** What a lab's notebooks run in; labs with equal Python and packages share an environment. */
export interface WishedRuntime {
  readonly lab: string;
  /** How Jupyter shows the kernel. */
  readonly title: string;
  /** The kernel's own name. */
  readonly kernel: string;
  /** Names that it answers to, too, where the instance has no such kernel. */
  readonly names: readonly string[];
  /** Such as `3.10`; the nearest that the instance has is taken. */
  readonly python: string;
  /** Version by package. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What is mended in a file of a repository: the kernel that a notebook names, or a text. */
export interface WishedFixup {
  readonly lab: string;
  /** Below the SageMaker folder. */
  readonly path: string;
  readonly kernel?: string;
  /** Index in `cells`; absent for a file that is no notebook. */
  readonly cell?: number;
  /** Every occurrence becomes `replace`; empty for a cell that is empty. */
  readonly find?: string;
  readonly replace?: string;
}

/**
 * What a sandbox should have cloned and prepared: in the OnCreate hook, superseded by
 * `.labs/desired.json` in its bucket.
 */
export interface Wish {
  readonly version: 1;
  readonly repos: readonly WishedRepo[];
  readonly contents?: readonly WishedContent[];
  readonly runtimes?: readonly WishedRuntime[];
  readonly fixups?: readonly WishedFixup[];
  /** Labs whose fixups their owner took back: they are not among `fixups`. */
  readonly undone?: readonly string[];
  /** ISO 8601 with its zone. Of this one and the hook's, the later counts. */
  readonly stopsAt?: string;
  /** These two supersede the hook's. */
  readonly idleMinutes?: number;
  readonly keepEndpoints?: boolean;
  /** When it was written: another time makes the agent try again what failed. */
  readonly askedAt?: string;
}

/** What a wish names of archives that also have their bytes. */
export function wishedContents(contents: readonly WishedContent[]): readonly WishedContent[] {
  return contents.map(({ lab, dir, sha256 }) => ({ lab, dir, sha256 }));
}

/** The wish as it is written, to the hook and to the bucket. */
export function wishText(wish: Wish): string {
  return JSON.stringify(wish);
}
