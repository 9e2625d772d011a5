import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { sandbox } from './instance.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

const ours = { 'labs:sandbox': sandbox, other: 'tag' };
const theirs = { 'labs:sandbox': `${sandbox}-2` };

/** What bills in the account: ours, a neighbour's, and what has no tag. */
function bill(): void {
  const kinds = [
    ['Endpoint', 'InService'],
    ['TrainingJob', 'InProgress'],
    ['HyperParameterTuningJob', 'InProgress'],
    ['ProcessingJob', 'InProgress'],
    ['TransformJob', 'InProgress'],
  ] as const;
  for (const [kind, status] of kinds) {
    here.aws.things.push(
      { kind, name: `ours-${kind}`, status, tags: ours },
      { kind, name: `theirs-${kind}`, status, tags: theirs },
      { kind, name: `untagged-${kind}`, status, tags: {} },
    );
  }
  here.aws.things.push({ kind: 'TrainingJob', name: 'ended', status: 'Completed', tags: ours });
}

/** Lets time pass for the agent: minutes without work, seconds until it may act again. */
function pass(minutes: number): void {
  const path = join(here.instance.labs, 'state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as {
    idle: { seconds: number };
    stop?: number;
    sweep?: number;
  };
  state.idle.seconds += minutes * 60;
  for (const key of ['stop', 'sweep'] as const) {
    if (state[key] !== undefined) state[key] -= minutes * 60;
  }
  writeFileSync(path, JSON.stringify(state));
}

/** Changing calls to SageMaker, with the names they were for. */
function changes(): readonly string[] {
  return here.aws.calls
    .filter(({ operation }) => /^(Stop|Delete)/.test(operation))
    .map(({ operation, input }) => `${operation} ${Object.values(input).join()}`);
}

test('after the idle time it deletes its own endpoints, then stops the notebook', async () => {
  bill();
  await here.boot();
  expect(here.aws.operations()).toEqual([]);
  pass(59);
  await here.instance.tick();
  expect(here.aws.operations()).toEqual([]);
  expect(here.instance.report().idleMinutes).toBe(59);

  pass(1);
  here.aws.things.push({ kind: 'Endpoint', name: 'going', status: 'Deleting', tags: ours });
  await here.instance.tick();
  expect(changes()).toEqual(['DeleteEndpoint ours-Endpoint', 'StopNotebookInstance the-notebook']);
  expect(here.aws.things.map(({ name }) => name)).toContain('ours-TrainingJob');
  expect(here.instance.report()).toMatchObject({ idleMinutes: 60, problems: [] });

  await here.instance.tick();
  expect(changes()).toHaveLength(2);
  pass(3);
  await here.instance.tick();
  expect(changes().slice(2)).toEqual(['StopNotebookInstance the-notebook']);
});

test('an endpoint that cannot be deleted yet holds the stop back, for ten minutes', async () => {
  bill();
  here.aws.failures.set('DeleteEndpoint', ['ValidationException', 'Cannot delete: Creating']);
  await here.boot();
  pass(60);
  await here.instance.tick();
  expect(changes()).toEqual(['DeleteEndpoint ours-Endpoint']);
  expect(here.instance.report().problems).toEqual([
    expect.stringContaining('Endpoint: ours-Endpoint: An error occurred (ValidationException)'),
  ]);
  pass(9);
  await here.instance.tick();
  expect(changes().at(-1)).toBe('DeleteEndpoint ours-Endpoint');
  pass(2);
  await here.instance.tick();
  expect(changes().at(-1)).toBe('StopNotebookInstance the-notebook');
});

test('a stop that is refused is in the report and tried again', async () => {
  here.aws.failures.set('StopNotebookInstance', [
    'ValidationException',
    'Status (Pending) not in ([InService])',
  ]);
  await here.boot();
  pass(60);
  await here.instance.tick();
  expect(here.instance.report().problems?.[0]).toMatch(/^stop: .*Status \(Pending\) not in/);
  here.aws.failures.clear();
  await here.instance.tick();
  expect(changes().at(-1)).toBe('StopNotebookInstance the-notebook');
  expect(here.instance.report().problems).toEqual([]);
});

test('endpoints that are to be kept are kept; an idle time of 0 is none', async () => {
  bill();
  await here.boot({ repos: [] }, { KeepEndpoints: 'true' });
  pass(60);
  await here.instance.tick();
  expect(here.aws.operations()).toEqual(['StopNotebookInstance']);

  here.desire({ version: 1, repos: [], idleMinutes: 0 });
  pass(10_000);
  await here.instance.tick();
  expect(here.aws.operations()).toHaveLength(1);
});

