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
} as const;

/** Names of the template's outputs. */
export const outputNames = {
  bucket: 'Bucket',
  role: 'RoleArn',
  notebook: 'Notebook',
  notebookArn: 'NotebookArn',
  teardown: 'Teardown',
  door: 'Door',
} as const;

/** Keys in a sandbox's bucket. */
export const bucketKeys = {
  prefix: '.labs/',
  wish: '.labs/desired.json',
  report: '.labs/report.json',
  notice: '.labs/notice.json',
  agent: '.labs/agent.pyz',
  content: '.labs/content/',
  saved: '.labs/saved/',
} as const;
