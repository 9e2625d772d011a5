import { paginateListNotebookInstances } from '@aws-sdk/client-sagemaker';
import { defined } from '../defined.ts';
import type { Aws } from './clients.ts';

/** A notebook instance as the list shows it. */
export interface NotebookSummary {
  readonly name: string;
  readonly arn: string;
  /**
   * SageMaker's status: Pending, InService, Stopping, Stopped, Failed, Deleting, Updating,
   * PendingMaintenance or InMaintenance.
   */
  readonly status: string;
  readonly type: string;
  readonly createdAt?: Date;
  /** When its status or a setting last changed. */
  readonly modifiedAt?: Date;
}

/** Every notebook instance of a region: its list has status and type, so none is described. */
export async function listNotebooks(aws: Aws, region: string): Promise<readonly NotebookSummary[]> {
  const client = await aws.client('sageMaker', region);
  const notebooks: NotebookSummary[] = [];
  for await (const page of paginateListNotebookInstances({ client }, { MaxResults: 100 })) {
    for (const notebook of page.NotebookInstances ?? []) {
      notebooks.push({
        name: notebook.NotebookInstanceName ?? '',
        arn: notebook.NotebookInstanceArn ?? '',
        status: notebook.NotebookInstanceStatus ?? '',
        type: notebook.InstanceType ?? '',
        ...defined({ createdAt: notebook.CreationTime, modifiedAt: notebook.LastModifiedTime }),
      });
    }
  }
  return notebooks;
}
