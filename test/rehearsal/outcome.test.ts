import { expect, test } from 'vitest';
import { render } from '../../src/messages/message.ts';
import { createdBy } from '../../src/rehearsal/created.ts';
import { describeRehearsal } from '../../src/rehearsal/describe.ts';
import type { NotebookOutcome, Rehearsal } from '../../src/rehearsal/outcome.ts';
import { rehearsalExitCode } from '../../src/rehearsal/outcome.ts';
import { rehearsalSandbox } from '../../src/rehearsal/rehearse.ts';
import { stackName } from '../../src/sandbox/name.ts';

const ran: NotebookOutcome = {
  path: 'a/1.ipynb',
  own: false,
  total: 1,
  cells: [{ cell: 2, state: 'ran', seconds: 1 }],
  seconds: 3,
};
const failed: NotebookOutcome = {
  path: 'a/2.ipynb',
  own: false,
  total: 4,
  cells: [
    { cell: 1, state: 'ran', seconds: 1 },
    { cell: 4, state: 'failed', seconds: 2, error: 'ValueError: no' },
    { cell: 5, state: 'skipped', needs: 'model', cause: 4 },
    { cell: 7, state: 'skipped', needs: 'scores', cause: 4 },
  ],
  seconds: 4,
};
const missing: NotebookOutcome = {
  path: 'a/3.ipynb',
  own: false,
  total: 0,
  cells: [],
  missing: true,
  seconds: 0,
};

function rehearsal(...notebooks: readonly NotebookOutcome[]): Rehearsal {
  const created = [{ operation: 'CreateModel', count: 2 }];
  const place = { lab: 'a', sandbox: 'labs-rehearsal-a', region: 'us-east-1' };
  const skipped = [{ path: 'a/2.ipynb', cell: 4, why: 'the text is not there' }];
  return {
    ...place,
    fixups: { made: 3, skipped },
    notebooks,
    created,
    receipt: null,
    seconds: 9,
  };
}

const lab = (is: 'ready' | 'repaired' | 'partly') => ({ state: { is } });

test('a cell that failed is exit code 1 of a lab that is said to work, and of our own', () => {
  expect(rehearsalExitCode(rehearsal(ran, failed), lab('ready'))).toBe(1);
  expect(rehearsalExitCode(rehearsal(ran, failed), lab('repaired'))).toBe(1);
  expect(rehearsalExitCode(rehearsal(ran, failed), lab('partly'))).toBe(0);
  expect(rehearsalExitCode(rehearsal({ ...failed, own: true }), lab('partly'))).toBe(1);
  expect(rehearsalExitCode(rehearsal({ ...missing, own: true }), lab('ready'))).toBe(1);
});

test('what ran, and what could not be cloned, is exit code 0; a kernel that failed is 1', () => {
  expect(rehearsalExitCode(rehearsal(ran, missing), lab('ready'))).toBe(0);
  const kernel = { ...ran, total: 0, cells: [], problem: 'no kernel' };
  expect(rehearsalExitCode(rehearsal(kernel), lab('ready'))).toBe(1);
});

test('the lines say what ran, what stopped and why, and what was made', () => {
  const lines = describeRehearsal(rehearsal(ran, failed, missing));
  expect(lines.map((line) => render(line, 'en'))).toEqual([
    'a, rehearsed in 9 s',
    '  fixups: 3 made, 1 left out',
    '    a/2.ipynb [4]: the text is not there',
    '✓ a/1.ipynb: 1 of 1 cells, 3 s',
    '✗ a/2.ipynb: 1 of 4 cells, 4 s',
    '    cell 4 failed: ValueError: no',
    '    skipped, for they need what it should have given: 5, 7',
    '- a/3.ipynb: not rehearsed, its repository could not be cloned',
    '  made: CreateModel x2',
    '  labs-rehearsal-a is left on the local AWS',
  ]);
});

test('what was made is what the role made, since then, and was not refused', () => {
  const call = {
    time: '2026-01-02T00:00:00.000Z',
    service: 'sagemaker',
    operation: 'CreateTrainingJob',
    status: 200,
    principal: 'arn:aws:sts::1:assumed-role/mine/SageMaker',
  };
  const calls = [
    call,
    call,
    { ...call, status: 400 },
    { ...call, time: '2026-01-01T00:00:00.000Z' },
    { ...call, principal: 'arn:aws:sts::1:assumed-role/others/SageMaker' },
    { ...call, operation: 'DescribeTrainingJob' },
    { ...call, service: 's3', operation: 'CreateBucket' },
  ];
  expect(createdBy(calls, 'mine', '2026-01-02T00:00:00.000Z')).toEqual([
    { operation: 'CreateTrainingJob', count: 2 },
  ]);
});

test('the sandbox of a rehearsal has a name of the length that is allowed, whatever its lab', () => {
  expect(rehearsalSandbox('xgboost')).toBe('xgboost');
  const names = ['linear-regression-forecast', 'linear-regression-forecasts', 'x'.repeat(64)].map(
    (id) => stackName({ owner: 'rehearsal', sandbox: rehearsalSandbox(id) }),
  );
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toMatch(/^labs-rehearsal-linear-regression-f\w*-\w{4}$/);
});
