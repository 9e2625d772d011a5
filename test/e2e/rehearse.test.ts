import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rehearsal } from '../../src/rehearsal/outcome.ts';
import { runCli } from './cli.ts';
import { type TestHome, testHome } from './test-home.ts';

let home: TestHome;

beforeAll(async () => {
  home = await testHome();
  home.env['LABS_LOCAL_POLICIES'] = 'enforced';
  // Tags come late on AWS: the cells right after a create call must get along with it.
  home.env['LABS_LOCAL_DELAYS'] = 'policyTags=10,listedTags=10,indexedTags=10';
});
afterAll(async () => {
  await runCli(['local', 'down', '--keep-python', '--yes'], home);
  await home.remove();
});

/** Cells of each notebook, and what they make. */
const labs = {
  xgboost: { cells: [7, 6], made: ['CreateTrainingJob', 'CreateEndpoint'] },
  'linear-learner': { cells: [5, 7], made: ['CreateHyperParameterTuningJob', 'CreateEndpoint'] },
};

test.each(Object.entries(labs))(
  'our own notebooks of %s run to the last cell, without anybody’s repository, and leave nothing',
  async (id, { cells, made }) => {
    const { code, stdout, stderr } = await runCli(['rehearse', id, '--own', '--json'], home);
    const { rehearsal } = JSON.parse(stdout || '{}') as { rehearsal: Rehearsal };
    const stopped = rehearsal.notebooks.flatMap((notebook) =>
      notebook.cells.filter(({ state }) => state !== 'ran'),
    );
    expect({ stopped, code, stderr: code === 0 ? '' : stderr }).toEqual({
      stopped: [],
      code: 0,
      stderr: '',
    });
    expect(rehearsal.notebooks.map((notebook) => notebook.cells.length)).toEqual(cells);
    const operations = rehearsal.created.map(({ operation }) => operation);
    for (const operation of made) expect(operations).toContain(operation);
    expect(rehearsal.receipt).toMatchObject({ left: [], unknown: [], kept: [] });
  },
);
