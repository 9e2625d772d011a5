import { GetProductsCommand } from '@aws-sdk/client-pricing';
import * as z from 'zod';
import type { Price, PriceLookup, PriceUse } from '../cost/prices.ts';
import { tablePrice } from '../cost/prices.ts';
import type { Aws } from './clients.ts';

/** The part of a usage type that names the use: `USE1-Notebk:ml.t3.medium`. */
const usageOf: Readonly<Record<PriceUse, string>> = {
  notebook: 'Notebk',
  training: 'Train',
  processing: 'Processing',
  transform: 'Tsform',
  hosting: 'Host',
};

interface Row {
  readonly use: string;
  readonly usd: number;
  /** When AWS published it, `2026-11-23`. */
  readonly day: string | undefined;
}

/** One row of a price list: a JSON text (GetProducts, FormatVersion aws_v1). */
const rowSchema = z.object({
  publicationDate: z.iso.datetime().exactOptional(),
  product: z.object({ attributes: z.object({ usagetype: z.string() }) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({ pricePerUnit: z.object({ USD: z.coerce.number() }) }),
        ),
      }),
    ),
  }),
});

/**
 * Asks the Price List API for every use of some instance types in a region, one call a type.
 *
 * Where it cannot be asked, or does not give exactly one price, the dated table answers; each figure
 * says which, and of when: the day on which AWS published it, today where the answer has none.
 */
export async function fetchPrices(
  aws: Aws,
  region: string,
  types: readonly string[],
  today: Date,
): Promise<PriceLookup> {
  const rows = new Map<string, readonly Row[]>();
  await Promise.all(
    [...new Set(types)].map(async (type) => {
      const found = await rowsOf(aws, region, type).catch(() => []);
      rows.set(type, found);
    }),
  );
  return (wanted, use, type) => {
    if (wanted !== region) return tablePrice(wanted, use, type);
    const found = (rows.get(type) ?? []).filter(
      (row) => row.use === `${usageOf[use]}:${type}` && row.usd > 0,
    );
    const amounts = new Set(found.map(({ usd }) => usd));
    const [usdPerHour] = amounts;
    if (amounts.size !== 1 || usdPerHour === undefined) return tablePrice(wanted, use, type);
    return {
      usdPerHour,
      source: 'price-list',
      asOf: found[0]?.day ?? today.toISOString().slice(0, 10),
      estimate: false,
    } satisfies Price;
  };
}

async function rowsOf(aws: Aws, region: string, type: string): Promise<readonly Row[]> {
  const client = await aws.client('pricing', region);
  const { PriceList = [] } = await client.send(
    new GetProductsCommand({
      ServiceCode: 'AmazonSageMaker',
      FormatVersion: 'aws_v1',
      MaxResults: 100,
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: region },
        { Type: 'TERM_MATCH', Field: 'instanceName', Value: type },
      ],
    }),
  );
  return PriceList.flatMap((json: unknown) => {
    const row = rowSchema.safeParse(JSON.parse(String(json)));
    if (!row.success) return [];
    // The prefix is the region's: USE1-, EU-, APN2-.
    const use = row.data.product.attributes.usagetype.replace(/^[A-Z0-9]+-/, '');
    return Object.values(row.data.terms.OnDemand).flatMap((term) =>
      Object.values(term.priceDimensions).map((dimension) => ({
        use,
        usd: dimension.pricePerUnit.USD,
        day: row.data.publicationDate?.slice(0, 10),
      })),
    );
  });
}
