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
import { MAX_PARTITION_COUNT } from '../../functions/trip/trip.ts';
import {
  KEY_WRITES_PER_SECOND,
  MOST_LANES_PER_SHARD,
  NEW_TABLE,
  QUOTAS,
  SHARD,
} from '../../infra/capacity/aws-limits.ts';
import { derivedSize } from '../../infra/capacity/derive-size.ts';
import {
  batchesAtOnce,
  drainedPerSecond,
  type Excess,
  functionsAtOnce,
  type Size,
} from '../../infra/capacity/size.ts';
import {
  dayRoundsOf,
  daySecondsOf,
  LANE_RECORDS_PER_SECOND,
  peakRecordsPerSecond,
  SECONDS_PER_DAY,
  WORKLOAD,
} from '../../infra/capacity/workload.ts';
import { DEFAULT_LOOK_BACK_DAYS } from '../../infra/settings/settings.ts';
import { PRICES } from '../cost/prices.ts';
import type { Volume } from '../cost/workload.ts';

/** One line of the forecast: a value and its limit. */
export interface Line {
  readonly name: string;
  readonly value: number | string;
  /** AWS's limit, or what the size allows. Unset if there is no limit. */
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
/** The smallest `keepTripsDays` that the default look-back window allows. */
const KEPT_DAYS = leastKeptDays(DEFAULT_LOOK_BACK_DAYS);

const line = (name: string, value: Line['value'], limit?: number): Line => ({ name, value, limit });

const settingsOf = (size: Size): Section => ({
  title: 'What synth sets',
  lines: [
    line('streams', size.shardMode),
    line('shards of each stream', size.shards),
    line('lanes of a shard (parallelization factor)', size.lanesPerShard, MOST_LANES_PER_SHARD),
    line('batching window, seconds', size.batchWindowSeconds),
    line('index partitions of a day', size.partitions, MAX_PARTITION_COUNT),
    ...(['table', 'index'] as const).flatMap((of) => {
      const { warm, most } = size.throughput?.[of] ?? { warm: NEW_TABLE, most: NEW_TABLE };
      return [
        line(`${of}: warm writes a second`, warm.writes, QUOTAS.tableWrites.byDefault),
        line(`${of}: maximum writes a second`, most.writes),
        line(`${of}: warm reads a second`, warm.reads, QUOTAS.tableReads.byDefault),
        line(`${of}: maximum reads a second`, most.reads),
      ];
    }),
    line('alarm: hours until a run counts as missing', size.missingRunHours),
  ],
});

const peakOf = (peak: number, size: Size): Section => {
  const lanes = size.shards * size.lanesPerShard;
  const batches = Math.max(peak / WORKLOAD.batchSize, Math.min(peak, lanes / size.batchWindowSeconds));
  const writesOf = (of: 'table' | 'index') => size.throughput?.[of].warm.writes ?? NEW_TABLE.writes;
  return {
    title: 'In the busiest second',
    lines: [
      line('records of each stream, and of its function', peak, drainedPerSecond(size)),
      line('records of a shard', peak / size.shards, SHARD.recordsPerSecond),
      line('records of a lane', peak / lanes, LANE_RECORDS_PER_SECOND),
      line('calls of each intake function', batches),
      line('writes to the table', peak * WORKLOAD.streams, writesOf('table')),
      line('writes to the index', peak, writesOf('index')),
      line('writes to an index partition', peak / size.partitions, KEY_WRITES_PER_SECOND),
      line('concurrent batches, at most', batchesAtOnce(size), QUOTAS.pipes.byDefault),
      line('concurrent function executions, at most', functionsAtOnce(size), QUOTAS.functions.byDefault),
    ],
  };
};

const outageOf = (volume: Volume, peak: number, size: Size): Section => {
  const backlog = peak * OUTAGE_SECONDS * WORKLOAD.streams;
  const drain = drainedPerSecond(size);
  const drainedAt = (rate: number) => backlog / WORKLOAD.streams / (drain - rate);
  const writesOfPartition = Math.min(drain, peak + backlog) / size.partitions;
  return {
    title: 'After an outage of one hour of peak',
    lines: [
      line('backlog, records', backlog),
      line('seconds to drain, if the peak continues', drainedAt(peak)),
      line('seconds to drain, at the mean rate', drainedAt(volume.tripsPerDay / SECONDS_PER_DAY)),
      line('writes to an index partition meanwhile', writesOfPartition, KEY_WRITES_PER_SECOND),
    ],
  };
};

const runOf = ({ tripsPerDay }: Volume, { partitions }: Size): Section => {
  const { lanes } = laneShape(partitions);
  const daySeconds = daySecondsOf(tripsPerDay, partitions);
  const rounds = dayRoundsOf(tripsPerDay, partitions);
  const allDays = DEFAULT_LOOK_BACK_DAYS + 1;
  const ofOneNight = Math.min(allDays, Math.floor(KPI_RUN.summingSeconds / daySeconds), mostDays(lanes));
  // A day without enough time left still begins, and calls each lane once.
  const events = eventsOfRun(allDays, lanes, ofOneNight * rounds + allDays - ofOneNight);
  const withAll = `with all ${DEFAULT_LOOK_BACK_DAYS}`;
  return {
    title: 'The nightly run',
    lines: [
      line('pages of a day', Math.ceil((tripsPerDay * WORKLOAD.indexItemBytes) / PAGE_BYTES)),
      line('lanes that read them', lanes, KPI_RUN.lanesAtOnce),
      line('rounds of calls per day', rounds),
      line('yesterday alone, seconds', daySeconds, KPI_RUN.summingSeconds),
      line('yesterday alone, history events', eventsOfRun(1, lanes, rounds), EVENTS_OF_AN_EXECUTION),
      line(`${withAll} look-back days marked, days summed in one night`, ofOneNight, allDays),
      line(`${withAll} marked, seconds for those days`, ofOneNight * daySeconds, KPI_RUN.summingSeconds),
      line(`${withAll} marked, history events`, events, EVENTS_OF_AN_EXECUTION),
      line(`${withAll} marked, nights`, Math.ceil(allDays / ofOneNight)),
    ],
  };
};

const yearOf = ({ tripsPerDay }: Volume): Section => {
  const trips = tripsPerDay * DAYS_OF_A_YEAR;
  const tableBytes = trips * WORKLOAD.tripItemBytes;
  const gigabytes = (tableBytes + trips * WORKLOAD.indexItemBytes) / GB;
  const dollarsPerGb = PRICES.dynamoDbStorage.dollars + PRICES.dynamoDbRecovery.dollars;
  const ofKept = gigabytes * (KEPT_DAYS / DAYS_OF_A_YEAR) * dollarsPerGb;
  const audit = auditSizeOf(tableBytes);
  const audited = (value: number): number | string => (audit.fits ? value : 'too large for one execution');
  return {
    title: 'After a year',
    lines: [
      line('trips in the table', trips),
      line('storage, GB', gigabytes),
      line('storage with recovery, $ a month', gigabytes * dollarsPerGb),
      line(`storage with keepTripsDays=${KEPT_DAYS}, $ a month`, ofKept),
      line('segments of an audit', audit.segments),
      line('length of an audit, seconds', audited(audit.seconds), AUDIT.timeoutSeconds),
      line('history events of an audit', audited(audit.events), EVENTS_OF_AN_EXECUTION),
      line('price of an audit, $', audited(Number(audit.nanodollars) / 1e9)),
    ],
  };
};

/**
 * The forecast for a deployment that is sized for a volume.
 * @throws {DoesNotFit} if not even higher quotas would help
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
