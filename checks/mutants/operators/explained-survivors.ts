/** A mutant that no test can notice, or that none needs to notice. */
export interface ExplainedSurvivor {
  readonly file: string;
  /** The code that the mutant replaces, on one line. If it ends with `…`, only the beginning of that code. */
  readonly code: string;
  /** What it is replaced by. @default anything */
  readonly replacement?: string;
  readonly why: string;
}

const DATES = 'functions/trip/business-time.ts';
const DECIMALS = 'functions/trip/decimal.ts';
const EVENTS = 'functions/trip/trip-event.ts';
const METRICS = 'functions/trip/metrics.ts';
const PARSER = 'functions/contracts/parse-trip-event.ts';
const QUARANTINE = 'functions/contracts/quarantine-message.ts';
const AUDIT_SIZE = 'functions/contracts/audit-size.ts';
const PIPE_BATCH = 'functions/intake/pipe-batch.ts';
const DESTINATIONS = 'functions/intake/record-destinations.aws.ts';
const DAY_READS = 'functions/daily-kpi/day-reads.aws.ts';
const PUBLISH = 'functions/daily-kpi/publish-metrics.ts';

const MADE_AGAIN = 'creates the same formatters again, which only takes longer';

const QUICKER = 'only handles decimals in the usual form faster; big.js gives the same result for all';

const TEXTS_ONLY = 'the schema refuses a value that is not text; the types cannot say so';

const HAS_ERROR = 'a record with this property has an error; the types cannot say so';

const HAS_KEYS = 'a trip in the index has its keys; the types cannot say so';

const HAS_DATE = 'a completed trip has a completion date; the types cannot say so';

const SAME_FILE =
  'the text of a file and what is parsed from it are undefined together; the types cannot say so';

