/** What the bill depends on beside the prices and the number of trips. */
export interface Assumptions {
  readonly streams: number;
  /** The busiest second's rate over the day's mean; provisioned shards have to hold it. */
  readonly peakToMean: number;
  /** Data and partition key of a record. */
  readonly eventBytes: number;
  /** The same record as a pipe delivers it: base64 in an envelope of JSON. */
  readonly pipeRecordBytes: number;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly batchesPerShardAtOnce: number;
  readonly functionMemoryGb: number;
  /** A batch takes the first, and the second for each of its records: 0.4 s for 100 records, 1.5 s for 500. */
  readonly batchBaseSeconds: number;
  readonly batchSecondsPerRecord: number;
  readonly tripItemBytes: number;
  readonly completedShare: number;
  readonly indexItemBytes: number;
  readonly partitions: number;
  /** A call of a run's function, a cold start among it; reading comes on top. */
  readonly runCallSeconds: number;
  readonly runPageSeconds: number;
  /** Those of one day among them. */
  readonly statesPerRun: number;
  readonly statesPerPartition: number;
  readonly s3PutsPerRun: number;
  /** An alarm over metric math is billed for each metric in it. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  /** Each name and dimension, as if it were emitted in every hour. */
  readonly customMetrics: number;
  readonly customerManagedKeys: number;
}

/** This stack: what infra/ and statemachines/ set (a test compares them), and guesses where only a running system can tell. */
export const TRIPSTREAM: Assumptions = {
  streams: 2,
  peakToMean: 3,
  eventBytes: 350,
  pipeRecordBytes: 1_036,
  batchSize: 500,
  batchWindowSeconds: 1,
  batchesPerShardAtOnce: 2,
  functionMemoryGb: 0.5,
  batchBaseSeconds: 0.125,
  batchSecondsPerRecord: 0.00275,
  tripItemBytes: 700,
  completedShare: 1,
  indexItemBytes: 135,
  partitions: 16,
  runCallSeconds: 0.5,
  runPageSeconds: 0.3,
  statesPerRun: 6,
  statesPerPartition: 3,
  s3PutsPerRun: 2,
  alarmMetrics: 44,
  dashboards: 1,
  customMetrics: 17,
  customerManagedKeys: 1,
};

export const MODES = ['provisioned', 'on-demand'] as const;
export type Mode = (typeof MODES)[number];

/** What the services are asked to do in a span of time, by a stack with these assumptions. */
export interface Workload extends Assumptions {
  readonly hours: number;
  readonly runs: number;
  readonly trips: number;
  readonly shardsPerStream: number;
  readonly batches: number;
}

/** AWS's own month in prices per hour. */
export const HOURS_PER_MONTH = 730;
export const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
const SECONDS_PER_DAY = 86_400;

/** What a shard takes in. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const SHARD = { recordsPerSecond: 1_000, bytesPerSecond: 1_000_000 };
/** An on-demand stream starts with 4 MB/s, and keeps room for twice its peak. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const ON_DEMAND = { leastShards: 4, timesPeak: 2 };

/** The shards a stream needs for its busiest second; each trip is one record on each stream. */
export const shardsPerStream = (tripsPerDay: number, mode: Mode, assumptions: Assumptions): number => {
  const peakRecordsPerSecond = (tripsPerDay / SECONDS_PER_DAY) * assumptions.peakToMean;
  const shards = Math.max(
    peakRecordsPerSecond / SHARD.recordsPerSecond,
    (peakRecordsPerSecond * assumptions.eventBytes) / SHARD.bytesPerSecond,
  );
  return mode === 'provisioned'
    ? Math.ceil(shards)
    : Math.max(ON_DEMAND.leastShards, Math.ceil(shards * ON_DEMAND.timesPeak));
};

/**
 * The most batches that can come of it: one per window from each reader of a shard as long as there are records, and
 * more only where a window holds more than a full batch. A stream at rest makes none.
 */
const batchesOf = (trips: number, hours: number, shards: number, assumptions: Assumptions): number => {
  const records = trips * assumptions.streams;
  const readers = assumptions.streams * shards * assumptions.batchesPerShardAtOnce;
  const windows = (readers * hours * 3_600) / assumptions.batchWindowSeconds;
  return Math.max(Math.min(records, windows), records / assumptions.batchSize);
};

/** A month of `tripsPerDay`, with one run a day. */
export const monthOf = (tripsPerDay: number, mode: Mode, assumptions = TRIPSTREAM): Workload => {
  const trips = tripsPerDay * DAYS_PER_MONTH;
  const shards = shardsPerStream(tripsPerDay, mode, assumptions);
  return {
    ...assumptions,
    hours: HOURS_PER_MONTH,
    runs: DAYS_PER_MONTH,
    trips,
    shardsPerStream: shards,
    batches: batchesOf(trips, HOURS_PER_MONTH, shards, assumptions),
  };
};
