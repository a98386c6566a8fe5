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
} as const;

/** The metrics that the functions emit, and that alarms and the dashboard watch. */
export const EMITTED_METRICS = {
  recordsReceived: 'RecordsReceived',
  recordsStored: 'RecordsStored',
  /** Not written, because a later record of the same half of the trip was there before. */
  recordsSuperseded: 'RecordsSuperseded',
  /** Also with a dimension `reason`: what kind of refusal it was. */
  recordsQuarantined: 'RecordsQuarantined',
  recordsFailed: 'RecordsFailed',
  /** Given up by the function, because they alone make it fail. */
  recordsDeadLettered: 'RecordsDeadLettered',
  /** Starts and ends of completed trips that were recorded after the trip's day should have been summed. */
  recordsLate: 'RecordsLate',
  /** One for each date in a batch whose trips were completed so late that no nightly run sums them. */
  recordsBeyondLookBack: 'RecordsBeyondLookBack',
  tripsCounted: 'TripsCounted',
  /** One whenever a run without a date has published the day before; a run of a date that a person chose emits none. */
  dailyRunsPublished: 'DailyRunsPublished',
  /** One when such a run found no trips, and the day before that one had some. */
  emptyDayAfterTrips: 'EmptyDayAfterTrips',
  /** A picture of the published total; the metrics file is the record. */
  revenue: 'Revenue',
} as const;

/** The error names that the state machine's definition matches; a Lambda failure carries them as `errorType`. */
export const ERROR_NAMES = {
  /** The input of a run names no usable date: permanent, the run ends. */
  invalidRunInput: 'InvalidRunInput',
  /** AWS throttled, timed out or could not be reached: worth another try. */
  transient: 'TransientAwsError',
} as const;

/** A run was asked for with an input that no retry will make usable: the run ends and says so. */
export class InvalidRunInput extends Error {
  override readonly name = ERROR_NAMES.invalidRunInput;
}

/** AWS throttled, timed out, failed or could not be reached: the same call may succeed later. Keeps its `cause`. */
export class TransientAwsError extends Error {
  override readonly name = ERROR_NAMES.transient;
}
