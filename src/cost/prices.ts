/** What an instance type is rented for; the Price List API names them apart. */
export type PriceUse = 'notebook' | 'training' | 'processing' | 'transform' | 'hosting';

/** US dollars an hour, and where the figure comes from. */
export interface Price {
  readonly usdPerHour: number;
  /** `price-list`: asked of AWS now; `table`: the dated table of this project. */
  readonly source: 'price-list' | 'table';
  /** Day of the figure, `2026-09-15`. */
  readonly asOf: string;
  /** True where the table derives it instead of quoting it. */
  readonly estimate: boolean;
}

/** Looks a price up; undefined where none is known. */
export type PriceLookup = (region: string, use: PriceUse, type: string) => Price | undefined;

const tableDate = '2026-09-15';

/**
 * On-demand prices in us-east-1, US dollars an hour. Read from AWS's published price list (bulk
 * files of AmazonSageMaker) in September 2026; the same for notebook, training and hosting.
 */
const quoted: Readonly<Record<string, number>> = {
  'ml.t3.medium': 0.05,
  'ml.m5.large': 0.115,
  'ml.m5.xlarge': 0.23,
  'ml.m5.4xlarge': 0.922,
  'ml.c5.xlarge': 0.204,
  'ml.c5.2xlarge': 0.408,
  'ml.g4dn.xlarge': 0.736,
  'ml.g5.xlarge': 1.41,
  'ml.p3.2xlarge': 3.825,
};

/** Derived from EC2's on-demand price times 1.2 (1.25 for p2 and p3), the factor of the rows above. */
const derived: Readonly<Record<string, number>> = {
  'ml.t2.medium': 0.056,
  'ml.t3.large': 0.1,
  'ml.t3.xlarge': 0.2,
  'ml.m4.xlarge': 0.24,
  'ml.m4.2xlarge': 0.48,
  'ml.m5.2xlarge': 0.461,
  'ml.c4.xlarge': 0.239,
  'ml.c4.2xlarge': 0.478,
  'ml.c5.9xlarge': 1.836,
  'ml.p2.xlarge': 1.125,
  'ml.p3.8xlarge': 15.3,
};

/** Price level of a region against us-east-1, from the same rows; 1 where AWS charges the same. */
const level: Readonly<Record<string, number>> = {
  'us-east-1': 1,
  'us-east-2': 1,
  'us-west-2': 1,
  'eu-west-1': 1.12,
  'ap-northeast-2': 1.24,
};

/** US dollars a GiB and month, from the dated table. */
export interface StoragePrice {
  readonly usdPerGiBMonth: number;
  readonly source: 'table';
  readonly asOf: string;
  readonly estimate: boolean;
}

/**
 * US dollars a GiB and month of notebook storage (usage type Notebk:VolumeUsage.gp2), read from the
 * price list; elsewhere us-east-1's times the region's level.
 */
const volumeGiBMonth: Readonly<Record<string, number>> = { 'us-east-1': 0.14, 'eu-west-1': 0.154 };
const usualVolumeGiBMonth = 0.14;
/** S3 Standard, first 50 TB a month ("Amazon S3 pricing"), the same in the regions not named. */
const objectGiBMonth: Readonly<Record<string, number>> = { 'ap-northeast-2': 0.025 };
const usualObjectGiBMonth = 0.023;
/** Hours of a month as AWS counts them for storage. */
export const hoursInMonth = 730;

/** The price of an instance hour from the dated table. */
export const tablePrice: PriceLookup = (region, _use, type) => {
  const factor = level[region];
  const base = quoted[type] ?? derived[type];
  if (factor === undefined || base === undefined) return undefined;
  return {
    usdPerHour: Number((base * factor).toFixed(4)),
    source: 'table',
    asOf: tableDate,
    estimate: factor !== 1 || quoted[type] === undefined,
  };
};

/** The price of a notebook's volume, which bills while the notebook is stopped too. */
export function volumePrice(region: string): StoragePrice {
  const quotedHere = volumeGiBMonth[region];
  return {
    usdPerGiBMonth: quotedHere ?? (level[region] ?? 1) * usualVolumeGiBMonth,
    source: 'table',
    asOf: tableDate,
    estimate: quotedHere === undefined,
  };
}

/** The price of what lies in a bucket, requests not counted. */
export function objectPrice(region: string): StoragePrice {
  return {
    usdPerGiBMonth: objectGiBMonth[region] ?? usualObjectGiBMonth,
    source: 'table',
    asOf: tableDate,
    estimate: true,
  };
}

/** US dollars an hour of a notebook's volume. */
export function storagePerHour(region: string, gib: number): number {
  return (volumePrice(region).usdPerGiBMonth * gib) / hoursInMonth;
}
