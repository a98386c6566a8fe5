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
  /** Unset if trips are kept forever. */
  keepTripsDays: 'KEEP_TRIPS_DAYS',
} as const;

/**
 * A function that reads pages stops when it has less time than this left: one more page may take that long, with
 * retries and counting.
 */
export const PAGE_MARGIN_MILLISECONDS = 20_000;

/**
 * The largest page of a query or a scan.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const PAGE_BYTES = 1_024 ** 2;

/** The metrics that the functions emit, and that alarms and the dashboard watch. */
export const EMITTED_METRICS = {
  recordsReceived: 'RecordsReceived',
  recordsStored: 'RecordsStored',
  /**
   * Settled by an earlier delivery, and counted then unless the function crashed before reporting it. Emitted only if
   * there are any.
   */
  recordsRedelivered: 'RecordsRedelivered',
  /** Not written, because the item already has the same half from a later record. */
  recordsSuperseded: 'RecordsSuperseded',
  /** Also emitted with a dimension `reason`, the kind of refusal. */
  recordsQuarantined: 'RecordsQuarantined',
  recordsFailed: 'RecordsFailed',
  /** Records that the function gave up on, because each of them alone makes it fail. */
  recordsDeadLettered: 'RecordsDeadLettered',
  /** Starts and ends that completed a trip after its day should have been summed. */
  recordsLate: 'RecordsLate',
  /** One for each date in a batch that had a trip completed too late for any nightly run. */
  recordsBeyondLookBack: 'RecordsBeyondLookBack',
  tripsCounted: 'TripsCounted',
  /** One each time a run without a date has published yesterday. A run for a chosen date emits none. */
  dailyRunsPublished: 'DailyRunsPublished',
  /** One if such a run found no trips although the day before yesterday had some. */
  emptyDayAfterTrips: 'EmptyDayAfterTrips',
  /** The published total, for charts. The metrics file is the record. */
  revenue: 'Revenue',
} as const;

/**
 * The error names that the state machine definitions match. A failed function reports its error's name as `errorType`.
 */
export const ERROR_NAMES = {
  /** The run's input names no usable date. No retry helps; the run ends. */
  invalidRunInput: 'InvalidRunInput',
  /** AWS throttled the call, timed out, failed or could not be reached. Another try may succeed. */
  transient: 'TransientAwsError',
} as const;

/** A run's input is unusable. No retry helps: the run ends, and its error says why. */
export class InvalidRunInput extends Error {
  override readonly name = ERROR_NAMES.invalidRunInput;
}

/**
 * AWS throttled the call, timed out, failed or could not be reached. The same call may succeed later. Keeps its
 * `cause`.
 */
export class TransientAwsError extends Error {
  override readonly name = ERROR_NAMES.transient;
}

/**
 * How far a lane of a run is: summed to its end, to be called again, or out of the run's time. The state machine
 * branches on it.
 */
export const LANE_STATUS = {
  finished: 'finished',
  unfinished: 'unfinished',
  outOfTime: 'out-of-time',
} as const;

/** How a daily KPI run reads the index; `statemachines/daily-kpi.asl.json` and the stack must match. */
export const KPI_RUN = {
  /**
   * The most that an inline Map runs at once:
   * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
   */
  lanesAtOnce: 40,
  timeoutSeconds: 10_800,
  /** How long a run sums. The rest of its time is for publishing, and for calls that are still under way. */
  summingSeconds: 9_000,
  /** The timeout of a call that sums a lane: the longest that Lambda allows. The call stops one page margin earlier. */
  callSeconds: 900,
} as const;

/** How to split a day's partitions: into as few lanes as possible, with the longest lane as short as possible. */
export const laneShape = (partitions: number): { readonly lanes: number; readonly longest: number } => {
  const longest = Math.ceil(partitions / KPI_RUN.lanesAtOnce);
  return { longest, lanes: Math.ceil(partitions / longest) };
};

/** How many rounds of calls a day takes, given how long its longest lane takes. */
export const roundsOf = (laneSeconds: number): number =>
  Math.max(1, Math.ceil(laneSeconds / (KPI_RUN.callSeconds - PAGE_MARGIN_MILLISECONDS / 1_000)));

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const EVENTS_OF_AN_EXECUTION = 25_000;

/** A run is planned to stay below this many events; the rest is headroom for retries. */
export const MOST_PLANNED_EVENTS = 15_000;
/** Events of the states around the days, of one day, of one round of calls with its check, and of one lane's call. */
const EVENTS = { others: 15, day: 9, round: 6, call: 7 };

/** How many events the history of a run of `days` days has, if nothing is retried. */
export const eventsOfRun = (days: number, lanes: number, rounds: number): number =>
  EVENTS.others + days * EVENTS.day + rounds * (EVENTS.round + lanes * EVENTS.call);

/**
 * The most days that one run starts to sum. Each day adds a first round of calls; the events of as many further rounds
 * as the run has time for are set aside.
 */
export const mostDays = (lanes: number): number => {
  const before = eventsOfRun(0, lanes, roundsOf(KPI_RUN.summingSeconds));
  return Math.floor((MOST_PLANNED_EVENTS - before) / (eventsOfRun(1, lanes, 1) - EVENTS.others));
};
