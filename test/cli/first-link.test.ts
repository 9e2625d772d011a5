import {
  CreatePresignedNotebookInstanceUrlCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { beforeEach, expect, test } from 'vitest';
import type { SandboxStack } from '../../src/aws/sandboxes.ts';
import { firstLink } from '../../src/cli/first-link.ts';
import { describeStarted } from '../../src/cli/ui/sandbox.ts';
import type { SandboxView } from '../../src/provision/view.ts';
import { presign } from '../../src/provision/presign.ts';
import { testAws, testContext } from './test-context.ts';
import { mockClient } from '../mock-client.ts';

const sageMaker = mockClient(SageMakerClient);
const stack = { name: 'labs-kim', region: 'us-east-1', notebook: 'n' } as SandboxStack;

beforeEach(() => void sageMaker.reset());

test.each([
  {},
  { AuthorizedUrl: '' },
  { AuthorizedUrl: 'javascript:alert(1)' },
  { AuthorizedUrl: 'x' },
])('the answer %j is no link: the start ends well, and says how to get one', async (answer) => {
  sageMaker.on(CreatePresignedNotebookInstanceUrlCommand).resolves(answer);
  const context = testContext();
  expect(await firstLink(context, testAws(), stack)).toBeUndefined();
  const [event] = context.host.events;
  expect(event && context.say(event.message)).toBe(
    'labs-kim runs, but there is no link to it: AWS gave no link to the notebook of labs-kim. Ask for another: labs open --sandbox labs-kim',
  );
  await expect(presign(testAws(), stack)).rejects.toMatchObject({ code: 'notebook.no-link' });
});

test('a refused link is no failed start either', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: {} });
  sageMaker.on(CreatePresignedNotebookInstanceUrlCommand).rejects(denied);
  const context = testContext();
  expect(await firstLink(context, testAws(), stack)).toBeUndefined();
  expect(context.host.events).toHaveLength(1);
});

test('a command that was interrupted does not go on', async () => {
  const controller = new AbortController();
  const context = testContext({ signal: controller.signal });
  sageMaker.on(CreatePresignedNotebookInstanceUrlCommand).callsFake(() => {
    controller.abort(new Error('interrupted'));
    throw new Error('aborted');
  });
  await expect(firstLink(context, testAws(), stack)).rejects.toThrow('interrupted');
});

test('a link opens JupyterLab, and without one none is announced', async () => {
  sageMaker
    .on(CreatePresignedNotebookInstanceUrlCommand)
    .resolves({ AuthorizedUrl: 'https://n.notebook.us-east-1.sagemaker.aws?authToken=t' });
  const context = testContext();
  const url = await firstLink(context, testAws(), stack);
  expect(url).toBe('https://n.notebook.us-east-1.sagemaker.aws/?authToken=t&view=lab');
  const view = { repos: [], kernels: [], notebook: null } as unknown as SandboxView;
  expect(describeStarted(view, [], context)).not.toContain('This link is a secret');
  expect(describeStarted({ ...view, url: 'https://x/' }, [], context)).toContain('https://x/');
});
