/** What AWS allows, with the page that says so. Where regions differ, this is the smallest default. */

/** A quota that AWS raises on request. */
export interface Quota {
  /** What Service Quotas calls it. */
  readonly name: string;
  readonly unit: string;
  /** What an account has until it asks for more. */
  readonly byDefault: number;
}

/**
 * - DynamoDB, for a table and for each of its indexes by itself:
 *   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
 * - Kinesis, for all provisioned streams of the account together:
 *   https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 * - Lambda: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * - Pipes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export const QUOTAS = {
  tableWrites: {
    name: 'DynamoDB, Table-level write throughput limit',
    unit: 'write units a second',
    byDefault: 40_000,
  },
  tableReads: {
    name: 'DynamoDB, Table-level read throughput limit',
    unit: 'read units a second',
    byDefault: 40_000,
  },
  shards: { name: 'Kinesis, Shards per Region', unit: 'shards', byDefault: 200 },
  streamMegabytes: {
    name: 'Kinesis, On-demand stream write throughput',
    unit: 'MB a second',
    byDefault: 200,
  },
  functions: { name: 'Lambda, Concurrent executions', unit: 'calls at once', byDefault: 1_000 },
  pipes: {
    name: 'EventBridge Pipes, Concurrent executions per account',
    unit: 'batches at once',
    byDefault: 1_000,
  },
} as const satisfies Record<string, Quota>;
export type QuotaName = keyof typeof QUOTAS;
export const isQuotaName = (name: string): name is QuotaName => Object.hasOwn(QUOTAS, name);
export const QUOTA_NAMES: readonly QuotaName[] = Object.keys(QUOTAS).filter(isQuotaName);

/** What a shard takes in. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const SHARD = { recordsPerSecond: 1_000, bytesPerSecond: 1_000_000 };

/**
 * A new on-demand stream takes 4 MB a second, which is four shards, and later keeps room for twice its peak.
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export const ON_DEMAND_STREAM = { leastShards: 4, timesPeak: 2 };

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceKinesisStreamParameters.html */
export const MOST_LANES_PER_SHARD = 10;

/**
 * The limit for one key of a table or an index.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const KEY_WRITES_PER_SECOND = 1_000;

/**
 * What a new on-demand table, and each of its indexes, can take from the start.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html
 */
export const NEW_TABLE = { reads: 12_000, writes: 4_000 };

/**
 * What one unit reads with eventual consistency.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const READ_UNIT_BYTES = 8 * 1_024;
