import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { expect, test } from 'vitest';
import { askCostExplorer } from '../../src/aws/cost-explorer.ts';
import { testAws } from '../cli/test-context.ts';
import { mockClient } from '../mock-client.ts';

const explorer = mockClient(CostExplorerClient);

function month(estimated: boolean, costs: Readonly<Record<string, string>>) {
  return {
    Estimated: estimated,
    Groups: Object.entries(costs).map(([key, Amount]) => ({
      Keys: [key],
      Metrics: { UnblendedCost: { Amount, Unit: 'USD' } },
    })),
  };
}

test('asks for the usage under the tag, and adds up months and pages', async () => {
  explorer
    .on(GetCostAndUsageCommand)
    .resolves({
      ResultsByTime: [
        month(false, { 'labs:sandbox$labs-kim': '1.25', 'labs:sandbox$': '900' }),
        month(true, { 'labs:sandbox$labs-kim': '0.5' }),
      ],
      NextPageToken: 'more',
    })
    .on(GetCostAndUsageCommand, { NextPageToken: 'more' })
    .resolves({ ResultsByTime: [month(true, { 'labs:sandbox$labs-lee': '2' })] });
  const answer = await askCostExplorer(
    testAws(),
    '111122223333',
    ['labs-kim', 'labs-lee'],
    new Date('2026-10-31T23:00:00Z'),
    new Date('2026-11-23T06:00:00Z'),
  );
  expect(answer).toEqual({
    costs: [
      { sandbox: 'labs-kim', usd: 1.75, isEstimated: true },
      { sandbox: 'labs-lee', usd: 2, isEstimated: true },
    ],
    from: '2026-10-31',
    to: '2026-11-24',
    requests: 2,
  });
  expect(explorer.commandCalls(GetCostAndUsageCommand)[0]?.args[0].input).toMatchObject({
    TimePeriod: { Start: '2026-10-31', End: '2026-11-24' },
    Filter: { And: [{ Tags: { Key: 'labs:sandbox', Values: ['labs-kim', 'labs-lee'] } }, {}, {}] },
  });
});
