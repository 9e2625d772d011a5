import type { RequestShape } from './s3-operation.ts';
import { s3Operation } from './s3-operation.ts';

/** Operations of the services that speak REST, by method and path; the first that fits counts. */
const restOperations: Readonly<
  Record<string, readonly (readonly [method: string, path: RegExp, operation: string])[]>
> = {
  sagemaker: [
    ['POST', /^\/endpoints\/[^/]+\/invocations$/, 'InvokeEndpoint'],
    ['POST', /^\/endpoints\/[^/]+\/async-invocations$/, 'InvokeEndpointAsync'],
    [
      'POST',
      /^\/endpoints\/[^/]+\/invocations-response-stream$/,
      'InvokeEndpointWithResponseStream',
    ],
  ],
  scheduler: [
    ['POST', /^\/schedules\/[^/]+$/, 'CreateSchedule'],
    ['GET', /^\/schedules\/[^/]+$/, 'GetSchedule'],
    ['PUT', /^\/schedules\/[^/]+$/, 'UpdateSchedule'],
    ['DELETE', /^\/schedules\/[^/]+$/, 'DeleteSchedule'],
    ['GET', /^\/schedules\/?$/, 'ListSchedules'],
    ['POST', /^\/schedule-groups\/[^/]+$/, 'CreateScheduleGroup'],
    ['GET', /^\/schedule-groups\/[^/]+$/, 'GetScheduleGroup'],
    ['DELETE', /^\/schedule-groups\/[^/]+$/, 'DeleteScheduleGroup'],
    ['GET', /^\/schedule-groups\/?$/, 'ListScheduleGroups'],
    ['POST', /^\/tags\/.+$/, 'TagResource'],
    ['GET', /^\/tags\/.+$/, 'ListTagsForResource'],
    ['DELETE', /^\/tags\/.+$/, 'UntagResource'],
  ],
};

/**
 * The operation of a request in AWS's protocols: the X-Amz-Target of JSON, the Action of Query,
 * the path of CBOR, method and path of REST.
 *
 * @returns method and first part of the path where it cannot be told
 */
export function operationOf(service: string, request: RequestShape): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  const cbor = /^\/service\/[^/]+\/operation\/([A-Za-z0-9]+)$/.exec(request.path)?.[1];
  if (cbor !== undefined) return cbor;
  if (service === 's3') return s3Operation(request);
  const action = request.form?.get('Action') ?? request.query.get('Action');
  if (action) return action;
  const found = restOperations[service]?.find(
    ([method, path]) => method === request.method && path.test(request.path),
  );
  return found?.[2] ?? `${request.method} /${request.path.split('/')[1] ?? ''}`;
}
