import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ComputeContext } from './context.ts';
import { isEndless } from './image.ts';
import type { Named } from './training.ts';

const training = z.looseObject({
  AlgorithmSpecification: z.looseObject({ TrainingImage: z.string().optional() }),
});
const processing = z.looseObject({ AppSpecification: z.looseObject({ ImageUri: z.string() }) });
const transforming = z.looseObject({ ModelName: z.string() });
const model = z.looseObject({
  PrimaryContainer: z.looseObject({ Image: z.string().optional() }).optional(),
});

type Image = (context: ComputeContext, job: Named) => Promise<string | undefined>;

/** The image that a job runs, by the type of the job; for a transform job it is its model's. */
const images: Readonly<Record<string, Image>> = {
  'training-job': async (context, { region, name }) => {
    const said = await context.sageMaker(region, 'DescribeTrainingJob', { TrainingJobName: name });
    return training.parse(said).AlgorithmSpecification.TrainingImage;
  },
  'processing-job': async (context, { region, name }) => {
    const said = await context.sageMaker(region, 'DescribeProcessingJob', {
      ProcessingJobName: name,
    });
    return processing.parse(said).AppSpecification.ImageUri;
  },
  'transform-job': async (context, { region, name }) => {
    const said = await context.sageMaker(region, 'DescribeTransformJob', {
      TransformJobName: name,
    });
    const { ModelName } = transforming.parse(said);
    const served = await context.sageMaker(region, 'DescribeModel', { ModelName });
    return model.parse(served).PrimaryContainer?.Image;
  },
};

/** Whether a job goes on until it is stopped; see {@link isEndless}. */
export async function goesOn(
  context: ComputeContext,
  job: Named & { readonly type: string },
): Promise<boolean> {
  return isEndless(await images[job.type]?.(context, job));
}

const day = 86_400_000;

/** Ends with its signal alone, which it throws. */
export async function untilStopped(signal: AbortSignal): Promise<never> {
  for (;;) await sleep(day, undefined, { signal });
}
