import type { Event } from '@aws-sdk/client-cloudtrail';
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod';
import type { Aws } from './clients.ts';

/** The part of a CloudTrail record that we read ("CloudTrail record contents", user guide). */
const record = z.object({
  eventName: z.string(),
  awsRegion: z.string(),
  recipientAccountId: z.string(),
  errorCode: z.string().optional(),
  userIdentity: z.object({
    type: z.literal('AssumedRole'),
    sessionContext: z.object({
      sessionIssuer: z.object({ type: z.literal('Role'), arn: z.string(), accountId: z.string() }),
    }),
  }),
  requestParameters: z.record(z.string(), z.unknown()),
  responseElements: z.record(z.string(), z.unknown()),
});

/** Something in AWS of which nothing tells who made it. */
export interface Made {
  /** The call that makes such things, such as `CreateEndpoint`. */
  readonly by: string;
  readonly name: string;
  readonly arn: string;
  readonly at: Date;
}

/** How far CloudTrail's time of a call may be from the time of creation that the thing shows. */
const margin = 2 * 60_000;

/** Pages of 50 events that are read; a moment in which more was made tells nothing. */
const mostPages = 4;

/**
 * The role by whose session something was made, from the event history of its region: free, of 90
 * days, up to some 15 minutes late, two requests a second (LookupEvents, CloudTrail API reference).
 *
 * It is looked up by the call's name and time. LookupEvents also takes a resource's name, but that
 * searches what CloudTrail lists as an event's resources, and SageMaker's documented events have none
 * ("Understand SageMaker AI log file entries", developer guide).
 *
 * @returns the role's ARN, or undefined where there is any doubt: no event, more than one, a refused
 *   call, another account, no role's session
 * @throws what AWS answers
 */
export async function creatorRole(
  aws: Aws,
  { account, region }: { readonly account: string; readonly region: string },
  made: Made,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = await aws.client('cloudTrail', region);
  const answers = paginateLookupEvents(
    { client, pageSize: 50 },
    {
      StartTime: new Date(made.at.getTime() - margin),
      EndTime: new Date(made.at.getTime() + margin),
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: made.by }],
    },
    { abortSignal: signal },
  );
  const roles: string[] = [];
  let pages = 0;
  for await (const { Events = [] } of answers) {
    pages += 1;
    if (pages > mostPages) return undefined;
    for (const event of Events) {
      if (!isOf(event, made)) continue;
      const role = roleIn(event, made, account, region);
      if (role === undefined) return undefined;
      roles.push(role);
    }
  }
  return roles.length === 1 ? roles[0] : undefined;
}

/** Whether an event succeeded in making a thing of that ARN, whoever did; in any spelling of it. */
function isOf({ CloudTrailEvent: text = '' }: Event, { arn }: Made): boolean {
  return text.toLowerCase().includes(`"${arn.toLowerCase()}"`);
}

function roleIn(
  { CloudTrailEvent: text = '' }: Event,
  { by, name, arn }: Made,
  account: string,
  region: string,
): string | undefined {
  const parsed = record.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const { sessionIssuer } = data.userIdentity.sessionContext;
  const answered = Object.values(data.responseElements).map((value) =>
    typeof value === 'string' ? value.toLowerCase() : value,
  );
  const isTheCall =
    data.eventName === by &&
    data.errorCode === undefined &&
    data.awsRegion === region &&
    data.recipientAccountId === account &&
    sessionIssuer.accountId === account &&
    Object.values(data.requestParameters).includes(name) &&
    answered.includes(arn.toLowerCase());
  return isTheCall ? sessionIssuer.arn : undefined;
}
