import { CreatePresignedNotebookInstanceUrlCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';

/**
 * A URL that opens the notebook's JupyterLab without signing in. It works for five minutes and is a
 * secret: whoever has it has the sandbox's role (CreatePresignedNotebookInstanceUrl).
 *
 * @param sessionSeconds how long who opens it stays signed in, 1,800 to 43,200
 * @default 43,200, AWS's own
 */
export async function presign(
  aws: Aws,
  stack: SandboxStack,
  sessionSeconds?: number,
): Promise<string> {
  const sageMaker = await aws.client('sageMaker', stack.region);
  const { AuthorizedUrl = '' } = await sageMaker.send(
    new CreatePresignedNotebookInstanceUrlCommand({
      NotebookInstanceName: stack.notebook ?? '',
      ...(sessionSeconds === undefined
        ? {}
        : { SessionExpirationDurationInSeconds: sessionSeconds }),
    }),
  );
  const url = new URL(AuthorizedUrl);
  // Without it the classic interface opens (service-workbench-on-aws, environment-url-service).
  if (!url.pathname.endsWith('/lab')) url.searchParams.set('view', 'lab');
  return url.href;
}
