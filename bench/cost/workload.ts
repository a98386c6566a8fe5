import { laneShape } from '../../functions/contracts/agreed.ts';
import { type Demand, derivedSize } from '../../infra/capacity/derive-size.ts';
import { batchesAtOnce, type ShardMode, type Size } from '../../infra/capacity/size.ts';
import { dayRoundsOf, WORKLOAD } from '../../infra/capacity/workload.ts';

/** What the bill depends on besides prices and volume: facts about this stack, which a test checks, and guesses. */
export const TRIPSTREAM = {
  ...WORKLOAD,
  /** The same record as a pipe delivers it: base64 in a JSON envelope. */
  pipeRecordBytes: 1_036,
  functionMemoryGb: 0.5,
  completedShare: 1,
  /** Includes one day with one round of calls; each further round enters two more states. */
  statesPerRun: 8,
  statesPerCall: 1,
  s3PutsPerRun: 2,
  /** An alarm over metric math is billed for each metric in it. */
  alarmMetrics: 44,
  dashboards: 1,
  /** Each combination of name and dimension, counted as if emitted every hour. */
  customMetrics: 17,
  customerManagedKeys: 1,
} as const;

export type Assumptions = { readonly [Name in keyof typeof TRIPSTREAM]: number };

export const MODES = ['provisioned', 'on-demand'] as const satisfies readonly ShardMode[];
export type Mode = (typeof MODES)[number];

/** How much of each service a stack with these assumptions uses over a period. */
export interface Workload extends Assumptions {
  readonly hours: number;
  readonly runs: number;
  readonly trips: number;
  readonly shardsPerStream: number;
  readonly partitions: number;
  /** The lanes of a run. Each round calls each lane once. */
  readonly lanes: number;
  readonly rounds: number;
  readonly batches: number;
}

/** The hours of a month, as AWS counts them for hourly prices. */
export const HOURS_PER_MONTH = 730;
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/**
 * The most batches possible: one per window from each lane of a shard while there are records, and more only if a
 * window holds more than a full batch. An idle stream makes none.
 */
export const batchesOf = (
  trips: number,
  hours: number,
  size: Pick<Size, 'shards' | 'lanesPerShard' | 'batchWindowSeconds'>,
): number => {
  const records = trips * WORKLOAD.streams;
  const windows = (batchesAtOnce(size) * hours * 3_600) / size.batchWindowSeconds;
  return Math.max(Math.min(records, windows), records / WORKLOAD.batchSize);
};

/** A day's volume and its peak. */
export type Volume = Pick<Demand, 'tripsPerDay' | 'peakFactor'>;

/** A month at a volume, in a deployment of the size derived from it, with one run a day. */
export const monthOf = (volume: Volume, mode: Mode): Workload => {
  // Excesses are ignored: people may want the price before any quota is raised.
  const { size } = derivedSize({ ...volume, shardMode: mode });
  const trips = volume.tripsPerDay * DAYS_PER_MONTH;
  return {
    ...TRIPSTREAM,
    hours: HOURS_PER_MONTH,
    runs: DAYS_PER_MONTH,
    trips,
    shardsPerStream: size.shards,
    partitions: size.partitions,
    lanes: laneShape(size.partitions).lanes,
    rounds: dayRoundsOf(volume.tripsPerDay, size.partitions),
    batches: batchesOf(trips, HOURS_PER_MONTH, size),
  };
};
