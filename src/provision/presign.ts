import { CreatePresignedNotebookInstanceUrlCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';

/**
 * A URL that opens the notebook's JupyterLab without signing in. It works for five minutes and is a
 * secret: whoever has it has the sandbox's role (CreatePresignedNotebookInstanceUrl).
 */
export async function presign(aws: Aws, stack: SandboxStack): Promise<string> {
  const sageMaker = await aws.client('sageMaker', stack.region);
  const { AuthorizedUrl = '' } = await sageMaker.send(
    new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: stack.notebook ?? '' }),
  );
  const url = new URL(AuthorizedUrl);
  // Without it the classic interface opens (service-workbench-on-aws, environment-url-service).
  if (!url.pathname.endsWith('/lab')) url.searchParams.set('view', 'lab');
  return url.href;
}
