import {
  DeleteTrialComponentCommand,
  DisassociateTrialComponentCommand,
  paginateListTrialComponents,
  paginateListTrials,
} from '@aws-sdk/client-sagemaker';
import { defined } from '../../defined.ts';
import { isGone } from '../../aws/problem.ts';
import type { Context, Scan, Sweeper } from '../sweeper.ts';

/**
 * A trial component costs nothing. SageMaker makes one for each job by itself, which names the job as
 * its source: it is the job's owner's, and goes before the job, which is what proves it. One that has
 * no source was made by hand; its tag alone tells whose it is.
 *
 * "A trial component must be disassociated from all trials before the trial component can be deleted"
 * (DeleteTrialComponent, API reference); ListTrials finds them by component.
 */
export const trialComponent: Sweeper = {
  type: 'trial-component',
  creates: ['sagemaker:CreateTrialComponent'],
  bills: 'never',
  tagType: 'sagemaker:experiment-trial-component',
  tagTells: true,
  hangsOn: { types: ['training-job', 'processing-job', 'transform-job'], when: 'at rest' },
  dependsOn: {
    remove: [
      { type: 'training-job', until: 'settled', only: 'parent' },
      { type: 'processing-job', until: 'settled', only: 'parent' },
      { type: 'transform-job', until: 'settled', only: 'parent' },
    ],
  },

  async *list(scan) {
    const client = await scan.aws.client('sageMaker', scan.region);
    const pages = paginateListTrialComponents(
      { client, pageSize: 100 },
      { CreatedAfter: scan.since },
      { abortSignal: scan.signal },
    );
    const jobs = new Map(scan.parents.map((job) => [job.arn, job]));
    for await (const page of pages) {
      for (const summary of page.TrialComponentSummaries ?? []) {
        const { TrialComponentName: id = '', TrialComponentArn: arn } = summary;
        const source = summary.TrialComponentSource?.SourceArn;
        const job = source === undefined ? undefined : jobs.get(source);
        // Of somebody else's job, or of one that was deleted by hand.
        if (source !== undefined && job === undefined && !isTagged(scan, arn)) continue;
        yield {
          id,
          status: '',
          stage: 'settled',
          ...defined({ arn, createdAt: summary.CreationTime }),
          ...defined({ sandbox: job?.sandbox, parent: job?.key }),
        };
      }
    }
  },

  async remove(context, { id }) {
    const client = await context.aws.client('sageMaker', context.region);
    const options = { abortSignal: context.signal };
    for (const trial of await trialsOf(context, id)) {
      const pair = { TrialName: trial, TrialComponentName: id };
      await client
        .send(new DisassociateTrialComponentCommand(pair), options)
        .catch(unlessAlreadyOut);
    }
    await client.send(new DeleteTrialComponentCommand({ TrialComponentName: id }), options);
  },
};

function isTagged(scan: Scan, arn: string | undefined): boolean {
  return arn !== undefined && scan.evidence.tags.sandboxOf(arn) !== undefined;
}

async function trialsOf(
  { aws, region, signal }: Context,
  name: string,
): Promise<readonly string[]> {
  const client = await aws.client('sageMaker', region);
  const found: string[] = [];
  const pages = paginateListTrials(
    { client, pageSize: 100 },
    { TrialComponentName: name },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    found.push(...(page.TrialSummaries ?? []).flatMap(({ TrialName }) => TrialName ?? []));
  }
  return found;
}

function unlessAlreadyOut(error: unknown): void {
  if (!isGone(error)) throw error;
}
