import { KPI_RUN, PAGE_BYTES } from '../../functions/contracts/agreed.ts';
import { AUDIT } from '../../functions/contracts/audit-size.ts';
import { MAX_PARTITION_COUNT } from '../../functions/trip/trip.ts';
import {
  KEY_WRITES_PER_SECOND,
  MOST_LANES_PER_SHARD,
  NEW_TABLE,
  ON_DEMAND_STREAM,
  QUOTAS,
  READ_UNIT_BYTES,
  SHARD,
} from './aws-limits.ts';
import {
  allowedOf,
  DEFAULT_SIZE,
  drainedPerSecond,
  type Excess,
  excessesOf,
  type RaisedQuotas,
  type ShardMode,
  type Size,
  type Throughput,
} from './size.ts';
import {
  daySecondsOf,
  LANE_RECORDS_PER_SECOND,
  peakRecordsPerSecond,
  SECONDS_PER_DAY,
  WORKLOAD,
} from './workload.ts';

/** The load that a deployment has to take. Settings that are given win over derived ones. */
export interface Demand {
  readonly tripsPerDay: number;
  /** The rate of the busiest second, divided by the day's mean. */
  readonly peakFactor: number;
  readonly shardMode?: ShardMode | undefined;
  /** The shards of each stream. */
  readonly shards?: number | undefined;
  readonly partitions?: number | undefined;
  readonly raisedQuotas?: RaisedQuotas;
}

/** The demand is more than AWS, or a setting, allows. */
export class DoesNotFit extends Error {
  override readonly name = 'DoesNotFit';
}

/**
 * Intake keeps up with this multiple of the peak, so the backlog of an hour's outage is gone after an hour at peak
 * load.
 */
export const DRAIN_FACTOR = 2;

/** Keys are hashed, so no shard and no partition gets exactly its share: each is planned to be this full. */
const FILL = 0.8;

/** A test checks this against the prices. */
const PROVISIONED_UP_TO_PEAK_FACTOR = 15;

/** A longer window makes fewer, fuller batches, but trips reach the table later. */
const LONGEST_WINDOW_SECONDS = 10;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(value)));

const figure = (value: number): string => value.toLocaleString('en-US');

const named = ({ tripsPerDay, peakFactor }: Demand): string =>
  `tripsPerDay=${tripsPerDay} with peakFactor=${peakFactor}`;

/**
 * The given value, or what is needed if none is given.
 * @throws {DoesNotFit} if the given value is too small
 */
const given = (demand: Demand, key: 'shards' | 'partitions', needed: number): number => {
  const value = demand[key] ?? needed;
  if (value >= needed) return value;
  throw new DoesNotFit(
    `${key}=${value} is too few for ${named(demand)}: set at least ${needed}, or leave ${key} out`,
  );
};

/**
 * With high peaks, an on-demand stream costs less than provisioned shards that are mostly idle, if those are more than
 * it starts with.
 */
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
  // One record that keeps failing holds up its lane, and with a single lane the whole shard.
  const lanesPerShard = clamp(
    (peak * DRAIN_FACTOR) / (shards * LANE_RECORDS_PER_SECOND),
    2,
    MOST_LANES_PER_SHARD,
  );
  return { shardMode, shards, lanesPerShard };
};

/** Rounds up to a number of partitions that makes all lanes equally long. */
const inWholeLanes = (needed: number): number => {
  const { lanesAtOnce } = KPI_RUN;
  if (needed <= lanesAtOnce) return needed;
  return Math.min(MAX_PARTITION_COUNT, Math.ceil(needed / lanesAtOnce) * lanesAtOnce);
};

const partitionsFor = (demand: Demand, peak: number): number => {
  const needed = Math.max(
    DEFAULT_SIZE.partitions,
    Math.ceil((peak * DRAIN_FACTOR) / (KEY_WRITES_PER_SECOND * FILL)),
  );
  if (needed > MAX_PARTITION_COUNT)
    throw new DoesNotFit(
      `${named(demand)} needs ${needed} index partitions a day, and a day has at most ${MAX_PARTITION_COUNT}: lower one of the two`,
    );
  return demand.partitions === undefined ? inWholeLanes(needed) : given(demand, 'partitions', needed);
};

/** Read units per second of a lane, which reads one page at a time. */
const READS_OF_A_LANE = PAGE_BYTES / READ_UNIT_BYTES / WORKLOAD.runPageSeconds;

const throughputOf = (demand: Demand, drained: number, partitions: number) => {
  const throughput = (writes: number, ofRuns: number, ofAudits: number): Throughput => {
    const warm = {
      reads: Math.max(NEW_TABLE.reads, Math.ceil(ofRuns * READS_OF_A_LANE)),
      writes: Math.max(NEW_TABLE.writes, Math.ceil(writes)),
    };
    const most = (quota: 'tableReads' | 'tableWrites', needed: number): number =>
      Math.max(needed, Math.min(allowedOf(quota, demand.raisedQuotas), needed * 2));
    // A table that takes long to audit has enough partitions already, so it need not be warmed for audits.
    const reads = Math.max(warm.reads, Math.ceil(ofAudits * READS_OF_A_LANE));
    return { warm, most: { reads: most('tableReads', reads), writes: most('tableWrites', warm.writes) } };
  };
  return {
    table: throughput(drained * WORKLOAD.streams, 0, AUDIT.segmentsAtOnce),
    index: throughput(drained, Math.min(partitions, KPI_RUN.lanesAtOnce), 0),
  };
};

/**
 * The size for a volume, and the quotas that are too small for it.
 * @throws {DoesNotFit} with one line, if a setting that was given is too small, or no quota that AWS raises would help
 */
export const derivedSize = (
  demand: Demand,
): { readonly size: Size; readonly excesses: readonly Excess[] } => {
  const { tripsPerDay, peakFactor } = demand;
  const peak = peakRecordsPerSecond(tripsPerDay, peakFactor);
  const stream = streamOf(demand, peak);
  const partitions = partitionsFor(demand, peak);
  const laneRecordsPerSecond = tripsPerDay / SECONDS_PER_DAY / (stream.shards * stream.lanesPerShard);
  const sized = {
    ...stream,
    partitions,
    batchWindowSeconds: clamp(WORKLOAD.batchSize / laneRecordsPerSecond, 1, LONGEST_WINDOW_SECONDS),
    throughput: throughputOf(demand, drainedPerSecond(stream), partitions),
  };
  const daySeconds = daySecondsOf(tripsPerDay, partitions);
  if (daySeconds > KPI_RUN.summingSeconds)
    throw new DoesNotFit(
      `${named(demand)} takes ${figure(Math.ceil(daySeconds))} seconds to sum a day, and a run sums for ${figure(KPI_RUN.summingSeconds)}: lower one of the two`,
    );
  const size = { ...sized, missingRunHours: 25 + Math.max(1, Math.ceil(daySeconds / 3_600)) };
  return { size, excesses: excessesOf(size, demand.raisedQuotas) };
};

/**
 * The size for a volume, within the quotas.
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
