import { AUDIT } from '../../functions/contracts/audit-size.ts';
import { MAX_PARTITION_COUNT } from '../../functions/trip/trip.ts';
import {
  FUNCTION_SECONDS,
  INLINE_MAP_CONCURRENCY,
  KEY_WRITES_PER_SECOND,
  MOST_LANES_PER_SHARD,
  NEW_TABLE,
  ON_DEMAND_STREAM,
  PAGE_BYTES,
  QUOTA_NAMES,
  QUOTAS,
  type QuotaName,
  READ_UNIT_BYTES,
  SHARD,
} from './aws-limits.ts';
import { daySecondsOf, MARGIN_SECONDS, RUN, sumSecondsOf } from './run-time.ts';
import { LANE_RECORDS_PER_SECOND, peakRecordsPerSecond, SECONDS_PER_DAY, WORKLOAD } from './workload.ts';

export type ShardMode = 'provisioned' | 'on-demand';
export type RaisedQuotas = Readonly<Partial<Record<QuotaName, number>>>;

/** What a deployment is asked to take. What is given beside the volume wins over what would be derived. */
export interface Demand {
  readonly tripsPerDay: number;
  /** The busiest second's rate over the day's mean. */
  readonly peakFactor: number;
  readonly shardMode?: ShardMode | undefined;
  /** Of each stream. */
  readonly shards?: number | undefined;
  readonly partitions?: number | undefined;
  /** Quotas that AWS has raised for this account. */
  readonly raisedQuotas?: RaisedQuotas;
}

export interface Units {
  readonly reads: number;
  readonly writes: number;
}

/** Units a second of the table, or of its index. */
export interface Throughput {
  /** What it takes at once. */
  readonly warm: Units;
  /** What it never goes beyond, so that a mistake costs no more. */
  readonly most: Units;
}

/** The size of a deployment. */
export interface Size {
  readonly shardMode: ShardMode;
  /** Of each stream; of an on-demand stream, what AWS is assumed to keep. */
  readonly shards: number;
  /** How many batches of a shard are on their way at once: a pipe's parallelization factor. */
  readonly lanesPerShard: number;
  readonly batchWindowSeconds: number;
  /** Of the index, for each day. */
  readonly partitions: number;
  /** How many partitions of a day are summed at once. */
  readonly partitionsAtOnce: number;
  /** The timeout of a call that sums a partition. */
  readonly sumSeconds: number;
  /** Such a call is slow if it took longer. */
  readonly slowSumSeconds: number;
  /** After so many hours without a published day a run is missing: a day, the extra hour in autumn, and the run. */
  readonly missingRunHours: number;
  /** Unset: as AWS sets it. */
  readonly throughput?: { readonly table: Throughput; readonly index: Throughput };
}

/** The demand is more than AWS, or a setting, allows. */
export class DoesNotFit extends Error {
  override readonly name = 'DoesNotFit';
}

const SUM_SECONDS = 120;

/** A deployment that names no volume: enough for a million trips a day. */
export const DEFAULT_SIZE = {
  shards: 1,
  lanesPerShard: 2,
  batchWindowSeconds: 1,
  partitions: 16,
  partitionsAtOnce: RUN.partitionsAtOnce,
  sumSeconds: SUM_SECONDS,
  slowSumSeconds: SUM_SECONDS * 0.8,
  missingRunHours: 26,
} as const satisfies Omit<Size, 'shardMode'>;

/** Intake keeps up with this multiple of the peak, so what an hour's outage leaves is gone within an hour of peak. */
export const DRAIN_FACTOR = 2;

/** Keys are hashed, so no shard and no partition gets exactly its share: each is planned to be this full. */
const FILL = 0.8;

/** A test holds this to the prices. */
const PROVISIONED_UP_TO_PEAK_FACTOR = 15;

/** A longer window makes fuller and fewer batches. A trip is in the table so much later. */
const LONGEST_WINDOW_SECONDS = 10;

/** A day is to be read in this time, if so many partitions can be read at once. */
const DAY_SECONDS = 300;

/** How much longer a call may take than it should before it has to stop half-way. */
const SUM_HEADROOM = 1.5;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(value)));

const figure = (value: number): string => value.toLocaleString('en-US');

const named = ({ tripsPerDay, peakFactor }: Demand): string =>
  `tripsPerDay=${tripsPerDay} with peakFactor=${peakFactor}`;

