import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Problem } from '../aws/problem.ts';

/**
 * Where a thing stands on its way out, read from AWS's status.
 *
 * - `running`: works or bills; it is settled (stopped, emptied) before it is removed
 * - `changing`: AWS is busy with it and takes no order; only waiting helps
 * - `settled`: can be removed when its turn comes
 * - `leaving`: AWS is removing it
 * - `record`: has ended, costs nothing, and AWS has no call that removes it
 */
export type Stage = 'running' | 'changing' | 'settled' | 'leaving' | 'record';

/** What a thing waits for. */
export type Waiting =
  /** AWS to leave this status. */
  | { readonly what: 'status'; readonly status: string }
  /** Another thing to be settled or gone. */
  | { readonly what: 'thing'; readonly type: ResourceType; readonly id: string }
  /** A list that could not be read, or not yet. */
  | { readonly what: 'list'; readonly type: ResourceType };

/** Why a thing is not removed although it was found. */
export type KeptReason =
  /** It could be the sandbox's, and nothing proves it. */
  | 'unproved'
  /** See {@link Stage} `record`. */
  | 'record';

/** What teardown knows about a thing, as DESIGN 5.8 names it. */
export type ThingState =
  | { readonly is: 'found' }
  | { readonly is: 'kept'; readonly reason: KeptReason }
  | { readonly is: 'waiting'; readonly for: Waiting }
  | { readonly is: 'removing' }
  /** A fresh list no longer shows it. */
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly error: Problem }
  | { readonly is: 'unknown'; readonly error: Problem };

/** Instances that a thing rents while it runs. */
export interface Use {
  readonly use: 'notebook' | 'training' | 'processing' | 'transform' | 'hosting';
  readonly instanceType: string;
  readonly count: number;
}

/** Where CloudWatch Logs keeps what something wrote. */
export interface LogPlace {
  readonly group: string;
  readonly stream: string;
}

/** One resource in AWS, as the last look saw it. */
export interface Thing {
  /** {@link thingKey} of it. */
  readonly key: string;
  readonly type: ResourceType;
  /** Its name; of a log stream `<group>:<stream>`, which no group's name can contain. */
  readonly id: string;
  readonly arn?: string;
  readonly region: string;
  /** The sandbox it belongs to; of an unproved one, the sandbox it could belong to. */
  readonly sandbox: string;
  readonly createdAt?: Date;
  /** AWS's word for its status; empty where the type has none. */
  readonly status: string;
  /** AWS's reason for that status, where it gives one. */
  readonly statusReason?: string;
  readonly stage: Stage;
  /** Tells two requests about the same thing apart: part of a ClientRequestToken. */
  readonly revision?: string;
  /** Key of the thing it hangs on: the job of a log stream, the endpoint of a log group. */
  readonly parent?: string;
  /**
   * Nothing but the tag index says that it is the sandbox's, which lags behind, or that what it hangs
   * on is: the thing itself is asked before anything is done to it.
   */
  readonly isIndexed?: true;
  /** Of a log stream: what its id is made of. */
  readonly log?: LogPlace;
  /** Assumed from the stack's outputs; no list has shown it yet. */
  readonly presumed: boolean;
  /** US dollars an hour now; 0 where it rents nothing, null where that is not known. */
  readonly pricePerHour: number | null;
  readonly state: ThingState;
}

/** Identifies a thing across looks. */
export function thingKey(region: string, type: ResourceType, id: string): string {
  return `${region} ${type} ${id}`;
}

/** Whether a thing does nothing more of its own: stopped, ended, leaving or gone. */
export function isAtRest({ stage, state }: Thing): boolean {
  return state.is === 'gone' || stage === 'settled' || stage === 'record' || stage === 'leaving';
}
