import type { GetCostAndUsageCommandOutput } from '@aws-sdk/client-cost-explorer';
import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { defined } from '../defined.ts';
import { tagKeys } from '../sandbox/tags.ts';
import type { Aws } from './clients.ts';

/** US dollars that AWS takes for one request to Cost Explorer ("AWS Cost Explorer pricing"). */
export const requestUsd = 0.01;

/** What Cost Explorer has under a sandbox's tag. */
export interface ExplorerCost {
  readonly sandbox: string;
  readonly usd: number;
  /** AWS may still change it. */
  readonly isEstimated: boolean;
}

export interface ExplorerAnswer {
  readonly costs: readonly ExplorerCost[];
  /** First day, and the day after the last, UTC, `2026-11-23`. */
  readonly from: string;
  readonly to: string;
  readonly requests: number;
}

/**
 * Asks Cost Explorer what usage under the tag `labs:sandbox` cost, credits and taxes left out: one
 * request for all sandboxes, and one more for each further page of answer.
 *
 * A sandbox that is missing has no cost there (yet): data is up to a day late, and nothing is under
 * a tag before it is activated as a cost allocation tag (AWS Billing user guide).
 */
export async function askCostExplorer(
  aws: Aws,
  account: string,
  sandboxes: readonly string[],
  since: Date,
  at: Date,
): Promise<ExplorerAnswer> {
  const client = await aws.client('costExplorer', 'us-east-1');
  const from = day(since);
  // The end is not included, and must be after the start.
  const to = day(new Date(at.getTime() + 24 * 3_600_000));
  const costs = new Map<string, ExplorerCost>();
  let requests = 0;
  let token: string | undefined;
  do {
    const page: GetCostAndUsageCommandOutput = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: from, End: to },
        Granularity: 'MONTHLY',
        Metrics: ['UnblendedCost'],
        GroupBy: [{ Type: 'TAG', Key: tagKeys.sandbox }],
        Filter: {
          And: [
            { Tags: { Key: tagKeys.sandbox, Values: [...sandboxes] } },
            { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [account] } },
            { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
          ],
        },
        ...defined({ NextPageToken: token }),
      }),
    );
    requests += 1;
    for (const cost of costsIn(page)) {
      const before = costs.get(cost.sandbox);
      costs.set(cost.sandbox, {
        sandbox: cost.sandbox,
        usd: cost.usd + (before?.usd ?? 0),
        isEstimated: cost.isEstimated || (before?.isEstimated ?? false),
      });
    }
    token = page.NextPageToken;
  } while (token !== undefined);
  return { costs: [...costs.values()], from, to, requests };
}

function costsIn({ ResultsByTime = [] }: GetCostAndUsageCommandOutput): readonly ExplorerCost[] {
  return ResultsByTime.flatMap(({ Groups = [], Estimated = false }) =>
    Groups.flatMap(({ Keys = [], Metrics }) => {
      // `labs:sandbox$labs-kim`; nothing after the sign for what has no such tag.
      const sandbox = Keys[0]?.split('$')[1] ?? '';
      const usd = Number(Metrics?.['UnblendedCost']?.Amount ?? 0);
      return sandbox === '' ? [] : [{ sandbox, usd, isEstimated: Estimated }];
    }),
  );
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
