/** How a state that passes by itself ends, and after how long. */
export interface Passing {
  readonly ends: string;
  /** What it takes on AWS, as far as it is known; for the reader only. */
  readonly onAws: string;
  /** What it takes here, in milliseconds. */
  readonly takes: number;
}

type Table = Readonly<Record<string, Passing>>;

/** How long states last: as a small copy of AWS, or not at all. */
export type Times = 'modelled' | 'instant';

/**
 * States of a notebook instance. What a hook takes comes on top of Pending, at its real length.
 */
export const notebookTimes: Table = {
  Pending: { ends: 'InService', onAws: '3 to 5 minutes', takes: 4_000 },
  Stopping: { ends: 'Stopped', onAws: '1 to 3 minutes', takes: 2_500 },
  Deleting: { ends: 'Gone', onAws: '1 to 2 minutes', takes: 2_000 },
  Updating: { ends: 'Stopped', onAws: 'under a minute', takes: 1_500 },
};

/** States of an endpoint. */
export const endpointTimes: Table = {
  Creating: { ends: 'InService', onAws: '5 to 8 minutes', takes: 7_000 },
  Updating: { ends: 'InService', onAws: '5 to 8 minutes', takes: 7_000 },
  SystemUpdating: { ends: 'InService', onAws: 'minutes', takes: 4_000 },
  Deleting: { ends: 'Gone', onAws: 'seconds to a minute', takes: 1_000 },
};

/** States of jobs that are not computed; those that are take what they take. */
export const jobTimes: Table = {
  InProgress: { ends: 'Completed', onAws: '3 minutes and what is computed', takes: 6_000 },
  Stopping: { ends: 'Stopped', onAws: 'up to 2 minutes', takes: 1_500 },
};

/** Milliseconds that a state lasts. */
export function takes(passing: Passing, times: Times): number {
  return times === 'instant' ? 0 : passing.takes;
}

/**
 * Longest wait of a systemd timer, in milliseconds: with instant times nobody waits long for
 * the agent's next look either, and the looks of several instances leave a machine some room.
 */
export function longestTimer(times: Times): number {
  return times === 'instant' ? 3_000 : Infinity;
}
