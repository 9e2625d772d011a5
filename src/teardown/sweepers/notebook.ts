import {
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  paginateListNotebookInstances,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { message } from '../../messages/message.ts';
import { unlessGone } from '../../aws/problem.ts';
import type { Listed, Sweeper } from '../sweeper.ts';
import type { Stage } from '../thing.ts';

/**
 * A notebook instance bills while it runs, and its volume while it exists. It is stopped at once, so
 * that it makes nothing new while the rest goes; its stack removes it, or we where no stack does.
 *
 * StopNotebookInstance takes InService ones only, DeleteNotebookInstance Stopped and Failed ones
 * only: "Status (InService) not in ([Stopped, Failed])" (terraform-provider-aws issue 16767,
 * amazon-sagemaker-examples issues 1094 and 1798). No call ends one that is stuck in between.
 */
export const notebook: Sweeper = {
  type: 'notebook',
  // A sandbox's role may not make one; its stack does.
  creates: [],
  bills: 'running',
  stuckAdvice: (stuck) => message('down.advice-notebook', stuck),
  tagType: 'sagemaker:notebook-instance',
  inStack: true,

  async *list({ aws, region, since, sandboxes, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListNotebookInstances(
      { client, pageSize: 100 },
      { CreationTimeAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.NotebookInstances ?? []) {
        const name = summary.NotebookInstanceName;
        const owner = sandboxes.find((sandbox) => sandbox.notebook === name);
        yield owner === undefined ? listed(summary) : { ...listed(summary), sandbox: owner.name };
      }
    }
  },

  async describe({ aws, region, signal }, name) {
    const client = await aws.client('sageMaker', region);
    const command = new DescribeNotebookInstanceCommand({ NotebookInstanceName: name });
    const found = await unlessGone(client.send(command, { abortSignal: signal }));
    if (found === undefined) return undefined;
    const described = listed(found);
    return {
      listed: described,
      roles: async () => (found.RoleArn === undefined ? [] : [found.RoleArn]),
      uses: async () => described.uses,
    };
  },

  async settle({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: id }), {
      abortSignal: signal,
    });
    return 'asked';
  },

  async remove({ aws, region, signal }, { id }) {
    const client = await aws.client('sageMaker', region);
    await client.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName: id }), {
      abortSignal: signal,
    });
  },
};

interface Summary {
  readonly NotebookInstanceName?: string | undefined;
  readonly NotebookInstanceArn?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly NotebookInstanceStatus?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly FailureReason?: string | undefined;
}

function listed(summary: Summary): Listed {
  const { InstanceType: instanceType, FailureReason: statusReason } = summary;
  const status = summary.NotebookInstanceStatus ?? '';
  return {
    id: summary.NotebookInstanceName ?? '',
    arn: summary.NotebookInstanceArn ?? '',
    ...defined({ createdAt: summary.CreationTime }),
    status,
    ...defined({ statusReason }),
    stage: stageOf(status),
    ...(instanceType === undefined ? {} : { uses: [{ use: 'notebook', instanceType, count: 1 }] }),
  };
}

/** NotebookInstanceStatus (DescribeNotebookInstance, API reference); an unknown one is waited for. */
function stageOf(status: string): Stage {
  switch (status) {
    case 'InService':
      return 'running';
    case 'Stopped':
    case 'Failed':
      return 'settled';
    case 'Deleting':
      return 'leaving';
    default:
      return 'changing';
  }
}
