import { CreatePresignedNotebookInstanceUrlCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { LabsError } from '../errors.ts';

/**
 * A URL that opens the notebook's JupyterLab without signing in. It works for five minutes and is a
 * secret: whoever has it has the sandbox's role (CreatePresignedNotebookInstanceUrl).
 *
 * @param sessionSeconds how long who opens it stays signed in, 1,800 to 43,200
 * @default 43,200, AWS's own
 * @throws LabsError `notebook.no-link` for an answer without a link
 */
export async function presign(
  aws: Aws,
  stack: SandboxStack,
  sessionSeconds?: number,
): Promise<string> {
  const sageMaker = await aws.client('sageMaker', stack.region);
  const { AuthorizedUrl: given = '' } = await sageMaker.send(
    new CreatePresignedNotebookInstanceUrlCommand({
      NotebookInstanceName: stack.notebook ?? '',
      ...(sessionSeconds === undefined
        ? {}
        : { SessionExpirationDurationInSeconds: sessionSeconds }),
    }),
  );
  if (!/^https?:/.test(given) || !URL.canParse(given)) {
    throw new LabsError('notebook.no-link', { name: stack.name });
  }
  const url = new URL(given);
  // Without it the classic interface opens (service-workbench-on-aws, environment-url-service).
  if (!url.pathname.endsWith('/lab')) url.searchParams.set('view', 'lab');
  return url.href;
}
