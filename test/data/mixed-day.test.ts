import { describe, expect, test } from '@jest/globals';
import { countMixedDay, generateMixedDay, lateDateOf, type MixedDayOptions } from '../../data/mixed-day.ts';
import { parseTripEnd, parseTripStart } from '../../functions/contracts/parse-trip-event.ts';

const OPTIONS: MixedDayOptions = {
  ...{ trips: 500, date: '2024-05-25', seed: 7 },
  ...{ late: 0.1, repeated: 0.05, blank: 0.2, broken: 0.03 },
};
const ARRIVAL = { arrivedAt: Date.parse('2024-05-26T12:00:00Z'), timeZone: 'UTC' };

const parse = { start: parseTripStart, end: parseTripEnd };
const events = [...generateMixedDay(OPTIONS)];

test('has as many events of each kind as were counted beforehand', () => {
  const first = events.filter(({ isRepeat }) => !isRepeat);
  expect(first).toHaveLength(1_000);
  expect(countMixedDay(OPTIONS)).toEqual({
    events: events.length,
    late: new Set(first.filter(({ isLate }) => isLate).map(({ tripId }) => tripId)).size,
    repeated: events.filter(({ isRepeat }) => isRepeat).length,
    blank: first.filter(({ isBlank }) => isBlank).length,
    broken: first.filter(({ isBroken }) => isBroken).length,
  });
  expect(countMixedDay(OPTIONS)).toEqual({ events: 1_050, late: 50, repeated: 50, blank: 100, broken: 30 });
});

test('the pipeline refuses exactly the broken ones', () => {
  for (const { kind, fields, isBroken } of events) {
    const parsed = parse[kind](Buffer.from(JSON.stringify(fields)), ARRIVAL);
    expect([fields, 'refusal' in parsed]).toEqual([fields, isBroken]);
  }
  const reasons = events
    .filter(({ isBroken }) => isBroken)
    .map(({ kind, fields }) => {
      const parsed = parse[kind](Buffer.from(JSON.stringify(fields)), ARRIVAL);
      return 'refusal' in parsed ? parsed.refusal.reasons[0]?.split(' ')[0] : undefined;
    });
  expect(new Set(reasons)).toEqual(
    new Set(['trip_id', 'pickup_datetime', 'vendor_id', 'fare_amount', 'dropoff_datetime']),
  );
});

test('a repeated event is the same, only later; a late trip is two days older; a blank end has no codes', () => {
  for (const { tripId, kind, fields } of events.filter(({ isRepeat }) => isRepeat)) {
    const same = events.filter((one) => one.tripId === tripId && one.kind === kind);
    expect(same.map((one) => [one.fields, one.isRepeat])).toEqual([
      [fields, false],
      [fields, true],
    ]);
  }
  const starts = events.filter(({ kind, isBroken }) => kind === 'start' && !isBroken);
  for (const { fields, isLate } of starts)
    expect(fields.pickup_datetime?.slice(0, 10)).toBe(isLate ? '2024-05-23' : '2024-05-25');
  expect(lateDateOf('2024-03-01')).toBe('2024-02-28');
  for (const { kind, fields, isBlank } of events)
    if (kind === 'end') expect(fields.passenger_count === '').toBe(isBlank);
});

test('comes in the order of the reports, the same for the same seed and different for another', () => {
  const reports = events.map(({ reportedAtSeconds }) => reportedAtSeconds);
  expect(reports).toEqual(reports.toSorted((a, b) => a - b));
  expect([...generateMixedDay(OPTIONS)]).toEqual(events);
  const ids = new Set(events.map(({ tripId }) => tripId));
  expect(ids.size).toBe(500);
  const others = [...generateMixedDay({ ...OPTIONS, seed: 8 })].filter(({ tripId }) => ids.has(tripId));
  expect(others).toEqual([]);
});

test('shares of 0 and 1 are possible', () => {
  const none = { late: 0, repeated: 0, blank: 0, broken: 0 };
  expect(
    [...generateMixedDay({ ...OPTIONS, ...none })].some(({ isLate, isBlank }) => isLate || isBlank),
  ).toBe(false);
  const all = { late: 1, repeated: 1, blank: 1, broken: 1 };
  const mixed = [...generateMixedDay({ ...OPTIONS, ...all })];
  expect(mixed).toHaveLength(countMixedDay({ ...OPTIONS, ...all }).events);
  expect(mixed.every(({ isLate, isBroken }) => isLate && isBroken)).toBe(true);
});

describe('options out of range are refused at once', () => {
  test.each([
    [{ late: 1.1 }, 'the share of late must be from 0 to 1, got 1.1'],
    [{ broken: Number.NaN }, 'the share of broken must be from 0 to 1, got NaN'],
    [{ date: '2024-02-30' }, 'date must be a real day such as 2024-05-25, got "2024-02-30"'],
    [{ trips: 0 }, 'trips must be a whole number from 1 to 4294967296, got 0'],
    [{ trips: 1_000_001 }, 'trips must be at most 1000000, got 1000001'],
    [{ seed: -1 }, 'seed must be a whole number from 0 to 4294967295, got -1'],
  ])('%j', (options, message) => {
    expect(() => generateMixedDay({ ...OPTIONS, ...options })).toThrow(new RangeError(message));
    expect(() => countMixedDay({ ...OPTIONS, ...options })).toThrow(new RangeError(message));
  });
});
