import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startServer, startTimeout } from './server.ts';
import { sandboxTemplate, smallTemplate, type Template } from './stack-template.ts';
import {
  createStack,
  describeStack,
  endNotebook,
  onlyNotebook,
  outputsOf,
  stackEvents,
  stackResources,
} from './stacks.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
}, startTimeout);
afterAll(() => server.stop());

function update(StackName: string, template: Template) {
  return server.cloudFormation.send(
    new UpdateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
}

/** The template with other properties of its notebook. */
function withNotebook(properties: Readonly<Record<string, string>>): Template {
  const { Notebook, ...others } = sandboxTemplate.Resources;
  return {
    ...sandboxTemplate,
    Resources: {
      ...others,
      Notebook: { ...Notebook, Properties: { ...Notebook.Properties, ...properties } },
    },
  };
}

test('a notebook whose network changes is made anew before the old one goes', async () => {
  await createStack(server, 'network');
  const old = await onlyNotebook(server);
  await endNotebook(server, old.name, 'InService');
  await update('network', withNotebook({ DirectInternetAccess: 'Disabled' }));
  const two = (await server.state()).notebooks;
  const fresh = two.find((notebook) => notebook.name !== old.name);
  expect(two.map((notebook) => notebook.status).toSorted()).toEqual(['InService', 'Pending']);

  await endNotebook(server, fresh?.name ?? '', 'InService');
  const stack = await describeStack(server, 'network');
  expect(stack.StackStatus).toBe('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  expect(outputsOf(stack)['NotebookName']).toBe(fresh?.name);
  await endNotebook(server, old.name, 'Stopped');
  await endNotebook(server, old.name, 'Gone');
  expect((await describeStack(server, 'network')).StackStatus).toBe('UPDATE_COMPLETE');
  expect((await onlyNotebook(server)).name).toBe(fresh?.name);
});

test('a resource with a name of its own is not replaced under that name', async () => {
  const { Role } = smallTemplate.Resources;
  const properties = Role?.['Properties'] as Readonly<Record<string, string>>;
  const role = (Path: string): Template => ({
    ...smallTemplate,
    Resources: { Role: { ...Role, Properties: { ...properties, RoleName: 'mine', Path } } },
  });
  await createStack(server, 'named', {
    template: role('/one/'),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  await server.cloudFormation.send(
    new UpdateStackCommand({
      StackName: 'named',
      TemplateBody: JSON.stringify(role('/two/')),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  expect((await describeStack(server, 'named')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  const failed = (await stackEvents(server, 'named')).find(
    (event) => event.ResourceStatus === 'UPDATE_FAILED',
  );
  expect(failed?.ResourceStatusReason).toBe(
    'CloudFormation cannot update a stack when a custom-named resource requires replacing. ' +
      'Rename mine and update the stack again.',
  );
});

test('a changed output is an update of its own', async () => {
  await createStack(server, 'output', { template: smallTemplate });
  await update('output', { ...smallTemplate, Outputs: { Name: { Value: { Ref: 'Bucket' } } } });
  const stack = await describeStack(server, 'output');
  expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
  expect(outputsOf(stack)['Name']).toMatch(/^output-bucket-/);
});

test('RetainExceptOnCreate keeps a resource, but not of a creation that fails', async () => {
  const { Bucket } = smallTemplate.Resources;
  const kept = { ...Bucket, DeletionPolicy: 'RetainExceptOnCreate' };
  const bad = { Type: 'AWS::S3::Bucket', DependsOn: 'Bucket', Properties: { Colour: 'red' } };
  await createStack(server, 'unmade', { template: { Resources: { Bucket: kept, Bad: bad } } });
  expect((await stackResources(server, 'unmade'))['Bucket']?.ResourceStatus).toBe(
    'DELETE_COMPLETE',
  );
});
