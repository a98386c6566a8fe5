import { laneShape, PAGE_BYTES, roundsOf } from '../../functions/contracts/agreed.ts';

/** What the size and the bill depend on: facts of this pipeline, and guesses where only a running system can tell. */
export const WORKLOAD = {
  /** One of starts, one of ends; a trip is one record on each. */
  streams: 2,
  /** The size of a record's data and partition key. */
  eventBytes: 350,
  batchSize: 500,
  /**
   * A batch takes the base time, plus the time per record for each of its records: 0.4 s for 100 records, 1.5 s for
   * 500.
   */
  batchBaseSeconds: 0.125,
  batchSecondsPerRecord: 0.00275,
  tripItemBytes: 700,
  indexItemBytes: 135,
  /** The overhead of a call in a run: with a cold start, without reading. */
  runCallSeconds: 0.5,
  runPageSeconds: 0.3,
} as const;

export const SECONDS_PER_DAY = 86_400;

/** How many records one lane of a pipe, which has one batch on its way at a time, takes into the table per second. */
export const LANE_RECORDS_PER_SECOND =
  WORKLOAD.batchSize / (WORKLOAD.batchBaseSeconds + WORKLOAD.batchSize * WORKLOAD.batchSecondsPerRecord);

/** The rate of each stream in the busiest second. */
export const peakRecordsPerSecond = (tripsPerDay: number, peakFactor: number): number =>
  (tripsPerDay / SECONDS_PER_DAY) * peakFactor;

/** How long the longest lane of a day reads, over all its calls. */
const laneSecondsOf = (tripsPerDay: number, partitions: number): number => {
  const pages = Math.ceil((tripsPerDay * WORKLOAD.indexItemBytes) / partitions / PAGE_BYTES);
  return laneShape(partitions).longest * pages * WORKLOAD.runPageSeconds;
};

/** How many rounds of calls a day takes. */
export const dayRoundsOf = (tripsPerDay: number, partitions: number): number =>
  roundsOf(laneSecondsOf(tripsPerDay, partitions));

/** How long a run takes for one day. */
export const daySecondsOf = (tripsPerDay: number, partitions: number): number =>
  laneSecondsOf(tripsPerDay, partitions) +
  (2 + dayRoundsOf(tripsPerDay, partitions)) * WORKLOAD.runCallSeconds;