export const EXPLAINED_SURVIVORS: readonly ExplainedSurvivor[] = [
  { file: DATES, code: '/^(?!0000)…', why: 'Date does not parse text that contains more than a date' },
  {
    file: DATES,
    code: 'dayLater?.hour !== hour',
    replacement: 'true',
    why: 'saves computing the same text again',
  },
  {
    file: DATES,
    code: 'text <= surelyShownADayLater(Math.floor(instant / MILLISECONDS_PER_HOUR))',
    replacement: 'text < surelyShownADayLater(Math.floor(instant / MILLISECONDS_PER_HOUR))',
    why: 'the slower way gives the same answer for this moment',
  },
  { file: DATES, code: 'known !== undefined', replacement: 'false', why: MADE_AGAIN },
  { file: DATES, code: 'wallClocks.set(timeZone, made);', why: MADE_AGAIN },
  {
    file: DECIMALS,
    code: '/e([+-]?\\d+)$/i',
    replacement: '/e([+-]?\\d+)/i',
    why: 'a decimal has one exponent, at its end',
  },
  {
    file: DECIMALS,
    code: "'0'",
    replacement: '""',
    why: 'only its length matters, and both lengths are far below the limit',
  },
  { file: DECIMALS, code: '/^(0|[1-9][0-9]{0,14})(\\.[0-9]{0,14}[1-9])?$/', why: QUICKER },
  {
    file: DECIMALS,
    code: "typeof decimal === 'string' && SURELY_CANONICAL.test(decimal)",
    replacement: 'false',
    why: QUICKER,
  },
  { file: DECIMALS, code: "'string'", replacement: '""', why: QUICKER },
  {
    file: DECIMALS,
    code: '!SURELY_CANONICAL.test(one) || !SURELY_CANONICAL.test(other)',
    replacement: 'true',
    why: QUICKER,
  },
  {
    file: DECIMALS,
    code: 'point < 0',
    replacement: 'point <= 0',
    why: 'no such decimal begins with its point',
  },
  {
    file: DECIMALS,
    code: 'one < other',
    replacement: 'one <= other',
    why: 'if two texts are equal, either is the least',
  },
  {
    file: DECIMALS,
    code: 'wholeDigits(one) < wholeDigits(other)',
    replacement: 'wholeDigits(one) <= wholeDigits(other)',
    why: 'at this point the two are known to differ',
  },
  { file: EVENTS, code: 'default: return kind satisfies never;', why: 'each kind has a case' },
  {
    file: EVENTS,
    code: '[]',
    replacement: '["Stryker was here"]',
    why: 'the whole match, which comes first, is not used',
  },
  {
    file: EVENTS,
    code: '{ return undefined; }',
    replacement: '{}',
    why: 'a function that returns nothing returns undefined',
  },
  { file: EVENTS, code: "''", replacement: '"Stryker was here!"', why: 'neither text is JSON' },
  { file: EVENTS, code: '/^[0-9]{4}…', why: 'Date does not parse text that contains more than a moment' },
  {
    file: 'functions/trip/implausible.ts',
    code: '{ least: shown, most: shown }',
    why: 'a plausible ride crosses neither bound, and neither does undefined',
  },
  {
    file: METRICS,
    code: '!TRIP_END_REQUIRED.includes(attribute)',
    replacement: 'false',
    why: 'no metric comes from an optional attribute yet',
  },
  {
    file: METRICS,
    code: '[]',
    replacement: '["Stryker was here"]',
    why: 'no metric comes from an optional attribute yet',
  },
  { file: METRICS, code: 'definitions.filter(isAlways)', why: 'no metric has been added later yet' },
  { file: METRICS, code: "'addedLater'", why: 'no metric has been added later yet' },
  {
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    code: 'unpublished.length === 0',
    replacement: 'false',
    why: 'saves a request, and filters an empty list to the same empty list',
  },
  { file: DAY_READS, code: 'lastKey.trip_id?.S', why: HAS_KEYS },
  { file: DAY_READS, code: 'lastKey[COMPLETED_TRIPS_INDEX.sortKey]?.S', why: HAS_KEYS },
  {
    file: DAY_READS,
    code: 'tripId === undefined',
    replacement: 'false',
    why: 'an array without a first element has no second',
  },
  { file: DAY_READS, code: '[]', why: 'a query always answers with its items; the types cannot say so' },
  {
    file: DAY_READS,
    code: '{ abortSignal }',
    why: 'a test would have to wait five seconds for a queue that does not answer',
  },
  {
    file: PUBLISH,
    code: 'file !== undefined',
    replacement: 'true',
    why: SAME_FILE,
  },
  { file: PUBLISH, code: 'current !== undefined', replacement: 'true', why: SAME_FILE },
  {
    file: PUBLISH,
    code: 'file !== undefined && current !== undefined',
    replacement: 'file !== undefined || current !== undefined',
    why: SAME_FILE,
  },
  { file: PUBLISH, code: 'current?.run_id', why: SAME_FILE },
  {
    file: PUBLISH,
    code: 'late_marker !== null',
    replacement: 'true',
    why: 'without a mark, hasSeen is false anyway',
  },
  {
    file: PUBLISH,
    code: 'previous !== null',
    replacement: 'true',
    why: 'what is restated has previous metrics; the types cannot say so',
  },
  { file: PARSER, code: "typeof value === 'string'", replacement: 'true', why: TEXTS_ONLY },
  {
    file: PARSER,
    code: 'error instanceof SyntaxError',
    replacement: 'true',
    why: 'JSON.parse throws nothing else',
  },
  {
    file: PARSER,
    code: 'schema.properties[field]?.description',
    why: 'every field that is checked is in the schema',
  },
  {
    file: AUDIT_SIZE,
    code: 'seconds <= AUDIT.timeoutSeconds',
    replacement: 'seconds < AUDIT.timeoutSeconds',
    why: 'no number of whole pages takes exactly six hours',
  },
  {
    file: AUDIT_SIZE,
    code: 'events <= EVENTS_OF_AN_EXECUTION',
    why: 'as much as can be read in six hours takes only a third of these events',
  },
  {
    file: 'functions/contracts/run-input.ts',
    code: "typeof date !== 'string'",
    replacement: 'false',
    why: 'isCalendarDate accepts no other JSON value as a day; the types cannot say so',
  },
  { file: PIPE_BATCH, code: "'error' in one && one.error !== undefined", why: HAS_ERROR },
  { file: PIPE_BATCH, code: 'one.error !== undefined', why: HAS_ERROR },
  {
    file: DESTINATIONS,
    code: "''",
    replacement: '"Stryker was here!"',
    why: 'each half has the date that its expiry depends on; the types cannot say so',
  },
  {
    file: DESTINATIONS,
    code: 'before.update_timestamp?.S',
    why: 'every write of a half sets this attribute with its position; the types cannot say so',
  },
  {
    file: DESTINATIONS,
    code: "'application/octet-stream'",
    why: 'no code reads the type of an object that users download',
  },
  { file: DESTINATIONS, code: 'before.completion_date?.S', why: HAS_DATE },
  {
    file: DESTINATIONS,
    code: '[...new Set([dateNow, ...datesBefore])].filter((date) => date !== undefined)',
    why: HAS_DATE,
  },
  { file: DESTINATIONS, code: 'date !== undefined', replacement: 'true', why: HAS_DATE },
  {
    file: DESTINATIONS,
    code: '4 * 1_024',
    replacement: '4 / 1_024',
    why: 'how much room is left is a choice; the tests use MAX_MESSAGE_BYTES',
  },
  { file: QUARANTINE, code: "'utf8'", replacement: '""', why: 'Node treats an empty encoding as utf8' },
  { file: QUARANTINE, code: "''", replacement: '"Stryker was here!"', why: 'split gives at least one part' },
  { file: QUARANTINE, code: '-1', replacement: '+1', why: 'the ARN of a stream has one slash' },
  {
    file: 'functions/contracts/metrics-file.ts',
    code: "typeof value === 'string'",
    replacement: 'true',
    why: 'JSON.rawJSON writes a count and null as JSON.stringify does',
  },
  {
    file: 'functions/contracts/metrics-file.ts',
    code: "''",
    replacement: '"Stryker was here!"',
    why: 'a key without a slash is not the key of a current file, whatever its date',
  },
];
