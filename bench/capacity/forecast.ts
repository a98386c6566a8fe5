import {
  EVENTS_OF_AN_EXECUTION,
  eventsOfRun,
  KPI_RUN,
  laneShape,
  mostDays,
  PAGE_BYTES,
} from '../../functions/contracts/agreed.ts';
import { AUDIT, auditSizeOf } from '../../functions/contracts/audit-size.ts';
import { leastKeptDays } from '../../functions/trip/business-time.ts';
import { KEY_WRITES_PER_SECOND, NEW_TABLE, QUOTAS, SHARD } from '../../infra/capacity/aws-limits.ts';
import { derivedSize } from '../../infra/capacity/derive-size.ts';
import { dayRoundsOf, daySecondsOf } from '../../infra/capacity/run-time.ts';
import {
  batchesAtOnce,
  drainedPerSecond,
  type Excess,
  functionsAtOnce,
  type Size,
} from '../../infra/capacity/size.ts';
import {
  LANE_RECORDS_PER_SECOND,
  peakRecordsPerSecond,
  SECONDS_PER_DAY,
  WORKLOAD,
} from '../../infra/capacity/workload.ts';
import { DEFAULT_LOOK_BACK_DAYS } from '../../infra/settings/settings.ts';
import { PRICES } from '../cost/prices.ts';
import type { Volume } from '../cost/workload.ts';

