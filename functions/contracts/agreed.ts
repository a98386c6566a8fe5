/** What the stack, the state machines and the functions agree on: names, and the size of a run. */

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

/** Where a function that reads pages stops: one more needs as much, with retries and the counting. */
export const PAGE_MARGIN_MILLISECONDS = 20_000;

/** A page of a query or a scan. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const PAGE_BYTES = 1_024 ** 2;

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

/** How a run of the daily KPI reads the index; `statemachines/daily-kpi.asl.json` and the stack say the same. */
export const KPI_RUN = {
  /** As many as a Map runs: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
  lanesAtOnce: 40,
  timeoutSeconds: 10_800,
  /** How long it sums. What is left of its time is for publishing, and for what is under way then. */
  summingSeconds: 9_000,
  /** The timeout of a call that sums a lane, the longest that Lambda allows; it stops a page's margin before. */
  callSeconds: 900,
} as const;

/** The partitions of a day in as few lanes as keep the longest lane as short as it can be. */
export const laneShape = (partitions: number): { readonly lanes: number; readonly longest: number } => {
  const longest = Math.ceil(partitions / KPI_RUN.lanesAtOnce);
  return { longest, lanes: Math.ceil(partitions / longest) };
};

/** How many rounds of calls a day takes, from the time that its longest lane needs. */
export const roundsOf = (laneSeconds: number): number =>
  Math.max(1, Math.ceil(laneSeconds / (KPI_RUN.callSeconds - PAGE_MARGIN_MILLISECONDS / 1_000)));

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const EVENTS_OF_AN_EXECUTION = 25_000;

/** A run is planned to stay below this many; the rest is for what has to be tried twice. */
export const MOST_PLANNED_EVENTS = 15_000;
/** Of the states around the days, of a day's own, of a round of calls and its test, and of a call of a lane. */
const EVENTS = { others: 15, day: 9, round: 6, call: 7 };

/** The history of a run of so many days, if nothing is tried twice. */
export const eventsOfRun = (days: number, lanes: number, rounds: number): number =>
  EVENTS.others + days * EVENTS.day + rounds * (EVENTS.round + lanes * EVENTS.call);

/** How many days a run begins at most. Each has a first round of calls, and the run has time for so many more. */
export const mostDays = (lanes: number): number => {
  const before = eventsOfRun(0, lanes, roundsOf(KPI_RUN.summingSeconds));
  return Math.floor((MOST_PLANNED_EVENTS - before) / (eventsOfRun(1, lanes, 1) - EVENTS.others));
};
