import * as z from 'zod';
import type { ServerNotebook } from '../server/control.ts';
import type { ServerCalls } from '../server/server-call.ts';

const described = z.object({ NotebookInstanceLifecycleConfigName: z.string() });
const config = z.object({ NotebookInstanceLifecycleConfigArn: z.string() });

/** ARN of the lifecycle configuration of a notebook, for its FailureReason. */
export async function lifecycleConfigArn(
  calls: ServerCalls,
  accessKeyId: string,
  { region, name }: ServerNotebook,
): Promise<string> {
  const describe = (operation: string, input: object) =>
    calls.json({
      service: 'sagemaker',
      region,
      target: `SageMaker.${operation}`,
      accessKeyId,
      input,
    });
  const notebook = described.parse(
    await describe('DescribeNotebookInstance', { NotebookInstanceName: name }),
  );
  const found = await describe('DescribeNotebookInstanceLifecycleConfig', notebook);
  return config.parse(found).NotebookInstanceLifecycleConfigArn;
}
