import { describe, expect, test } from '@jest/globals';
import { PRICES } from '../../../bench/cost/prices.ts';
import { TRIPSTREAM } from '../../../bench/cost/workload.ts';
import { PAGE_BYTES } from '../../../functions/contracts/agreed.ts';
import {
  AUDIT,
  auditSizeOf,
  dollarsText,
  examplesPerSegment,
  MOST_EXAMPLES,
  tooLargeText,
} from '../../../functions/contracts/audit-size.ts';
import definition from '../../../statemachines/audit.asl.json' with { type: 'json' };

const GB = 1_024 ** 3;
const TB = 1_024 ** 4;

describe('an audit by the size of the table, worked out by hand', () => {
  test('an empty table, or one created since DynamoDB last counted, has 16 segments', () => {
    // 18 + 16 × 11 events. 18 calls of half a second and half a gigabyte are 4.5 GB-seconds × 13,333 billionths, and
    // 4 + 16 × 3 states × 25,000.
    expect(auditSizeOf(0)).toEqual({
      segments: 16,
      seconds: 1.5,
      events: 194,
      nanodollars: 60_000n + 1_300_000n,
      fits: true,
    });
  });

  test('20 GB', () => {
    // 20,480 pages in 69 segments of 297 at most: two rounds of 297 × 0.3 + 0.5 s, and a second around them.
    const size = auditSizeOf(20 * GB);
    expect(size).toMatchObject({ segments: 69, events: 18 + 69 * 11, fits: true });
    expect(size.seconds).toBeCloseTo(2 * 89.6 + 1, 6);
    // 2,621,440 read units × 125 + (6,144 s + 71 × 0.5 s) × 0.5 GB × 13,333.4 + 211 states × 25,000.
    expect(Number(size.nanodollars)).toBeCloseTo(327_680_000 + 41_196_873 + 5_275_000, -2);
    expect(dollarsText(size.nanodollars)).toBe('$0.38');
  });

  test('234 GB take a second call for the last of 900 s, since a call stops 20 s before its end', () => {
    // 240,000 pages in 80 segments of 3,000, in 0.3 s each.
    const size = auditSizeOf(240_000 * PAGE_BYTES);
    expect(size).toMatchObject({ segments: 80, events: 18 + 80 * (11 + 7) });
    // 30,720,000 read units × 125 + (72,000 s + 162 × 0.5 s) × 0.5 GB × 13,333.4 + 404 states × 25,000.
    expect(size.nanodollars).toBe(3_840_000_000n + 480_542_402n + 10_100_000n);
  });

  test('1 TB takes several calls for each of 80 segments', () => {
    // 1,048,576 pages ÷ 80 = 13,108 × 0.3 s = 3,932 s, in 880 s a call: 5 calls.
    const size = auditSizeOf(TB);
    expect(size).toMatchObject({ segments: 80, events: 18 + 80 * (11 + 4 * 7), fits: true });
    expect(size.seconds).toBeCloseTo(2 * (3_932.4 + 2.5) + 1, 6);
  });

  test('more than six hours of reading does not fit, and the refusal says what to do', () => {
    // 40 lanes × 21,600 s ÷ 0.3 s are 2.88 million pages: 2.75 TB.
    expect(auditSizeOf(2_700 * GB).fits).toBe(true);
    expect(auditSizeOf(2_860 * GB).fits).toBe(false);
    expect(tooLargeText(2_860 * GB)).toBe(
      'the table has 2.8 TB, more than an audit reads in its 6 hours: audit an export of it instead, see "An audit of a large table" in docs/operating.md',
    );
  });
});

test('a price is rounded up to a cent', () => {
  expect([0n, 1n, 10_000_000n, 10_000_001n, 12_345_000_000n].map(dollarsText)).toEqual([
    '$0.00',
    '$0.01',
    '$0.01',
    '$0.02',
    '$12.35',
  ]);
});

describe('the deployed audit is the one that is computed here', () => {
  test('the state machine has this concurrency and this timeout', () => {
    expect(definition.States['Count the trips of every segment'].MaxConcurrency).toBe(AUDIT.segmentsAtOnce);
    expect(definition.TimeoutSeconds).toBe(AUDIT.timeoutSeconds);
  });

  test('prices and guesses are those of the cost model', () => {
    const perPage = Number(auditSizeOf(8_192 * 1_000_000).nanodollars - auditSizeOf(0).nanodollars) / 1e9;
    const pages = Math.ceil((8_192 * 1_000_000) / PAGE_BYTES);
    const { segments } = auditSizeOf(8_192 * 1_000_000);
    const { runPageSeconds, runCallSeconds, functionMemoryGb } = TRIPSTREAM;
    const ofSegment = definition.States['Count the trips of every segment'].ItemProcessor.States;
    const expected =
      PRICES.dynamoDbRead.dollars +
      (pages * runPageSeconds + (segments - 16) * runCallSeconds) *
        functionMemoryGb *
        PRICES.lambdaGbSecond.dollars +
      ((segments - 16) * Object.keys(ofSegment).length * PRICES.stateTransition.dollars) /
        PRICES.stateTransition.per;
    expect(perPage).toBeCloseTo(expected, 6);
  });
});

test('what all segments find fits into the 256 KiB that a state may pass on', () => {
  const { segments } = auditSizeOf(TB);
  const examples = Array.from({ length: examplesPerSegment(segments) }, () => 'x'.repeat(64));
  const found = { count: 9_999_999_999, examples };
  // A sum of 10^10 fares, each as large and with as many digits as the intake takes.
  const digits = `${'9'.repeat(34)}.${'9'.repeat(14)}`;
  const aggregate = { count: 9_999_999_999, sum: digits, min: digits, max: digits };
  const partial = {
    ...{ date: '2024-05-25', segment: 79, total_segments: segments, started_before: '2024-05-25 23:30:00' },
    published_at: '2024-05-26T09:15:00.000Z',
    counts: {
      ...{ seen: aggregate, since: aggregate, ends_without_start: found, starts_without_end: found },
      implausible: {
        dropoff_before_pickup: found,
        ride_too_long: found,
        fare_zero: found,
        fare_too_high: found,
      },
    },
    ...{ pages: 99_999, items: 9_999_999_999, cursor: null },
  };
  const state = JSON.stringify({
    segments: Array.from({ length: segments }, (_, segment) => segment),
    partials: Array.from({ length: segments }, () => partial),
  });
  // Room for what is published, and for the rest of the plan.
  expect(state.length).toBeLessThan(256 * 1_024 - 8_192);
  expect(examplesPerSegment(16)).toBe(MOST_EXAMPLES);
});
