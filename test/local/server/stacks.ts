import {
  CreateStackCommand,
  type CreateStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import type { Server } from './server.ts';
import { sandboxTemplate, type Template } from './stack-template.ts';

type Request = Partial<Omit<CreateStackCommandInput, 'TemplateBody'>> & {
  readonly template?: Template;
};

/** CreateStack with our template and the capability it needs; the stack's id. */
export async function createStack(
  server: Server,
  name: string,
  { template = sandboxTemplate, ...request }: Request = {},
): Promise<string> {
  const answer = await server.cloudFormation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
      ...request,
    }),
  );
  return answer.StackId ?? '';
}

export async function describeStack(server: Server, nameOrId: string): Promise<Stack> {
  const answer = await server.cloudFormation.send(
    new DescribeStacksCommand({ StackName: nameOrId }),
  );
  const [stack] = answer.Stacks ?? [];
  if (stack === undefined) throw new Error(`no stack ${nameOrId}`);
  return stack;
}

/** The resources of a stack by logical id. */
export async function stackResources(
  server: Server,
  nameOrId: string,
): Promise<Readonly<Record<string, StackResource>>> {
  const answer = await server.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: nameOrId }),
  );
  return Object.fromEntries(
    (answer.StackResources ?? []).map((resource) => [resource.LogicalResourceId, resource]),
  );
}

/** The events of a stack, oldest first. */
export async function stackEvents(server: Server, nameOrId: string): Promise<StackEvent[]> {
  const answer = await server.cloudFormation.send(
    new DescribeStackEventsCommand({ StackName: nameOrId }),
  );
  return (answer.StackEvents ?? []).toReversed();
}

/** Statuses that a logical id went through, in order. */
export function statusesOf(events: readonly StackEvent[], logicalId: string): string[] {
  return events
    .filter((event) => event.LogicalResourceId === logicalId)
    .map((event) => event.ResourceStatus ?? '');
}

export function outputsOf(stack: Stack): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (stack.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue ?? '']),
  );
}

/** The one notebook there is. */
export async function onlyNotebook(server: Server) {
  const { notebooks } = await server.state();
  const [notebook] = notebooks;
  if (notebook === undefined || notebooks.length > 1) throw new Error('not one notebook');
  return notebook;
}

/** Ends the transition that a notebook is in. */
export async function endNotebook(
  server: Server,
  name: string,
  status: string,
  failureReason?: string,
): Promise<number> {
  const body = { status, ...(failureReason === undefined ? {} : { failureReason }) };
  return (await server.control('POST', `notebooks/us-east-1/${name}`, body)).status;
}
