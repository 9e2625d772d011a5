import type { CfnResource, CfnTag, Stack } from 'aws-cdk-lib/core';
import { Fn } from 'aws-cdk-lib/core';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import { LabsError } from '../src/errors.ts';
import { hookHead, longestHook, onCreateBody, onStartBody } from '../src/notebook/hooks.ts';
import type { Wish } from '../src/sandbox/wish.ts';
import type { Parameters } from './parameters.ts';

interface NotebookOptions {
  readonly wish: Wish;
  readonly parameters: Parameters;
  readonly role: CfnRole;
  /** What must be there before it boots, and stay until it is gone. */
  readonly after: readonly CfnResource[];
  readonly tags: CfnTag[];
}

/**
 * The notebook instance and the two hooks that bring the agent and its wish.
 *
 * @throws LabsError `template.hook-too-large` for a wish that no hook can carry
 */
export function addNotebook(stack: Stack, options: NotebookOptions): CfnNotebookInstance {
  const { wish, parameters, role, after, tags } = options;
  const hooks = new CfnNotebookInstanceLifecycleConfig(stack, 'Hooks', {
    onCreate: [{ content: hook(onCreateBody(wish), wish) }],
    onStart: [{ content: hook(onStartBody(), wish) }],
  });

  const notebook = new CfnNotebookInstance(stack, 'Notebook', {
    // CloudFormation's documented default cannot be created any more.
    platformIdentifier: 'notebook-al2023-v1',
    instanceType: parameters.instanceType.valueAsString,
    volumeSizeInGb: parameters.volumeGiB.valueAsNumber,
    roleArn: role.attrArn,
    lifecycleConfigName: hooks.attrNotebookInstanceLifecycleConfigName,
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    // Workshops install system packages. Root gains nothing in AWS: every process of the instance
    // can have the role's credentials, and the hooks run as root either way.
    rootAccess: 'Enabled',
    // Workshops clone, download data and install packages; the network is SageMaker's own, so no
    // subnet of the account is in reach.
    directInternetAccess: 'Enabled',
    tags,
  });
  for (const resource of after) notebook.addResourceDependency(resource);
  return notebook;
}

/** Room for what the parameters in the head grow to, which only CloudFormation knows. */
const headGrowth = 200;

function hook(body: string, wish: Wish): string {
  const bytes = Buffer.byteLength(hookHead + body) + headGrowth;
  const characters = 4 * Math.ceil(bytes / 3);
  if (characters > longestHook) {
    const labs = [...new Set(wish.repos.map((repo) => repo.lab))];
    throw new LabsError('template.hook-too-large', { labs, characters, largest: longestHook });
  }
  return Fn.base64(Fn.join('', [Fn.sub(hookHead), body]));
}
