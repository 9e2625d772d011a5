import * as z from 'zod';
import type { ComputeContext } from './context.ts';
import { note } from './context.ts';
import { computedImage, notComputed } from './image.ts';
import type { Told } from './worker.ts';
import { startWorker } from './worker.ts';

/** What is computed: a job or an endpoint, by the names of the control API. */
export interface Named {
  readonly region: string;
  readonly name: string;
}

const trainingJob = z.looseObject({
  RoleArn: z.string(),
  AlgorithmSpecification: z.object({ TrainingImage: z.string().optional() }),
});

/**
 * Trains: data from S3, the model to S3, the log to CloudWatch Logs.
 *
 * @returns undefined, or the FailureReason
 */
export async function train(
  context: ComputeContext,
  { region, name }: Named,
  signal: AbortSignal,
): Promise<string | undefined> {
  const described = await context.sageMaker(region, 'DescribeTrainingJob', {
    TrainingJobName: name,
  });
  const job = trainingJob.parse(described);
  const image = computedImage(job.AlgorithmSpecification.TrainingImage);
  if (image === undefined) return `AlgorithmError: ${notComputed}`;
  const path = `jobs/${region}/training-job/${name}/told`;
  const stream = context.logStream(
    region,
    '/aws/sagemaker/TrainingJobs',
    `${name}/algo-1-${Math.floor(Date.now() / 1000)}`,
  );
  const metrics: Record<string, number> = {};
  let telling: Promise<unknown> = Promise.resolve();

  /** In order, and over before the job ends. */
  function tellServer(body: object): void {
    telling = telling.then(() => context.control.call('POST', path, JSON.stringify(body)));
  }

  function hear(told: Told): void {
    if (told.event === 'log') stream.write(told.line);
    else if (told.event === 'status') tellServer({ secondary: [told.status, told.message] });
    else if (told.event === 'metric') metrics[told.name] = told.value;
  }

  try {
    const role = await context.roleEnvironment(region, job.RoleArn);
    const python = await context.environment((line) => stream.write(line), signal);
    const order = { image, note, region, job: described };
    const { folder } = context;
    const options = { ...python, kind: 'train', order, role, folder, tell: hear, signal } as const;
    const worker = await startWorker(options);
    const outcome = await worker.outcome;
    await worker.gone;
    signal.throwIfAborted();
    tellServer({ metrics });
    return outcome.event === 'failed' ? outcome.reason : undefined;
  } finally {
    await telling;
    await stream.close();
  }
}
