import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ComputeContext } from './context.ts';
import { computedImage, notComputed } from './image.ts';
import { parameterRanges, type Tuned, tunedValues } from './ranges.ts';
import type { Named } from './training.ts';

const tuningJob = z.looseObject({
  HyperParameterTuningJobConfig: z.looseObject({
    Strategy: z.string(),
    HyperParameterTuningJobObjective: z.object({
      Type: z.enum(['Maximize', 'Minimize']),
      MetricName: z.string(),
    }),
    ResourceLimits: z.looseObject({
      MaxNumberOfTrainingJobs: z.number().optional(),
      MaxParallelTrainingJobs: z.number(),
    }),
    ParameterRanges: parameterRanges.prefault({}),
  }),
  TrainingJobDefinition: z
    .looseObject({
      AlgorithmSpecification: z.looseObject({ TrainingImage: z.string().optional() }),
    })
    .optional(),
});

const trainingJob = z.looseObject({
  TrainingJobStatus: z.string(),
  FinalMetricDataList: z
    .array(z.object({ MetricName: z.string(), Value: z.number() }))
    .optional()
    .default([]),
});

type Ended = z.infer<typeof trainingJob>;

const lookEvery = 100;
/** What SageMaker takes where nobody says how many. */
const usualNumber = 20;

/**
 * Tunes: training jobs with other hyperparameters each, as many at a time as asked for. The jobs
 * themselves run like all others; stopping the tuning job stops them.
 *
 * @returns undefined, or the FailureReason
 */
export async function tune(
  context: ComputeContext,
  { region, name }: Named,
  signal: AbortSignal,
): Promise<string | undefined> {
  const described = await context.sageMaker(region, 'DescribeHyperParameterTuningJob', {
    HyperParameterTuningJobName: name,
  });
  const tuning = tuningJob.parse(described);
  const refusal = refusalOf(tuning);
  if (refusal !== undefined) return refusal;
  const { HyperParameterTuningJobConfig: config } = tuning;
  const { MetricName, Type } = config.HyperParameterTuningJobObjective;
  const { MaxParallelTrainingJobs: parallel, MaxNumberOfTrainingJobs } = config.ResourceLimits;
  const board = scoreboard(MetricName, Type);
  const values = tunedValues(config.ParameterRanges, { strategy: config.Strategy, seed: name });
  const running = new Set<string>();
  let started = 0;

  async function tell(): Promise<void> {
    const path = `jobs/${region}/hyper-parameter-tuning-job/${name}/told`;
    await context.control.call('POST', path, JSON.stringify(board.told(running.size)));
  }

  async function runOne(tuned: Tuned, number: number): Promise<string | undefined> {
    const job = trainingName(name, number);
    const path = `jobs/${region}/hyper-parameter-tuning-job/${name}/training-jobs`;
    const body = JSON.stringify({ name: job, tuned });
    const answer = await context.control.call('POST', path, body);
    if (!answer.ok) return z.object({ error: z.string() }).parse(await answer.json()).error;
    await answer.arrayBuffer();
    running.add(job);
    await tell();
    board.add(job, await endOfTraining(context, { region, name: job }, signal));
    running.delete(job);
    await tell();
    return undefined;
  }

  async function lane(): Promise<string | undefined> {
    for (;;) {
      signal.throwIfAborted();
      if (started >= (MaxNumberOfTrainingJobs ?? usualNumber)) return undefined;
      const next = values.next();
      if (next.done === true) return undefined;
      started += 1;
      const refused = await runOne(next.value, started);
      if (refused !== undefined) return refused;
    }
  }

  try {
    const lanes = await Promise.all(Array.from({ length: parallel }, lane));
    const refused = lanes.find((each) => each !== undefined);
    if (board.best() !== undefined) return undefined;
    return refused ?? noneSucceeded(started);
  } finally {
    if (signal.aborted) await stopAll(context, region, running);
  }
}

/** Why the local AWS cannot tune it. */
function refusalOf({ TrainingJobDefinition: definition }: z.infer<typeof tuningJob>) {
  if (definition === undefined) return 'The local AWS tunes one training job definition only';
  const { TrainingImage } = definition.AlgorithmSpecification;
  return computedImage(TrainingImage) === undefined ? notComputed : undefined;
}

function noneSucceeded(attempts: number): string {
  return (
    `No training job succeeded after ${attempts} attempts. For additional details, please take ` +
    'a look at the training job failures by listing training jobs for the tuning job'
  );
}

/** As SageMaker names them: the tuning job's name, cut to 50, a number, eight random digits. */
function trainingName(tuning: string, number: number): string {
  const stem = tuning.slice(0, 50);
  return `${stem}-${String(number).padStart(3, '0')}-${randomBytes(4).toString('hex')}`;
}

async function endOfTraining(
  context: ComputeContext,
  { region, name }: Named,
  signal: AbortSignal,
): Promise<Ended> {
  for (;;) {
    const said = await context.sageMaker(region, 'DescribeTrainingJob', { TrainingJobName: name });
    const job = trainingJob.parse(said);
    if (!['InProgress', 'Stopping'].includes(job.TrainingJobStatus)) return job;
    await sleep(lookEvery, undefined, { signal });
  }
}

async function stopAll(
  context: ComputeContext,
  region: string,
  names: ReadonlySet<string>,
): Promise<void> {
  for (const TrainingJobName of names) {
    // One that ended meanwhile cannot be stopped.
    await context.sageMaker(region, 'StopTrainingJob', { TrainingJobName }).catch(() => undefined);
  }
}

/** Counts how training jobs ended, and knows the best. */
function scoreboard(metric: string, type: 'Maximize' | 'Minimize') {
  const jobs = { Completed: 0, RetryableError: 0, NonRetryableError: 0, Stopped: 0 };
  const objective = { Succeeded: 0, Failed: 0 };
  let best: { readonly name: string; readonly value: number } | undefined;

  return {
    best: () => best?.name,
    add(name: string, { TrainingJobStatus: status, FinalMetricDataList: found }: Ended): void {
      if (status === 'Completed' || status === 'Stopped') jobs[status] += 1;
      else jobs.NonRetryableError += 1;
      const value = found.findLast(({ MetricName }) => MetricName === metric)?.Value;
      objective[value === undefined ? 'Failed' : 'Succeeded'] += 1;
      if (value === undefined || status !== 'Completed') return;
      const better =
        best === undefined || (type === 'Maximize' ? value > best.value : value < best.value);
      if (better) best = { name, value };
    },
    told: (running: number) => ({
      best: best?.name ?? '',
      data: {
        TrainingJobStatusCounters: { ...jobs, InProgress: running },
        ObjectiveStatusCounters: { ...objective, Pending: running },
      },
    }),
  };
}
