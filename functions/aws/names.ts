/** The names that the stack and the functions agree on. */

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
  tripsCounted: 'TripsCounted',
  /** A picture of the published total; the metrics file is the record. */
  revenue: 'Revenue',
} as const;
