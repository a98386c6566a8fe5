import { describe, expect, test } from '@jest/globals';
import { auditStanding, readDay, summaryOf } from '../../../../console/server/days/day-summary.ts';
import { auditFileText } from '../../../../functions/contracts/audit-file.ts';
import { parseExact } from '../../../../functions/trip/decimal.ts';
import { aggregateTrips, metricsOf } from '../../../../functions/trip/metrics.ts';
import { fileOf } from '../../../producer/kpi/range/days-under-test.ts';

const DAY = '2024-05-25';
/** When the run of `fileOf` began. */
const PUBLISHED_AT = '2024-06-01T09:15:00.000Z';
const NONE = { count: 0, examples: [] };

/** An audit file that compared the metrics published at `generated_at`. */
const auditOf = (
  agreement: 'agrees' | 'disagrees' | 'run-due' | 'unpublished',
  generated_at: string | undefined,
): string => {
  const metrics = metricsOf(aggregateTrips([]));
  const published =
    generated_at === undefined ? null : { run_id: 'kpi-1', generated_at, revision: 1, metrics };
  return auditFileText({
    ...{ date: DAY, run_id: 'audit-1', audited_at: PUBLISHED_AT, started_before: `${DAY} 00:00:00` },
    counts: {
      ...{
        ends_without_start: NONE,
        starts_without_end: NONE,
        since: aggregateTrips([]),
        seen: aggregateTrips([]),
      },
      implausible: {
        ...{ dropoff_before_pickup: NONE, ride_too_long: NONE },
        ...{ fare_zero: NONE, fare_too_high: NONE },
      },
    },
    ...{ metrics, agreement, published, segments_read: 1, pages_read: 1, items_read: 0 },
  });
};

const ONE_TRIP = fileOf(DAY, ['12.5']);
const published = readDay(DAY, ONE_TRIP);
const dayIn = (read: typeof published) => ('file' in read ? read.file?.day : undefined);

describe('a day among others', () => {
  test('has the digits of its file, as text', () => {
    const summary = summaryOf(published, undefined);
    const { metrics } = summary;
    expect(summary).toEqual({ date: DAY, standing: 'published', revision: 2, metrics });
    expect(parseExact(ONE_TRIP)).toEqual(expect.objectContaining({ metrics }));
    expect(metrics).toMatchObject({
      ...{ total_fare: '12.5', count_trips: '1', average_fare: '12.5' },
      ...{ max_fare: '12.5', min_fare: '12.5' },
    });
  });

  test('without trips has no average, highest or lowest fare, not one of 0', () => {
    const { metrics } = summaryOf(readDay(DAY, fileOf(DAY, [])), undefined);
    expect(metrics).toMatchObject({
      ...{ total_fare: '0', count_trips: '0', average_fare: null, max_fare: null, min_fare: null },
    });
  });

  test('keeps every digit that a JavaScript number would lose', () => {
    const text = fileOf(DAY, ['12.5']).replace('"total_fare":12.5', '"total_fare":90071992547409931234.17');
    expect(summaryOf(readDay(DAY, text), undefined).metrics?.total_fare).toBe('90071992547409931234.17');
  });
});

describe('its audit', () => {
  test.each(['agrees', 'disagrees', 'run-due'] as const)('of the published revision: %s', (agreement) => {
    expect(auditStanding(auditOf(agreement, PUBLISHED_AT), dayIn(published))).toBe(agreement);
  });

  test('of an earlier revision, or of none, says nothing about this one', () => {
    expect(auditStanding(auditOf('agrees', '2024-06-01T09:14:59.999Z'), dayIn(published))).toBe('outdated');
    expect(auditStanding(auditOf('unpublished', undefined), dayIn(published))).toBe('outdated');
  });

  test('of a day that is not published says so', () => {
    expect(auditStanding(auditOf('unpublished', undefined), undefined)).toBe('unpublished');
  });

  test.each(['{}', 'no JSON', '{"ends_without_start":0,"starts_without_end":0,"audited_at":"x"}'])(
    'that does not say how they compare is not known: %s',
    (text) => {
      expect(auditStanding(text, dayIn(published))).toBe('not-known');
    },
  );
});
