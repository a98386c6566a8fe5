/** What the size and the bill depend on: facts of this pipeline, and guesses where only a running system can tell. */
export const WORKLOAD = {
  /** One of starts, one of ends; a trip is one record on each. */
  streams: 2,
  /** Data and partition key of a record. */
  eventBytes: 350,
  batchSize: 500,
  /** A batch takes the first, and the second for each of its records: 0.4 s for 100 records, 1.5 s for 500. */
  batchBaseSeconds: 0.125,
  batchSecondsPerRecord: 0.00275,
  tripItemBytes: 700,
  indexItemBytes: 135,
  /** A call of a run's function, with a cold start but without reading. */
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
