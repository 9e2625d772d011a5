import type { ResourceType } from '../sandbox/resource-types.ts';
import type { Sweeper } from './sweeper.ts';
import { bucket } from './sweepers/bucket.ts';
import { ecrRepository } from './sweepers/ecr-repository.ts';
import { endpointConfiguration } from './sweepers/endpoint-configuration.ts';
import { endpoint } from './sweepers/endpoint.ts';
import { experiment } from './sweepers/experiment.ts';
import { jobOutput } from './sweepers/job-output.ts';
import { logGroup } from './sweepers/log-group.ts';
import { logStream } from './sweepers/log-stream.ts';
import { modelPackage } from './sweepers/model-package.ts';
import { model } from './sweepers/model.ts';
import { notebook } from './sweepers/notebook.ts';
import { pipeline } from './sweepers/pipeline.ts';
import { processingJob } from './sweepers/processing-job.ts';
import { stack } from './sweepers/stack.ts';
import { stateMachine } from './sweepers/state-machine.ts';
import { topicsJob } from './sweepers/topics-job.ts';
import { trainingJob } from './sweepers/training-job.ts';
import { transformJob } from './sweepers/transform-job.ts';
import { translationJob } from './sweepers/translation-job.ts';
import { trialComponent } from './sweepers/trial-component.ts';
import { trial } from './sweepers/trial.ts';
import { tuningJob } from './sweepers/tuning-job.ts';

const byType = {
  'state-machine': stateMachine,
  pipeline,
  'tuning-job': tuningJob,
  'transform-job': transformJob,
  'topics-job': topicsJob,
  'translation-job': translationJob,
  notebook,
  'log-stream': logStream,
  'job-output': jobOutput,
  'trial-component': trialComponent,
  trial,
  experiment,
  'training-job': trainingJob,
  'processing-job': processingJob,
  'log-group': logGroup,
  endpoint,
  'endpoint-configuration': endpointConfiguration,
  model,
  'model-package': modelPackage,
  'ecr-repository': ecrRepository,
  bucket,
  stack,
} as const satisfies Record<ResourceType, Sweeper>;

/** Every sweeper, in an order in which each thing's removal waits only for what stands before it. */
export const sweepers: readonly Sweeper[] = Object.values(byType);

/** The sweeper of a type. */
export function sweeperOf(type: ResourceType): Sweeper {
  return byType[type];
}