function inMinutes(minutes: number): string {
  return `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

test('before the end of the lease it ends what bills beside the notebook, and only what is its own', async () => {
  bill();
  await here.boot({ repos: [] }, { StopsAt: inMinutes(11) });
  expect(here.aws.operations()).toEqual([]);

  await here.instance.start({ StopsAt: inMinutes(5) });
  await here.instance.tick();
  expect(changes()).toEqual([
    'DeleteEndpoint ours-Endpoint',
    'StopHyperParameterTuningJob ours-HyperParameterTuningJob',
    'StopTrainingJob ours-TrainingJob',
    'StopProcessingJob ours-ProcessingJob',
    'StopTransformJob ours-TransformJob',
  ]);

  const calls = here.aws.operations().length;
  await here.instance.tick();
  expect(here.aws.operations()).toHaveLength(calls);
  here.aws.things.push({ kind: 'TrainingJob', name: 'late', status: 'InProgress', tags: ours });
  pass(3);
  await here.instance.tick();
  expect(changes().slice(5)).toEqual(['StopTrainingJob late']);
});

test('a tuning job whose name has capitals is stopped, though its list spells its ARN otherwise', async () => {
  const job = { kind: 'HyperParameterTuningJob', status: 'InProgress' } as const;
  here.aws.things.push(
    { ...job, name: 'HPO-xgb-Homecredit', tags: ours },
    { ...job, name: 'HPO-xgb-Theirs', tags: theirs },
  );
  await here.boot({ repos: [] }, { StopsAt: inMinutes(1) });
  expect(changes()).toEqual(['StopHyperParameterTuningJob HPO-xgb-Homecredit']);
  expect(here.instance.report().problems).toEqual([]);
});

test('what is too young to have its tag, or to be ended by it, is looked at again in the next run', async () => {
  const young = { kind: 'Endpoint', name: 'young', status: 'InService', age: 250 } as const;
  here.aws.things.push(
    { ...young, name: 'untagged', tags: {}, age: 301 },
    { ...young, name: 'theirs', tags: theirs },
    { ...young, tags: {} },
  );
  await here.boot({ repos: [] }, { StopsAt: inMinutes(1) });
  expect(changes()).toEqual([]);

  here.aws.things[2] = { ...young, tags: ours };
  here.aws.failures.set('DeleteEndpoint', ['AccessDeniedException', 'no']);
  await here.instance.tick();
  expect(changes()).toEqual(['DeleteEndpoint young']);
  expect(here.instance.report().problems).toEqual([expect.stringContaining('Endpoint: young:')]);

  here.aws.failures.clear();
  await here.instance.tick();
  expect(changes().slice(1)).toEqual(['DeleteEndpoint young']);
  expect(here.instance.report().problems).toEqual([]);

  const calls = here.aws.operations().length;
  await here.instance.tick();
  expect(here.aws.operations()).toHaveLength(calls);
});

test('an endpoint that is too young to have its tag holds the idle stop back', async () => {
  await here.boot();
  const young = { kind: 'Endpoint', name: 'young', status: 'InService', age: 1 } as const;
  here.aws.things.push({ ...young, tags: {} });
  pass(60);
  await here.instance.tick();
  expect(changes()).toEqual([]);
  here.aws.things[0] = { ...young, tags: ours };
  await here.instance.tick();
  expect(changes()).toEqual(['DeleteEndpoint young', 'StopNotebookInstance the-notebook']);
});

test('the later end of the lease counts, and keeping endpoints turns it off', async () => {
  bill();
  here.desire({ version: 1, repos: [], stopsAt: inMinutes(60) });
  await here.boot({ repos: [] }, { StopsAt: inMinutes(1) });
  expect(here.aws.operations()).toEqual([]);

  here.desire({ version: 1, repos: [], stopsAt: inMinutes(-60) });
  await here.instance.start({ StopsAt: inMinutes(60) });
  await here.instance.tick();
  expect(here.aws.operations()).toEqual([]);

  here.desire({ version: 1, repos: [], keepEndpoints: true });
  await here.instance.start({ StopsAt: inMinutes(1) });
  await here.instance.tick();
  expect(here.aws.operations()).toEqual([]);

  here.desire({ version: 1, repos: [], keepEndpoints: false });
  await here.instance.tick();
  expect(changes()).toHaveLength(5);
});

test('what its role may not list or read is not its own', async () => {
  bill();
  here.aws.failures.set('ListProcessingJobs', ['AccessDeniedException', 'no']);
  here.aws.failures.set('ListTags', ['AccessDeniedException', 'no']);
  await here.boot({ repos: [] }, { StopsAt: inMinutes(1) });
  expect(changes()).toEqual([]);
  expect(here.instance.report().problems).toEqual([]);

  here.aws.failures.set('ListTags', ['ValidationException', 'no']);
  here.aws.failures.set('ListTransformJobs', ['ValidationException', 'no']);
  pass(3);
  await here.instance.tick();
  expect(changes()).toEqual([]);
  expect(here.instance.report().problems?.map((line) => line.split(':')[0])).toEqual([
    'Endpoint',
    'HyperParameterTuningJob',
    'TrainingJob',
    'TransformJob',
  ]);
});
