import { expect, test } from 'vitest';
import { recordingHost } from '../../src/host/recording-host.ts';
import { planTeardown } from '../../src/teardown/plan.ts';
import { runTeardown } from '../../src/teardown/run.ts';
import { createFakeAws } from './fake-aws.ts';
import {
  make,
  makeEndpoint,
  makeSandbox,
  makeStream,
  roleOf,
  targetsNamed,
} from './fake-sandbox.ts';

test('a plain sandbox goes, with everything its notebook made', async () => {
  const fake = createFakeAws({ pageSize: 100 });
  const { state } = fake;
  makeSandbox(state, 'labs-kim');
  const own = { tag: 'labs-kim', role: roleOf('labs-kim') };
  makeEndpoint(state, 'xgb', own);
  make(state, 'TrainingJob', 'train-1', own);
  make(state, 'TrainingJob', 'train-2', own);
  makeStream(state, '/aws/sagemaker/TrainingJobs', 'train-1/algo-1-1');
  makeStream(state, '/aws/sagemaker/TrainingJobs', 'train-2/algo-1-1');
  makeStream(state, '/aws/sagemaker/NotebookInstances', 'labs-kim-Notebook-x1/jupyter.log');
  state.buckets[0]?.objects.push({ key: 'a', version: 'null', marker: false });

  const plan = await planTeardown(fake.aws, await targetsNamed(fake, 'labs-kim'), {
    now: fake.now,
  });
  const receipts = await runTeardown(fake.aws, recordingHost(), plan, {
    signal: new AbortController().signal,
    now: fake.now,
    sleep: fake.sleep,
  });
  expect(receipts[0]?.left).toEqual([]);
});
