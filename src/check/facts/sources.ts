/** A source of data that is gone. */
export interface DeadSource {
  readonly pattern: RegExp;
  /** Year and month since when. */
  readonly since: string;
  /** Where that is reported. */
  readonly report: string;
  /** Where the same data is now, if it is anywhere. */
  readonly instead?: string;
}

/** Sources that workshops name and that are known to be gone. */
export const deadSources: readonly DeadSource[] = [
  {
    pattern: /(?<![\w-])dataminingconsultant\.com\b/i,
    since: '2021-02',
    report: 'aws/amazon-sagemaker-examples#1966',
    instead: 'churn.txt in github.com/mullue/xgboost',
  },
  {
    pattern: /(?<![\w-])amazon-reviews-pds(?![\w-])/,
    since: '2023-07',
    report: 'aws/amazon-sagemaker-examples#4486',
  },
  {
    pattern: /(?<![\w-])aws-ml-blog-sagemaker-census-segmentation(?![\w-])/,
    since: '2024-10',
    report: 'aws/amazon-sagemaker-examples#445',
  },
  {
    pattern: /\bkobert\.blob\.core\.windows\.net\b/i,
    since: '2021-11',
    report: 'SKTBrain/KoBERT#67',
    instead: 'huggingface.co/skt/kobert-base-v1',
  },
];

/** Hosts where people keep files of their own, which come and go with their owner. */
export const personalHosts: readonly RegExp[] = [
  /(^|\.)dropbox(usercontent)?\.com$/,
  /^(drive|docs)\.google\.com$/,
  /(^|\.)1drv\.ms$/,
  /(^|\.)onedrive\.live\.com$/,
  /\.blob\.core\.windows\.net$/,
  /(^|\.)wetransfer\.com$/,
  /(^|\.)mediafire\.com$/,
  /(^|\.)box\.com$/,
  /(^|\.)ngrok(-free)?\.(io|app)$/,
];

/** Hosts that name a schema, an example or this machine: nothing is loaded from them. */
export const namingHosts =
  /^(www\.w3\.org|schemas\.[\w.-]+|xmlns\.com|purl\.org|localhost|127\.0\.0\.1|0\.0\.0\.0|169\.254\.169\.254|169\.254\.170\.2|example\.(com|org)|www\.example\.com)$/;

/** Buckets of AWS, and of the Registry of Open Data on AWS, that anyone may read. */
export const publicBuckets = new RegExp(
  `^(${[
    'sagemaker-sample-data-',
    'sagemaker-sample-files',
    'sagemaker-example-files-prod-',
    'sagemaker-servicecatalog-',
    'sagemaker-solutions-prod',
    'jumpstart-cache-prod',
    'aws-ml-blog',
    'aws-bigdata-blog',
    'aws-tc-largeobjects',
    'amazon-forecast-samples',
    'amazon-reviews-pds',
    'commoncrawl',
    'fast-ai-',
    'landsat-pds',
    'noaa-',
    'nyc-tlc',
    'open-images-dataset',
    'sentinel-',
    'usgs-landsat',
  ].join('|')})`,
);