const allowed = ({ raisedQuotas = {} }: Demand, quota: QuotaName): number =>
  raisedQuotas[quota] ?? QUOTAS[quota].byDefault;

/** What was given, if it is enough, else what is needed. */
const given = (demand: Demand, key: 'shards' | 'partitions', needed: number): number => {
  const value = demand[key] ?? needed;
  if (value >= needed) return value;
  throw new DoesNotFit(
    `${key}=${value} is too few for ${named(demand)}: set at least ${needed}, or leave ${key} out`,
  );
};

/** With high peaks an on-demand stream costs less than shards that wait for them, if those are more than its least. */
const cheaperMode = ({ peakFactor }: Demand, provisioned: number): ShardMode =>
  peakFactor > PROVISIONED_UP_TO_PEAK_FACTOR && provisioned > ON_DEMAND_STREAM.leastShards
    ? 'on-demand'
    : 'provisioned';

const streamOf = (demand: Demand, peak: number): Pick<Size, 'shardMode' | 'shards' | 'lanesPerShard'> => {
  const full = Math.max(peak / SHARD.recordsPerSecond, (peak * WORKLOAD.eventBytes) / SHARD.bytesPerSecond);
  const provisioned = Math.max(1, Math.ceil(full / FILL));
  const onDemand = Math.max(ON_DEMAND_STREAM.leastShards, Math.ceil(full * ON_DEMAND_STREAM.timesPeak));
  const { shards: wanted } = demand;
  const shardMode =
    demand.shardMode ?? (wanted === undefined ? cheaperMode(demand, provisioned) : 'provisioned');
  if (shardMode === 'on-demand' && wanted !== undefined)
    throw new DoesNotFit(
      `shards=${wanted} is for provisioned streams: leave it out, or set shardMode=provisioned`,
    );
  const shards = shardMode === 'provisioned' ? given(demand, 'shards', provisioned) : onDemand;
  // One record that keeps failing holds up its lane, and with a single lane its shard.
  const lanesPerShard = clamp(
    (peak * DRAIN_FACTOR) / (shards * LANE_RECORDS_PER_SECOND),
    2,
    MOST_LANES_PER_SHARD,
  );
  return { shardMode, shards, lanesPerShard };
};

const runOf = (demand: Demand, peak: number) => {
  const { tripsPerDay } = demand;
  const needed = Math.max(
    DEFAULT_SIZE.partitions,
    Math.ceil((peak * DRAIN_FACTOR) / (KEY_WRITES_PER_SECOND * FILL)),
  );
  if (needed > MAX_PARTITION_COUNT)
    throw new DoesNotFit(
      `${named(demand)} needs ${needed} index partitions a day, and a day has at most ${MAX_PARTITION_COUNT}: lower one of the two`,
    );
  const partitions = given(demand, 'partitions', needed);
  const seconds = sumSecondsOf(tripsPerDay, partitions);
  const sumSeconds = clamp(seconds * SUM_HEADROOM + MARGIN_SECONDS, SUM_SECONDS, FUNCTION_SECONDS);
  return {
    partitions,
    partitionsAtOnce: clamp(
      (partitions * seconds) / DAY_SECONDS,
      RUN.partitionsAtOnce,
      INLINE_MAP_CONCURRENCY,
    ),
    sumSeconds,
    // A call that stops because its time is short has just a little more than the margin left.
    slowSumSeconds: sumSeconds - MARGIN_SECONDS / 2,
  };
};

/** What a stream's lanes take in per second, all together. */
export const drainedPerSecond = ({ shards, lanesPerShard }: Pick<Size, 'shards' | 'lanesPerShard'>): number =>
  shards * lanesPerShard * LANE_RECORDS_PER_SECOND;

/** A reader gets one page after the other. */
const READS_OF_A_LANE = PAGE_BYTES / READ_UNIT_BYTES / WORKLOAD.runPageSeconds;

const throughputOf = (demand: Demand, drained: number, partitionsAtOnce: number) => {
  const throughput = (writes: number, ofRuns: number, ofAudits: number): Throughput => {
    const warm = {
      reads: Math.max(NEW_TABLE.reads, Math.ceil(ofRuns * READS_OF_A_LANE)),
      writes: Math.max(NEW_TABLE.writes, Math.ceil(writes)),
    };
    const most = (quota: 'tableReads' | 'tableWrites', needed: number): number =>
      Math.max(needed, Math.min(allowed(demand, quota), needed * 2));
    // A table that takes long to audit is spread so far that it need not be warmed for it.
    const reads = Math.max(warm.reads, Math.ceil(ofAudits * READS_OF_A_LANE));
    return { warm, most: { reads: most('tableReads', reads), writes: most('tableWrites', warm.writes) } };
  };
  return {
    table: throughput(drained * WORKLOAD.streams, 0, AUDIT.segmentsAtOnce),
    index: throughput(drained, partitionsAtOnce * RUN.daysAtOnce, 0),
  };
};

