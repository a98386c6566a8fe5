/** The names that the stack, the state machines and the functions agree on. */

/** The environment variables that the stack sets and the functions read. */
export const ENVIRONMENT = {
  tripsTableName: 'TRIPS_TABLE_NAME',
  quarantineQueueUrl: 'QUARANTINE_QUEUE_URL',
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
  metricsBucketName: 'METRICS_BUCKET_NAME',
  pipeFailureIdentifier: 'PIPE_FAILURE_IDENTIFIER',
  timeZone: 'BUSINESS_TIME_ZONE',
  scheduleHour: 'SCHEDULE_HOUR',
  lookBackDays: 'LOOK_BACK_DAYS',
  partitions: 'PARTITION_COUNT',
  longestRideHours: 'LONGEST_RIDE_HOURS',
  highestFare: 'HIGHEST_FARE',
  /** Unset if trips are kept for good. */
  keepTripsDays: 'KEEP_TRIPS_DAYS',
} as const;

/**
 * A function that reads page by page stops when less time is left: one more page needs as much, with the SDK's retries
 * and the counting.
 */
export const PAGE_MARGIN_MILLISECONDS = 20_000;

/** The metrics that the functions emit, and that alarms and the dashboard watch. */
export const EMITTED_METRICS = {
  recordsReceived: 'RecordsReceived',
  recordsStored: 'RecordsStored',
  /** Settled by an earlier delivery, and counted then if the function lived to report it. Emitted only when there are any. */
  recordsRedelivered: 'RecordsRedelivered',
  /** Not written, because the item already has the same half from a later record. */
  recordsSuperseded: 'RecordsSuperseded',
  /** Also emitted with a dimension `reason`, the kind of refusal. */
  recordsQuarantined: 'RecordsQuarantined',
  recordsFailed: 'RecordsFailed',
  /** Given up by the function, because this record alone makes it fail. */
  recordsDeadLettered: 'RecordsDeadLettered',
  /** Starts and ends that completed a trip after its day should have been summed. */
  recordsLate: 'RecordsLate',
  /** One for each date in a batch that had a trip completed too late for any nightly run. */
  recordsBeyondLookBack: 'RecordsBeyondLookBack',
  tripsCounted: 'TripsCounted',
  /** One each time a run without a date has published yesterday. A run of a chosen date emits none. */
  dailyRunsPublished: 'DailyRunsPublished',
  /** One if such a run found no trips although the day before yesterday had some. */
  emptyDayAfterTrips: 'EmptyDayAfterTrips',
  /** The published total, for charts. The metrics file is the record. */
  revenue: 'Revenue',
} as const;

/** The error names that the state machine's definition matches. A failed function reports its name as `errorType`. */
export const ERROR_NAMES = {
  /** The run's input names no usable date. No retry helps; the run ends. */
  invalidRunInput: 'InvalidRunInput',
  /** AWS throttled, timed out or could not be reached. Another try may succeed. */
  transient: 'TransientAwsError',
} as const;

/** A run's input is unusable. No retry helps: the run ends, and its error says why. */
export class InvalidRunInput extends Error {
  override readonly name = ERROR_NAMES.invalidRunInput;
}

/** AWS throttled, timed out, failed or could not be reached. The same call may succeed later. Keeps its `cause`. */
export class TransientAwsError extends Error {
  override readonly name = ERROR_NAMES.transient;
}

/** How far a lane of a run is, which the state machine goes by: summed to its end, to be called again, or out of the run's time. */
export const LANE_STATUS = {
  finished: 'finished',
  unfinished: 'unfinished',
  outOfTime: 'out-of-time',
} as const;
