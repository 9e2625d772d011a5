/** Names of the template's parameters: the person's part of a sandbox. */
export const parameterNames = {
  owner: 'Owner',
  sandbox: 'Sandbox',
  class: 'Class',
  labs: 'Labs',
  stopsAt: 'StopsAt',
  removedAfter: 'RemovedAfter',
  instanceType: 'InstanceType',
  volumeGiB: 'VolumeGiB',
  idleMinutes: 'IdleMinutes',
  keepEndpoints: 'KeepEndpoints',
  startsAt: 'StartsAt',
  door: 'Door',
  budget: 'Budget',
} as const;

/** Names of the template's outputs. */
export const outputNames = {
  bucket: 'Bucket',
  role: 'RoleArn',
  notebook: 'Notebook',
  notebookArn: 'NotebookArn',
  teardown: 'Teardown',
  door: 'Door',
  budget: 'Budget',
} as const;

/** Keys in a sandbox's bucket. */
export const bucketKeys = {
  prefix: '.labs/',
  wish: '.labs/desired.json',
  report: '.labs/report.json',
  notice: '.labs/notice.json',
  /** What the agent is asked to save or to bring back. */
  keep: '.labs/keep.json',
  agent: '.labs/agent.pyz',
  content: '.labs/content/',
  saved: '.labs/saved/',
  /** The learner's own files, as the agent saved them last. */
  work: '.labs/saved/work.tar.gz',
} as const;