/** How many batches are on their way at once, at most, in both pipes together. */
export const batchesAtOnce = ({ shards, lanesPerShard }: Pick<Size, 'shards' | 'lanesPerShard'>): number =>
  WORKLOAD.streams * shards * lanesPerShard;

/** How many functions run at once, at most: both intakes, a run and an audit. */
export const functionsAtOnce = (size: Size): number =>
  batchesAtOnce(size) + size.partitionsAtOnce * RUN.daysAtOnce + AUDIT.segmentsAtOnce;

/** How much of each quota a size needs. */
const needsOf = (size: Size): Readonly<Record<QuotaName, number>> => {
  const { table, index } = size.throughput ?? {};
  const isProvisioned = size.shardMode === 'provisioned';
  return {
    tableWrites: Math.max(table?.warm.writes ?? 0, index?.warm.writes ?? 0),
    tableReads: Math.max(table?.warm.reads ?? 0, index?.warm.reads ?? 0),
    shards: isProvisioned ? size.shards * WORKLOAD.streams : 0,
    streamMegabytes: isProvisioned ? 0 : size.shards,
    functions: functionsAtOnce(size),
    pipes: batchesAtOnce(size),
  };
};

/** A quota of which a size needs more than the account has. */
export interface Excess {
  readonly quota: QuotaName;
  readonly needed: number;
  readonly allowed: number;
}

/**
 * The size that takes a volume, and the quotas that are too small for it.
 * @throws {DoesNotFit} with one line, if a setting that was given is too small, or no quota that AWS raises would help
 */
export const derivedSize = (
  demand: Demand,
): { readonly size: Size; readonly excesses: readonly Excess[] } => {
  const { tripsPerDay, peakFactor } = demand;
  const peak = peakRecordsPerSecond(tripsPerDay, peakFactor);
  const stream = streamOf(demand, peak);
  const run = runOf(demand, peak);
  const laneRecordsPerSecond = tripsPerDay / SECONDS_PER_DAY / (stream.shards * stream.lanesPerShard);
  const sized = {
    ...stream,
    ...run,
    batchWindowSeconds: clamp(WORKLOAD.batchSize / laneRecordsPerSecond, 1, LONGEST_WINDOW_SECONDS),
    throughput: throughputOf(demand, drainedPerSecond(stream), run.partitionsAtOnce),
  };
  const daySeconds = daySecondsOf(tripsPerDay, sized);
  if (daySeconds > RUN.timeoutSeconds)
    throw new DoesNotFit(
      `${named(demand)} takes ${figure(Math.ceil(daySeconds))} seconds to sum a day, and a run ends after ${figure(RUN.timeoutSeconds)}: lower one of the two`,
    );
  const size = { ...sized, missingRunHours: 25 + Math.max(1, Math.ceil(daySeconds / 3_600)) };
  const needs = needsOf(size);
  const excesses = QUOTA_NAMES.map((quota) => ({
    quota,
    needed: needs[quota],
    allowed: allowed(demand, quota),
  })).filter((excess) => excess.needed > excess.allowed);
  return { size, excesses };
};

/**
 * The size that takes a volume, within the quotas.
 * @throws {DoesNotFit} with one line that names the quotas to raise, or the setting that is too small
 */
export const sizeFor = (demand: Demand): Size => {
  const { size, excesses } = derivedSize(demand);
  if (excesses.length === 0) return size;
  const lacks = excesses.map(({ quota, needed, allowed: has }) => {
    const { name, unit } = QUOTAS[quota];
    return `${figure(needed)} ${unit} (the quota "${name}" is ${figure(has)})`;
  });
  const raised = { ...demand.raisedQuotas };
  for (const { quota, needed } of excesses) raised[quota] = needed;
  const setting = Object.entries(raised).map(([quota, needed]) => `${quota}:${needed}`);
  throw new DoesNotFit(
    `${named(demand)} needs ${lacks.join(' and ')}: have AWS raise it, then say so with -c raisedQuotas=${setting.join(',')}`,
  );
};
