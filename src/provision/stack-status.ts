/**
 * What can be done with a stack in a status:
 * `settled`: it can be updated; `busy`: wait for it; `stuck-rollback`: continue the rollback first;
 * `replaceable`: it never came up and can only be deleted; `going`: it is being deleted;
 * `unusable`: its owner decides; `absent`: there is none.
 */
export type StackStanding =
  | 'settled'
  | 'busy'
  | 'stuck-rollback'
  | 'replaceable'
  | 'going'
  | 'unusable'
  | 'absent';

const standings: Readonly<Record<string, StackStanding>> = {
  CREATE_COMPLETE: 'settled',
  UPDATE_COMPLETE: 'settled',
  UPDATE_ROLLBACK_COMPLETE: 'settled',
  IMPORT_COMPLETE: 'settled',
  IMPORT_ROLLBACK_COMPLETE: 'settled',
  UPDATE_FAILED: 'stuck-rollback',
  UPDATE_ROLLBACK_FAILED: 'stuck-rollback',
  REVIEW_IN_PROGRESS: 'replaceable',
  CREATE_FAILED: 'replaceable',
  ROLLBACK_FAILED: 'replaceable',
  ROLLBACK_COMPLETE: 'replaceable',
  DELETE_IN_PROGRESS: 'going',
  DELETE_COMPLETE: 'absent',
  DELETE_FAILED: 'unusable',
};

/**
 * Where a stack stands, by CloudFormation's status codes ("Stack status codes", CloudFormation User
 * Guide): a stack in ROLLBACK_COMPLETE can only be deleted, one in UPDATE_ROLLBACK_FAILED continues
 * its rollback, one in DELETE_FAILED still holds what could not be deleted.
 */
export function stackStanding(status: string): StackStanding {
  return standings[status] ?? (status.endsWith('_IN_PROGRESS') ? 'busy' : 'unusable');
}
