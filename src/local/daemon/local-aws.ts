import type { Delays } from '../gateway/delays.ts';

/** A local AWS that runs. */
export interface LocalAws {
  readonly endpoint: string;
  readonly region: string;
  /** Also the token that guards the daemon: in the header x-labs-token below /_labs/. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly rates: 'published' | 'none';
  readonly policies: 'enforced' | 'ignored';
  readonly dataDir: string;
  readonly pid: number;
}

export interface LocalOptions {
  /** Whether states last a while, as on AWS, or not at all. */
  readonly times: 'modelled' | 'instant';
  /** Whether calls above AWS's published rates are throttled. */
  readonly rates: 'published' | 'none';
  /** Whether a call with a role's credentials needs what the role's policies allow. */
  readonly policies: 'enforced' | 'ignored';
  /** How late it is; nothing is where absent. */
  readonly delays?: Delays;
}
