/** A list price in us-east-1, before free tiers and taxes. */
export interface Price {
  readonly dollars: number;
  /** How many units the dollars buy. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  /** The date of the source, if it has one. */
  readonly asOf: string;
  /** Whether it was read on AWS's own price page. All others are AWS prices as quoted by third parties. */
  readonly confirmed: boolean;
}

const TREK10 = { source: 'trek10.com', asOf: '2023', confirmed: false };
const PIPES_GUIDES = { source: 'cloudburn.io, awsnegotiations.com', asOf: 'March 2026', confirmed: false };
const LAMBDA_GUIDE = { source: 'cloudchipr.com', asOf: '2024', confirmed: false };
const AIRBYTE = { source: 'airbyte.com', asOf: 'since November 2024', confirmed: false };
const STORAGE_GUIDES = { source: 'finops.com.py and other guides', asOf: 'undated', confirmed: false };
const STEP_FUNCTIONS_PAGE = {
  source: 'aws.amazon.com/step-functions/pricing',
  asOf: 'an older copy',
  confirmed: true,
};
const S3_GUIDE = { source: 'devnotes.tech', asOf: 'undated', confirmed: false };
const KMS_PAGE = { source: 'aws.amazon.com/kms/pricing', asOf: 'an undated copy', confirmed: true };
const CLOUDWATCH_GUIDE = { source: 'c3x.dev', asOf: 'undated', confirmed: false };

export const PRICES = {
  kinesisShardHour: { dollars: 0.015, per: 1, unit: 'shard-hour', ...TREK10 },
  kinesisPutPayloadUnit: { dollars: 0.014, per: 1_000_000, unit: 'PUT payload unit of 25 KB', ...TREK10 },
  kinesisStreamHour: { dollars: 0.04, per: 1, unit: 'on-demand stream-hour', ...TREK10 },
  kinesisGibIn: { dollars: 0.08, per: 1, unit: 'GB in, each record rounded up to 1 KB', ...TREK10 },
  kinesisGibOut: { dollars: 0.04, per: 1, unit: 'GB out', ...TREK10 },
  pipesRequest: { dollars: 0.4, per: 1_000_000, unit: 'pipe request of 64 KB', ...PIPES_GUIDES },
  lambdaRequest: { dollars: 0.2, per: 1_000_000, unit: 'invocation', ...LAMBDA_GUIDE },
  lambdaGbSecond: { dollars: 0.0000133334, per: 1, unit: 'GB-second on arm64', ...LAMBDA_GUIDE },
  dynamoDbWrite: { dollars: 0.625, per: 1_000_000, unit: 'on-demand write of 1 KB', ...AIRBYTE },
  dynamoDbRead: { dollars: 0.125, per: 1_000_000, unit: 'on-demand strong read of 4 KB', ...AIRBYTE },
  dynamoDbStorage: { dollars: 0.25, per: 1, unit: 'GB-month of table and index', ...STORAGE_GUIDES },
  dynamoDbRecovery: { dollars: 0.2, per: 1, unit: 'GB-month of point-in-time recovery', ...STORAGE_GUIDES },
  stateTransition: { dollars: 0.025, per: 1_000, unit: 'state transition', ...STEP_FUNCTIONS_PAGE },
  s3Put: { dollars: 0.005, per: 1_000, unit: 'S3 PUT request', ...S3_GUIDE },
  cloudWatchAlarm: { dollars: 0.1, per: 1, unit: 'metric of an alarm', ...CLOUDWATCH_GUIDE },
  cloudWatchDashboard: { dollars: 3, per: 1, unit: 'dashboard', ...CLOUDWATCH_GUIDE },
  cloudWatchMetric: { dollars: 0.3, per: 1, unit: 'custom metric', ...CLOUDWATCH_GUIDE },
  kmsKey: { dollars: 1, per: 1, unit: 'customer-managed key', ...KMS_PAGE },
} as const satisfies Record<string, Price>;
