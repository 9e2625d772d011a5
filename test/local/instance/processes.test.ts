import { expect, test } from 'vitest';
import { parsePs } from '../../../src/local/instance/processes.ts';

test('what ps prints: ids, groups, and the mark in the environment behind the command', () => {
  const output = `    1     1 Ss   /sbin/launchd
  812   812 S    /usr/bin/python3 -m jupyterlab HOME=/Users/kim LABS_LOCAL_FOLDER=/Users/kim/Library/Application Support/labs/local/instances/a USER=kim
  813   812 S+   bash LABS_LOCAL_FOLDER=/data/instances/b
  814   812 Z    (python3)
`;
  expect(parsePs(output)).toEqual([
    { pid: 1, group: 1, mark: undefined },
    {
      pid: 812,
      group: 812,
      mark: '/Users/kim/Library/Application Support/labs/local/instances/a',
    },
    { pid: 813, group: 812, mark: '/data/instances/b' },
  ]);
});
