import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AuditedTrip,
  agreementOf,
  countTrips,
  mergeCounts,
  NO_COUNTS,
} from '../../../functions/audit/count-trips.ts';
import { type AuditCounts, auditedMetrics } from '../../../functions/contracts/audit-run.ts';
import { metricsOf } from '../../../functions/trip/metrics.ts';
import { aggregateWith } from '../trip/metrics-under-test.ts';
import { BOUNDS, NOBODY_IMPLAUSIBLE, ride } from '../trip/rides-under-test.ts';

const PUBLISHED_AT = '2024-05-26T09:15:00.000Z';
const LONG_BEFORE = '2024-05-25T22:00:00.000Z';
const SINCE = '2024-05-26T11:00:00.000Z';

const basis = { startedBefore: '2024-05-25 12:00:00', publishedAt: PUBLISHED_AT, bounds: BOUNDS };

const completed = (fare: string, writtenAt = LONG_BEFORE, tripId = 'c'): AuditedTrip => ({
  status: 'completed',
  tripId,
  amounts: { fare_amount: fare },
  ride: ride({ fareAmount: fare }),
  writtenAt,
});
const ended = (tripId: string): AuditedTrip => ({ status: 'ended', tripId });
const started = (tripId: string, pickupDatetime = '2024-05-25 08:00:00'): AuditedTrip => ({
  status: 'started',
  tripId,
  pickupDatetime,
});

const count = (trips: readonly AuditedTrip[]): AuditCounts => countTrips(trips, basis);

describe('trips of a date', () => {
  test('are counted by what they lack, and completed ones summed exactly', () => {
    const counts = count([completed('0.1'), completed('0.2'), ended('e'), started('s')]);
    expect(counts).toEqual({
      seen: aggregateWith({ count: 2, sum: '0.3', min: '0.1', max: '0.2' }),
      since: aggregateWith({ count: 0, sum: '0', min: null, max: null }),
      ends_without_start: { count: 1, examples: ['e'] },
      starts_without_end: { count: 1, examples: ['s'] },
      implausible: NOBODY_IMPLAUSIBLE,
    });
  });

  test('that only started are counted from a certain age on, however the moment is written', () => {
    const { starts_without_end } = count([
      started('old', '2024-05-25 11:59:59'),
      started('old-t', '2024-05-25T11:59:59'),
      started('young', '2024-05-25 12:00:00'),
      started('young-t', '2024-05-25T12:00:00'),
    ]);
    expect(starts_without_end).toEqual({ count: 2, examples: ['old', 'old-t'] });
  });

  test('that are implausible are counted by kind, with their ids, and summed like any other', () => {
    const { seen, implausible } = count([
      completed('0', LONG_BEFORE, 'b'),
      completed('0', LONG_BEFORE, 'a'),
      completed('1000.01', LONG_BEFORE, 'high'),
    ]);
    expect(seen).toMatchObject({ count: 3, sum: '1000.01' });
    expect(implausible).toEqual({
      ...NOBODY_IMPLAUSIBLE,
      fare_zero: { count: 2, examples: ['a', 'b'] },
      fare_too_high: { count: 1, examples: ['high'] },
    });
  });

  test('that the published run has surely seen are distinguished from those written since, or shortly before it', () => {
    const { seen, since } = count([
      completed('1', '2024-05-26T09:10:00.000Z'),
      completed('2', '2024-05-26T09:10:00.001Z'),
      completed('4', SINCE),
    ]);
    expect([seen.sum, since.sum]).toEqual(['1', '6']);
    const unpublished = countTrips([completed('1')], { ...basis, publishedAt: null });
    expect([unpublished.seen.count, unpublished.since.count]).toEqual([0, 1]);
  });

  test('are the same however they are grouped, and keep at most ten ids of a kind', () => {
    const trip = fc.oneof(
      fc.nat(99).map((n) => completed(String(n % 20), LONG_BEFORE, `c${n}`)),
      fc.nat(99).map((n) => ended(`e${n}`)),
      fc.nat(99).map((n) => started(`s${n}`)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(trip)), fc.array(trip), (groups, last) => {
        const together = count([...groups.flat(), ...last]);
        const merged = [...groups, last].map(count).reduce(mergeCounts, NO_COUNTS);
        expect(merged).toEqual(together);
        expect(merged.ends_without_start.examples.length).toBeLessThanOrEqual(10);
      }),
    );
    expect(mergeCounts(count([completed('0.1')]), count([completed('0.2')])).seen.sum).toBe('0.3');
    const many = Array.from({ length: 30 }, (_, n) => ended(`e${n + 10}`));
    expect(count(many).ends_without_start).toEqual({
      count: 30,
      examples: Array.from({ length: 10 }, (_, n) => `e${n + 10}`),
    });
  });
});

describe('published metrics', () => {
  const publishedOf = (...trips: AuditedTrip[]) => auditedMetrics(count(trips));
  const agreement = (
    published: ReturnType<typeof publishedOf> | null,
    trips: AuditedTrip[],
    marked = false,
  ) => agreementOf(published, count(trips), marked);
  const [one, two, late] = [completed('1.5'), completed('2.5'), completed('4', SINCE)];

  test('agree if every one of them equals the table’s', () => {
    expect(agreement(publishedOf(one, two), [two, one])).toBe('agrees');
    expect(agreement(publishedOf(one, late), [one, late])).toBe('agrees');
    // The same count and sum from other fares give other metrics.
    expect(agreement(publishedOf(completed('2'), completed('2')), [one, two])).toBe('disagrees');
  });

  test('are rounded once, as the audit’s own are', () => {
    const thirds = [completed('0.333'), completed('0.333'), completed('0.339')];
    expect(auditedMetrics(count(thirds)).total_fare).toBe('1.01');
    expect(agreement(metricsOf({ count: 3, sum: '1.005', min: '0.333', max: '0.339' }), thirds)).toBe(
      'agrees',
    );
  });

  test('that lack what was written since are due for a run', () => {
    expect(agreement(publishedOf(one), [one, late])).toBe('run-due');
  });

  test('that have the earlier fare of a trip corrected since are due for a run', () => {
    expect(agreement(publishedOf(one, completed('100')), [one, late])).toBe('run-due');
  });

  test('that have a trip which was moved to another date are due for a run, because the date is marked', () => {
    expect(agreement(publishedOf(one, two), [one], true)).toBe('run-due');
    expect(agreement(publishedOf(one, two), [one], false)).toBe('disagrees');
    expect(agreement(publishedOf(one, two, two), [one, late], false)).toBe('disagrees');
  });

  test('that lack a trip which nobody has written since disagree, whatever else was written', () => {
    expect(agreement(publishedOf(one), [one, two])).toBe('disagrees');
    expect(agreement(publishedOf(one), [one, two, late])).toBe('disagrees');
    expect(agreement(publishedOf(one), [one, two], true)).toBe('disagrees');
    expect(agreement(publishedOf(one, completed('1')), [one, two, late])).toBe('disagrees');
  });

  test('that do not exist are not wrong', () => {
    expect(agreement(null, [one])).toBe('unpublished');
  });
});
