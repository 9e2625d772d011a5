import type { Event } from '@aws-sdk/client-cloudtrail';
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod';
import { defined } from '../defined.ts';
import type { EndpointEvent, HistoryEvent } from '../cost/history.ts';
import { sandboxOfRole, tagKeys } from '../sandbox/tags.ts';
import type { Aws } from './clients.ts';

/** The part of a CloudTrail record that we read ("CloudTrail record contents", user guide). */
const record = z.object({
  errorCode: z.string().optional(),
  userIdentity: z
    .object({
      sessionContext: z
        .object({ sessionIssuer: z.object({ arn: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
  requestParameters: z
    .object({
      notebookInstanceName: z.string().optional(),
      endpointName: z.string().optional(),
      endpointConfigName: z.string().optional(),
      tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
      productionVariants: z
        .array(
          z.object({
            instanceType: z.string().optional(),
            initialInstanceCount: z.number().optional(),
          }),
        )
        .optional(),
    })
    .nullish(),
});

type CloudTrailRecord = z.infer<typeof record>;

/** Instances of an endpoint configuration. */
export interface ConfigInstances {
  readonly config: string;
  readonly instances: readonly { readonly type: string; readonly count: number }[];
}

/** What CloudTrail recorded of a region's notebooks and endpoints. */
export interface History {
  /** Starts and stops, of all notebooks. */
  readonly notebooks: readonly HistoryEvent[];
  /** Made and deleted by any sandbox's role or by hand; see {@link endpointsOf}. */
  readonly endpoints: readonly (EndpointEvent & { readonly sandbox?: string })[];
  readonly configs: readonly ConfigInstances[];
}

/**
 * Pages of 50 events that are read of one name; a region in which more happened is not for this:
 * LookupEvents takes two requests a second.
 */
const mostPages = 20;

/**
 * Reads the event history of a region: free, 90 days long, some minutes late (LookupEvents,
 * CloudTrail API reference). Once for all sandboxes of the region.
 *
 * @throws what AWS answers, or where there is too much to read
 */
export async function readHistory(
  aws: Aws,
  region: string,
  since: Date,
  signal: AbortSignal,
): Promise<History> {
  const named = (name: string) => lookUp(aws, region, name, since, signal);
  const [starts, stops, made, deleted, configs] = await Promise.all([
    named('StartNotebookInstance'),
    named('StopNotebookInstance'),
    named('CreateEndpoint'),
    named('DeleteEndpoint'),
    named('CreateEndpointConfig'),
  ]);
  return {
    notebooks: [...starts, ...stops].flatMap(({ name, time, said }) => {
      const thing = said.requestParameters?.notebookInstanceName;
      return thing === undefined ? [] : [{ name, time, thing }];
    }),
    endpoints: [...made, ...deleted].flatMap(endpointEvent),
    configs: configs.flatMap(({ said }) => configOf(said)),
  };
}

/**
 * When each notebook instance was last opened, by its name: a URL was made for it.
 *
 * @throws as {@link readHistory}
 */
export async function readOpenings(
  aws: Aws,
  region: string,
  since: Date,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Date>> {
  const events = await lookUp(aws, region, 'CreatePresignedNotebookInstanceUrl', since, signal);
  const opened = new Map<string, Date>();
  for (const { time, said } of events) {
    const notebook = said.requestParameters?.notebookInstanceName;
    if (notebook === undefined) continue;
    const before = opened.get(notebook);
    if (before === undefined || before < time) opened.set(notebook, time);
  }
  return opened;
}

interface Recorded {
  readonly name: string;
  readonly time: Date;
  readonly said: CloudTrailRecord;
}

async function lookUp(
  aws: Aws,
  region: string,
  name: string,
  since: Date,
  signal: AbortSignal,
): Promise<readonly Recorded[]> {
  const client = await aws.client('cloudTrail', region);
  const found: Recorded[] = [];
  let pages = 0;
  const answers = paginateLookupEvents(
    { client, pageSize: 50 },
    {
      StartTime: since,
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
    },
    { abortSignal: signal },
  );
  for await (const { Events = [] } of answers) {
    pages += 1;
    if (pages > mostPages) throw new Error(`more than ${mostPages * 50} ${name} events`);
    found.push(...Events.flatMap((event) => read(event, name)));
  }
  return found;
}

/** A call that succeeded; one that was refused changed nothing. */
function read({ EventTime: time, CloudTrailEvent: text }: Event, name: string): Recorded[] {
  if (time === undefined || text === undefined) return [];
  const parsed = record.safeParse(JSON.parse(text));
  if (!parsed.success || parsed.data.errorCode !== undefined) return [];
  return [{ name, time, said: parsed.data }];
}

function endpointEvent({ name, time, said }: Recorded): History['endpoints'] {
  const { endpointName: thing, endpointConfigName: config, tags } = said.requestParameters ?? {};
  if (thing === undefined) return [];
  const role = said.userIdentity?.sessionContext?.sessionIssuer?.arn;
  const sandbox =
    tags?.find(({ key }) => key === tagKeys.sandbox)?.value ??
    (role === undefined ? undefined : sandboxOfRole(role));
  return [
    {
      name,
      time,
      thing,
      ...defined({ config, sandbox }),
    },
  ];
}

function configOf({ requestParameters: given }: CloudTrailRecord): readonly ConfigInstances[] {
  if (given?.endpointConfigName === undefined) return [];
  const instances = (given.productionVariants ?? []).flatMap(
    ({ instanceType: type, initialInstanceCount: count = 1 }) =>
      type === undefined ? [] : [{ type, count }],
  );
  return [{ config: given.endpointConfigName, instances }];
}

/**
 * The events of a sandbox's endpoints: made with its tag or by its role, deleted by anybody. A name can be used
 * again, so a deletion counts only for the sandbox whose endpoint it was.
 */
export function endpointsOf({ endpoints }: History, sandbox: string): readonly EndpointEvent[] {
  const own = new Set(
    endpoints
      .filter((event) => event.name === 'CreateEndpoint' && event.sandbox === sandbox)
      .map(({ thing }) => thing),
  );
  return endpoints.filter(
    (event) => own.has(event.thing) && (event.sandbox ?? sandbox) === sandbox,
  );
}
