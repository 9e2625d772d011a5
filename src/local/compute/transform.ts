import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ComputeContext } from './context.ts';
import { note } from './context.ts';
import { computedImage, notComputed } from './image.ts';
import type { Named } from './training.ts';
import { startWorker } from './worker.ts';

const model = z.looseObject({
  ExecutionRoleArn: z.string(),
  PrimaryContainer: z
    .looseObject({ Image: z.string().optional(), ModelDataUrl: z.string().optional() })
    .optional(),
});

/** A model of SageMaker, as far as it can be computed with. */
export interface ServedModel {
  readonly roleArn: string;
  /** `repository:tag`; undefined for one that is not computed here. */
  readonly image: string | undefined;
  /** Address of its archive in S3. */
  readonly data: string | undefined;
}

/** What CreateModel was told. */
export async function describeModel(
  context: ComputeContext,
  region: string,
  name: string,
): Promise<ServedModel> {
  const described = await context.sageMaker(region, 'DescribeModel', { ModelName: name });
  const { ExecutionRoleArn, PrimaryContainer } = model.parse(described);
  return {
    roleArn: ExecutionRoleArn,
    image: computedImage(PrimaryContainer?.Image),
    data: PrimaryContainer?.ModelDataUrl,
  };
}

/**
 * Puts objects through a model.
 *
 * @returns undefined, or the FailureReason
 */
export async function transform(
  context: ComputeContext,
  { region, name }: Named,
  signal: AbortSignal,
): Promise<string | undefined> {
  const described = await context.sageMaker(region, 'DescribeTransformJob', {
    TransformJobName: name,
  });
  const { ModelName } = z.looseObject({ ModelName: z.string() }).parse(described);
  const served = await describeModel(context, region, ModelName);
  if (served.image === undefined) return `AlgorithmError: ${notComputed}`;
  if (served.data === undefined) return `ClientError: the model ${ModelName} has no ModelDataUrl`;
  const container = `i-${randomBytes(8).toString('hex')}`;
  const stream = context.logStream(
    region,
    '/aws/sagemaker/TransformJobs',
    `${name}/${container}-${Math.floor(Date.now() / 1000)}`,
  );
  try {
    const role = await context.roleEnvironment(region, served.roleArn);
    const python = await context.environment((line) => stream.write(line), signal);
    const { image, data, roleArn } = served;
    const worker = await startWorker({
      ...python,
      kind: 'transform',
      order: { image, model: data, note, region, role: roleArn, job: described },
      role,
      folder: context.folder,
      tell: (told) => told.event === 'log' && stream.write(told.line),
      signal,
    });
    const outcome = await worker.outcome;
    await worker.gone;
    signal.throwIfAborted();
    return outcome.event === 'failed' ? outcome.reason : undefined;
  } finally {
    await stream.close();
  }
}