/** One line of the forecast: a figure, and what it may reach. */
export interface Line {
  readonly name: string;
  readonly value: number | string;
  /** AWS's limit, or what was sized for. Unset: nothing bounds it. */
  readonly limit?: number;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Forecast {
  readonly size: Size;
  /** Quotas of a new account that are too small. */
  readonly excesses: readonly Excess[];
  readonly sections: readonly Section[];
}

const GB = 1_024 ** 3;
const OUTAGE_SECONDS = 3_600;
const DAYS_OF_A_YEAR = 365;
/** The fewest days that the usual look-back window allows. */
const KEPT_DAYS = leastKeptDays(DEFAULT_LOOK_BACK_DAYS);

const settingsOf = (size: Size): Section => ({
  title: 'What synth sets',
  lines: [
    { name: 'streams', value: size.shardMode },
    { name: 'shards of each stream', value: size.shards },
    { name: 'lanes of a shard (parallelization factor)', value: size.lanesPerShard, limit: 10 },
    { name: 'batching window, seconds', value: size.batchWindowSeconds },
    { name: 'index partitions of a day', value: size.partitions, limit: 100 },
    ...(['table', 'index'] as const).flatMap((of) => {
      const { warm, most } = size.throughput?.[of] ?? { warm: NEW_TABLE, most: NEW_TABLE };
      return [
        { name: `${of}: warm writes a second`, value: warm.writes, limit: QUOTAS.tableWrites.byDefault },
        { name: `${of}: most writes a second`, value: most.writes },
        { name: `${of}: warm reads a second`, value: warm.reads, limit: QUOTAS.tableReads.byDefault },
        { name: `${of}: most reads a second`, value: most.reads },
      ];
    }),
    { name: 'alarm: a run is missing after, hours', value: size.missingRunHours },
  ],
});

const peakOf = (peak: number, size: Size): Section => {
  const lanes = size.shards * size.lanesPerShard;
  const batches = Math.max(peak / WORKLOAD.batchSize, Math.min(peak, lanes / size.batchWindowSeconds));
  return {
    title: 'In the busiest second',
    lines: [
      { name: 'records of each stream, and of its function', value: peak, limit: drainedPerSecond(size) },
      { name: 'records of a shard', value: peak / size.shards, limit: SHARD.recordsPerSecond },
      { name: 'records of a lane', value: peak / lanes, limit: LANE_RECORDS_PER_SECOND },
      { name: 'calls of each intake function', value: batches },
      {
        name: 'writes of the table',
        value: peak * WORKLOAD.streams,
        limit: size.throughput?.table.warm.writes ?? NEW_TABLE.writes,
      },
      {
        name: 'writes of the index',
        value: peak,
        limit: size.throughput?.index.warm.writes ?? NEW_TABLE.writes,
      },
      { name: 'writes of an index partition', value: peak / size.partitions, limit: KEY_WRITES_PER_SECOND },
      { name: 'batches at once, at most', value: batchesAtOnce(size), limit: QUOTAS.pipes.byDefault },
      { name: 'functions at once, at most', value: functionsAtOnce(size), limit: QUOTAS.functions.byDefault },
    ],
  };
};

const outageOf = (volume: Volume, peak: number, size: Size): Section => {
  const backlog = peak * OUTAGE_SECONDS * WORKLOAD.streams;
  const drain = drainedPerSecond(size);
  const drainedAt = (rate: number) => backlog / WORKLOAD.streams / (drain - rate);
  return {
    title: 'After an outage of one hour of peak',
    lines: [
      { name: 'backlog, records', value: backlog },
      { name: 'drained within, seconds, if the peak goes on', value: drainedAt(peak) },
      {
        name: 'drained within, seconds, at the mean',
        value: drainedAt(volume.tripsPerDay / SECONDS_PER_DAY),
      },
      {
        name: 'writes of an index partition meanwhile',
        value: Math.min(drain, peak + backlog) / size.partitions,
        limit: KEY_WRITES_PER_SECOND,
      },
    ],
  };
};

const runOf = ({ tripsPerDay }: Volume, { partitions }: Size): Section => {
  const { lanes } = laneShape(partitions);
  const daySeconds = daySecondsOf(tripsPerDay, partitions);
  const rounds = dayRoundsOf(tripsPerDay, partitions);
  const allDays = DEFAULT_LOOK_BACK_DAYS + 1;
  const ofOneNight = Math.min(allDays, Math.floor(KPI_RUN.summingSeconds / daySeconds), mostDays(lanes));
  return {
    title: 'The nightly run',
    lines: [
      { name: 'pages of a day', value: Math.ceil((tripsPerDay * WORKLOAD.indexItemBytes) / PAGE_BYTES) },
      { name: 'lanes that read them', value: lanes, limit: KPI_RUN.lanesAtOnce },
      { name: 'rounds of calls for a day', value: rounds },
      { name: 'yesterday alone, seconds', value: daySeconds, limit: KPI_RUN.summingSeconds },
      {
        name: 'yesterday alone, history events',
        value: eventsOfRun(1, lanes, rounds),
        limit: EVENTS_OF_AN_EXECUTION,
      },
      {
        name: `with all ${DEFAULT_LOOK_BACK_DAYS} look-back days marked, days of one night`,
        value: ofOneNight,
        limit: allDays,
      },
      {
        name: `with all ${DEFAULT_LOOK_BACK_DAYS} marked, seconds of that night`,
        value: ofOneNight * daySeconds,
        limit: KPI_RUN.summingSeconds,
      },
      {
        name: `with all ${DEFAULT_LOOK_BACK_DAYS} marked, history events`,
        // A day for which no time is left is begun and calls each lane once.
        value: eventsOfRun(allDays, lanes, ofOneNight * rounds + allDays - ofOneNight),
        limit: EVENTS_OF_AN_EXECUTION,
      },
      {
        name: `with all ${DEFAULT_LOOK_BACK_DAYS} marked, nights`,
        value: Math.ceil(allDays / ofOneNight),
      },
    ],
  };
};

const yearOf = ({ tripsPerDay }: Volume): Section => {
  const trips = tripsPerDay * DAYS_OF_A_YEAR;
  const tableBytes = trips * WORKLOAD.tripItemBytes;
  const gigabytes = (tableBytes + trips * WORKLOAD.indexItemBytes) / GB;
  const audit = auditSizeOf(tableBytes);
  const audited = (value: number): number | string => (audit.fits ? value : 'not by one execution');
  return {
    title: 'After a year',
    lines: [
      { name: 'trips in the table', value: trips },
      { name: 'storage, GB', value: gigabytes },
      {
        name: 'storage with recovery, $ a month',
        value: gigabytes * (PRICES.dynamoDbStorage.dollars + PRICES.dynamoDbRecovery.dollars),
      },
      {
        name: `storage with keepTripsDays=${KEPT_DAYS}, $ a month`,
        value:
          gigabytes *
          (KEPT_DAYS / DAYS_OF_A_YEAR) *
          (PRICES.dynamoDbStorage.dollars + PRICES.dynamoDbRecovery.dollars),
      },
      { name: 'segments of an audit', value: audit.segments },
      { name: 'length of an audit, seconds', value: audited(audit.seconds), limit: AUDIT.timeoutSeconds },
      { name: 'history events of an audit', value: audited(audit.events), limit: EVENTS_OF_AN_EXECUTION },
      { name: 'price of an audit, $', value: audited(Number(audit.nanodollars) / 1e9) },
    ],
  };
};

/**
 * What a deployment of a volume's size meets.
 * @throws {DoesNotFit} if no quota that AWS raises would help
 */
export const forecastOf = (volume: Volume): Forecast => {
  const { size, excesses } = derivedSize(volume);
  const peak = peakRecordsPerSecond(volume.tripsPerDay, volume.peakFactor);
  return {
    size,
    excesses,
    sections: [
      settingsOf(size),
      peakOf(peak, size),
      outageOf(volume, peak, size),
      runOf(volume, size),
      yearOf(volume),
    ],
  };
};
