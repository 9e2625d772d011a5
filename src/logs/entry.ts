/** What a person can ask for. */
export const logKinds = ['agent', 'hooks', 'jupyter', 'jobs'] as const;
export type LogKind = (typeof logKinds)[number];

/** What was said, by whom, when. */
export interface LogEntry {
  /** The same for the same thing said once. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: LogKind;
  /** Who said it: `agent`, `OnStart`, `jupyter`, `training-job/xgb-1`. */
  readonly from: string;
  readonly lines: readonly string[];
}
