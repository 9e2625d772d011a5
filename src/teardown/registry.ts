import type { ResourceType } from '../messages/resource-names.ts';
import type { Sweeper } from './sweeper.ts';
import { bucket } from './sweepers/bucket.ts';
import { endpointConfiguration } from './sweepers/endpoint-configuration.ts';
import { endpoint } from './sweepers/endpoint.ts';
import { logGroup } from './sweepers/log-group.ts';
import { logStream } from './sweepers/log-stream.ts';
import { model } from './sweepers/model.ts';
import { notebook } from './sweepers/notebook.ts';
import { processingJob } from './sweepers/processing-job.ts';
import { stack } from './sweepers/stack.ts';
import { trainingJob } from './sweepers/training-job.ts';
import { transformJob } from './sweepers/transform-job.ts';
import { tuningJob } from './sweepers/tuning-job.ts';

const byType = {
  'tuning-job': tuningJob,
  'transform-job': transformJob,
  notebook,
  'log-stream': logStream,
  'training-job': trainingJob,
  'processing-job': processingJob,
  'log-group': logGroup,
  endpoint,
  'endpoint-configuration': endpointConfiguration,
  model,
  bucket,
  stack,
} as const satisfies Record<ResourceType, Sweeper>;

/** Every sweeper, in an order in which each thing's removal waits only for what stands before it. */
export const sweepers: readonly Sweeper[] = Object.values(byType);

/** The sweeper of a type. */
export function sweeperOf(type: ResourceType): Sweeper {
  return byType[type];
}
