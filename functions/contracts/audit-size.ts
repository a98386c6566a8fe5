import { EVENTS_OF_AN_EXECUTION, PAGE_BYTES, PAGE_MARGIN_MILLISECONDS } from './agreed.ts';

/** How an audit reads the table; `statemachines/audit.asl.json` and the stack must match. */
export const AUDIT = {
  segmentsAtOnce: 40,
  timeoutSeconds: 21_600,
  /** The timeout of a call that reads a segment: the longest that Lambda allows. */
  callSeconds: 900,
} as const;

/** A guess: how fast AWS reads has never been measured. */
const PAGE_SECONDS = 0.3;
/** The overhead of a call: with a cold start, without reading. */
const CALL_SECONDS = 0.5;

/**
 * DescribeTable updates the size about every six hours, so even a table that it reports as empty is read in this many
 * segments.
 */
const LEAST_SEGMENTS = 16;
/** Twice as many as are read at once, so that one slow segment does not hold up the end for long. */
const MOST_SEGMENTS = 2 * AUDIT.segmentsAtOnce;
const PAGES_OF_A_SEGMENT = 300;

/** The most trips of each kind that an audit file names. */
export const MOST_EXAMPLES = 10;

/** Events of the states before and after the segments, of a segment that one call reads, and of each further call. */
const EVENTS = { others: 18, segment: 11, furtherCall: 7 };
/** States entered, broken down the same way. */
const STATES = { others: 4, segment: 3, furtherCall: 2 };

/** List prices in us-east-1, in billionths of a dollar; `bench/cost/prices.ts` has their sources. */
const PRICE = { readUnit: 125n, tenThousandGbSeconds: 133_334_000n, state: 25_000n };
/** What one unit reads with eventual consistency. */
const READ_UNIT_BYTES = 8_192n;

/** What it takes to audit a table. */
export interface AuditSize {
  readonly segments: number;
  readonly seconds: number;
  /** Events in the execution's history. */
  readonly events: number;
  /** The price in billionths of a dollar, including Lambda and Step Functions. */
  readonly nanodollars: bigint;
  /** Whether one execution can do it. */
  readonly fits: boolean;
}

/** What it takes to audit a table of `tableBytes`, which DescribeTable updates about every six hours. */
export const auditSizeOf = (tableBytes: number): AuditSize => {
  const pages = Math.ceil(tableBytes / PAGE_BYTES);
  const segments = Math.min(MOST_SEGMENTS, Math.max(LEAST_SEGMENTS, Math.ceil(pages / PAGES_OF_A_SEGMENT)));
  const segmentSeconds = Math.ceil(pages / segments) * PAGE_SECONDS;
  const usableSeconds = AUDIT.callSeconds - PAGE_MARGIN_MILLISECONDS / 1_000;
  const calls = Math.max(1, Math.ceil(segmentSeconds / usableSeconds));
  const rounds = Math.ceil(segments / AUDIT.segmentsAtOnce);
  const seconds = 2 * CALL_SECONDS + rounds * (segmentSeconds + calls * CALL_SECONDS);
  const events = EVENTS.others + segments * (EVENTS.segment + (calls - 1) * EVENTS.furtherCall);
  const states = STATES.others + segments * (STATES.segment + (calls - 1) * STATES.furtherCall);
  // Each function has half a gigabyte of memory.
  const gbMilliseconds = BigInt(
    Math.ceil((pages * PAGE_SECONDS + (2 + segments * calls) * CALL_SECONDS) * 500),
  );
  return {
    segments,
    seconds,
    events,
    nanodollars:
      (BigInt(tableBytes) * PRICE.readUnit) / READ_UNIT_BYTES +
      (gbMilliseconds * PRICE.tenThousandGbSeconds) / 10_000_000n +
      BigInt(states) * PRICE.state,
    fits: seconds <= AUDIT.timeoutSeconds && events <= EVENTS_OF_AN_EXECUTION,
  };
};

/**
 * How many examples of each kind a segment may keep. The states of an audit pass on the examples of every segment in at
 * most 256 KiB: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const examplesPerSegment = (segments: number): number =>
  Math.max(1, Math.floor((MOST_EXAMPLES * LEAST_SEGMENTS) / segments));

const TB = 1_024 ** 4;

/** Why one execution cannot audit a table of this size, and what to do instead. */
export const tooLargeText = (tableBytes: number): string =>
  `the table has ${(tableBytes / TB).toFixed(1)} TB, more than an audit reads in its ${AUDIT.timeoutSeconds / 3_600} hours: audit an export of it instead, see "An audit of a large table" in docs/operating.md`;

/** Billionths of a dollar as dollars and cents, rounded up. */
export const dollarsText = (nanodollars: bigint): string => {
  const cents = (nanodollars + 9_999_999n) / 10_000_000n;
  return `$${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
};
