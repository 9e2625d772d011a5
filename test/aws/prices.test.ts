import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { beforeEach, expect, test } from 'vitest';
import type { Aws } from '../../src/aws/clients.ts';
import { fetchPrices } from '../../src/aws/prices.ts';
import { mockClient } from '../mock-client.ts';

const client = new PricingClient({ region: 'us-east-1' });
const pricing = mockClient(client);
const aws = { client: async () => client } as unknown as Aws;
const today = new Date('2026-11-23T00:00:00Z');

function row(usagetype: string, usd: string): string {
  return JSON.stringify({
    product: { attributes: { usagetype } },
    terms: { OnDemand: { a: { priceDimensions: { b: { pricePerUnit: { USD: usd } } } } } },
  });
}

beforeEach(() => pricing.reset());

test('the price list answers for the use that was asked, one call a type', async () => {
  pricing.on(GetProductsCommand).resolves({
    PriceList: [
      row('USE1-Notebk:ml.m5.xlarge', '0.2300000000'),
      row('USE1-Train:ml.m5.xlarge', '0.2310000000'),
      '{}',
    ],
  });
  const lookup = await fetchPrices(aws, 'us-east-1', ['ml.m5.xlarge', 'ml.m5.xlarge'], today);
  expect(lookup('us-east-1', 'notebook', 'ml.m5.xlarge')).toEqual({
    usdPerHour: 0.23,
    source: 'price-list',
    asOf: '2026-11-23',
    estimate: false,
  });
  expect(lookup('us-east-1', 'training', 'ml.m5.xlarge')?.usdPerHour).toBe(0.231);
  expect(pricing.commandCalls(GetProductsCommand)).toHaveLength(1);
});

test('several prices for one thing are none: the dated table answers', async () => {
  pricing.on(GetProductsCommand).resolves({
    PriceList: [row('USE1-Notebk:ml.t3.medium', '0.05'), row('USE1-Notebk:ml.t3.medium', '0.06')],
  });
  const lookup = await fetchPrices(aws, 'us-east-1', ['ml.t3.medium'], today);
  expect(lookup('us-east-1', 'notebook', 'ml.t3.medium')).toMatchObject({ source: 'table' });
});

test('where it cannot be asked, the table answers, or nothing does', async () => {
  pricing.on(GetProductsCommand).rejects(new Error('denied'));
  const lookup = await fetchPrices(aws, 'us-east-1', ['ml.t3.medium', 'ml.x9.huge'], today);
  expect(lookup('us-east-1', 'notebook', 'ml.t3.medium')).toMatchObject({
    usdPerHour: 0.05,
    source: 'table',
    estimate: false,
  });
  expect(lookup('eu-west-1', 'notebook', 'ml.t3.medium')).toMatchObject({ estimate: true });
  expect(lookup('us-east-1', 'notebook', 'ml.x9.huge')).toBeUndefined();
});

test('a price is of the day on which its list was published, not of the day of the question', async () => {
  const published = JSON.parse(row('USE1-Notebk:ml.m5.xlarge', '0.23')) as object;
  pricing.on(GetProductsCommand).resolves({
    PriceList: [JSON.stringify({ ...published, publicationDate: '2026-09-30T00:00:00Z' })],
  });
  const lookup = await fetchPrices(aws, 'us-east-1', ['ml.m5.xlarge'], today);
  expect(lookup('us-east-1', 'notebook', 'ml.m5.xlarge')?.asOf).toBe('2026-09-30');
});
