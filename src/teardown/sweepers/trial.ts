import {
  DeleteTrialCommand,
  DisassociateTrialComponentCommand,
  paginateListTrialComponents,
  paginateListTrials,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { isGone } from '../../aws/problem.ts';
import type { Context, Sweeper } from '../sweeper.ts';

/**
 * A trial costs nothing. It records no role, so its tag alone tells whose it is.
 *
 * "All trial components that make up the trial must be deleted first" (DeleteTrial, API reference):
 * the sandbox's own are, somebody else's are taken out of it and stay.
 */
export const trial: Sweeper = {
  type: 'trial',
  creates: ['sagemaker:CreateTrial'],
  bills: 'never',
  tagType: 'sagemaker:experiment-trial',
  tagTells: true,
  dependsOn: { remove: [{ type: 'trial-component', until: 'gone' }] },

  async *list({ aws, region, since, signal }) {
    const client = await aws.client('sageMaker', region);
    const pages = paginateListTrials(
      { client, pageSize: 100 },
      { CreatedAfter: since },
      { abortSignal: signal },
    );
    for await (const page of pages) {
      for (const summary of page.TrialSummaries ?? []) {
        const { TrialName: id = '', TrialArn: arn, CreationTime: createdAt } = summary;
        yield { id, status: '', stage: 'settled', ...defined({ arn, createdAt }) };
      }
    }
  },

  async remove(context, { id }) {
    const client = await context.aws.client('sageMaker', context.region);
    const options = { abortSignal: context.signal };
    for (const component of await componentsOf(context, id)) {
      const pair = { TrialName: id, TrialComponentName: component };
      await client
        .send(new DisassociateTrialComponentCommand(pair), options)
        .catch(unlessAlreadyOut);
    }
    await client.send(new DeleteTrialCommand({ TrialName: id }), options);
  },
};

async function componentsOf(
  { aws, region, signal }: Context,
  name: string,
): Promise<readonly string[]> {
  const client = await aws.client('sageMaker', region);
  const found: string[] = [];
  const pages = paginateListTrialComponents(
    { client, pageSize: 100 },
    { TrialName: name },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    const summaries = page.TrialComponentSummaries ?? [];
    found.push(...summaries.flatMap(({ TrialComponentName }) => TrialComponentName ?? []));
  }
  return found;
}

function unlessAlreadyOut(error: unknown): void {
  if (!isGone(error)) throw error;
}
