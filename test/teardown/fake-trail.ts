import type { Input } from './fake-answers.ts';
import { awsError, page } from './fake-answers.ts';
import type { FakeState, FakeThing } from './fake-state.ts';
import { account } from './fake-state.ts';

/** What is different in an event from a plain one. */
export interface Telling {
  readonly role: string;
  /** Of the event; that of the thing's creation where absent. */
  readonly at?: number;
  /** Members of the record that are other ones. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** Lets CloudTrail tell by which role's session a thing was made. */
export function tellWhoMade(
  state: FakeState,
  { kind, name, arn, region, createdAt }: FakeThing,
  { role, at = createdAt.getTime(), record = {} }: Telling,
): void {
  const [, , , , issuerAccount = ''] = role.split(':');
  const text = JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      accountId: account,
      sessionContext: { sessionIssuer: { type: 'Role', arn: role, accountId: issuerAccount } },
    },
    eventSource: 'sagemaker.amazonaws.com',
    eventName: `Create${kind}`,
    awsRegion: region,
    requestParameters: { [`${lowerFirst(kind)}Name`]: name },
    // As the developer guide's example has it, in small letters.
    responseElements: { [`${lowerFirst(kind)}Arn`]: arn.toLowerCase() },
    recipientAccountId: account,
    ...record,
  });
  state.history.push({ name: `Create${kind}`, region, at, text });
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** Answers LookupEvents by a call's name, the newest first (CloudTrail API reference). */
export function answerCloudTrail(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  if (operation !== 'LookupEvents') throw new Error(`not modelled: ${operation}`);
  const [attribute, ...more] = input.LookupAttributes as readonly {
    readonly AttributeKey: string;
    readonly AttributeValue: string;
  }[];
  if (attribute?.AttributeKey !== 'EventName' || more.length > 0) {
    throw awsError('InvalidLookupAttributesException', 'one attribute, EventName');
  }
  const found = state.history
    .filter((event) => event.name === attribute.AttributeValue && event.region === region)
    .filter(({ at }) => at >= (input.StartTime as Date).getTime())
    .filter(({ at }) => at <= (input.EndTime as Date).getTime())
    .toSorted((one, other) => other.at - one.at);
  const { items, next } = page(found, input.NextToken, pageSize);
  return {
    Events: items.map(({ name, at, text }) => ({
      EventName: name,
      EventTime: new Date(at),
      CloudTrailEvent: text,
    })),
    NextToken: next,
  };
}
