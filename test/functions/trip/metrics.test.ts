import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  aggregateSchema,
  aggregateTrips,
  amountsOf,
  areAtLeast,
  areEqual,
  changeFrom,
  differingMetrics,
  METRIC_ATTRIBUTES,
  METRICS,
  mergeAggregates,
  metricsFromText,
  metricsOf,
  metricsSchema,
  NO_TRIPS,
  storedMetricsSchema,
  type TripAggregate,
} from '../../../functions/trip/metrics.ts';
import { COMPLETED_TRIPS_INDEX } from '../../../functions/trip/trip.ts';
import { aggregateOf, metricsWith } from './metrics-under-test.ts';

const PLACES = 17;

/** A fare of up to 17 decimal places with its exact value in units of 10^-17. */
const fares = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 99_999n }),
    fc.integer({ min: 0, max: PLACES }),
    fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }),
  )
  .map(([whole, places, digits]) => {
    const fraction = String(digits).padStart(PLACES, '0').slice(0, places);
    return {
      text: places === 0 ? String(whole) : `${whole}.${fraction}`,
      units: whole * 10n ** BigInt(PLACES) + BigInt(fraction.padEnd(PLACES, '0')),
    };
  });

const inUnits = (decimal: string): bigint => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 10n ** BigInt(PLACES) + BigInt(fraction.padEnd(PLACES, '0'));
};

const cut = <Item>(items: readonly Item[], at: readonly number[]): Item[][] => {
  const bounds = [0, ...at.map((index) => index % (items.length + 1)).sort((a, b) => a - b), items.length];
  return bounds.slice(1).map((bound, index) => items.slice(bounds[index], bound));
};

const aggregateIn = (groups: readonly (readonly string[])[]): TripAggregate =>
  groups.map(aggregateOf).reduce(mergeAggregates, NO_TRIPS);

describe('an aggregate', () => {
  test('is exact to the last digit: 10,000 fares like 40.09620692463166', () => {
    const texts = Array.from(
      { length: 10_000 },
      (_, index) => `40.0962069246${String(index).padStart(4, '0')}`,
    );
    const expected = texts.map(inUnits).reduce((a, b) => a + b, 0n);
    expect(inUnits(aggregateOf(texts).sum)).toBe(expected);
    // The same sum in binary floating point is what this project replaces.
    expect(String(texts.reduce((total, text) => total + Number(text), 0))).not.toBe(aggregateOf(texts).sum);
  });

  test('has the same bytes for any order and grouping of its fares', () => {
    fc.assert(
      fc.property(
        fc
          .array(fares, { maxLength: 40 })
          .chain((items) =>
            fc.tuple(
              fc.constant(items),
              fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
            ),
          ),
        fc.array(fc.nat(), { maxLength: 6 }),
        ([items, shuffled], cuts) => {
          const whole = aggregateOf(items.map(({ text }) => text));
          const grouped = aggregateIn(
            cut(
              shuffled.map(({ text }) => text),
              cuts,
            ),
          );
          expect(JSON.stringify(grouped)).toBe(JSON.stringify(whole));
          expect(inUnits(whole.sum)).toBe(items.reduce((total, { units }) => total + units, 0n));
          const units = items.map((item) => item.units).toSorted((a, b) => (a < b ? -1 : 1));
          const extremes = [whole.min, whole.max].map((fare) => (fare === null ? undefined : inUnits(fare)));
          expect(extremes).toEqual([units.at(0), units.at(-1)]);
        },
      ),
    );
  });

  test('merges associatively and commutatively, and merging nothing changes nothing', () => {
    const aggregates = fc
      .array(fares, { maxLength: 5 })
      .map((items) => aggregateOf(items.map(({ text }) => text)));
    fc.assert(
      fc.property(aggregates, aggregates, aggregates, (a, b, c) => {
        expect(mergeAggregates(a, mergeAggregates(b, c))).toEqual(mergeAggregates(mergeAggregates(a, b), c));
        expect(mergeAggregates(a, b)).toEqual(mergeAggregates(b, a));
        expect(mergeAggregates(a, NO_TRIPS)).toEqual(a);
      }),
    );
  });
});

describe('metrics', () => {
  test('round once, half away from zero', () => {
    expect(metricsOf(aggregateOf(['0.005', '1.115', '2.004']))).toEqual(
      metricsWith({
        total_fare: '3.12',
        count_trips: 3,
        average_fare: '1.04',
        max_fare: '2',
        min_fare: '0.01',
      }),
    );
  });

  test('the average is rounded from the exact quotient, not from the rounded total', () => {
    // The exact average is 0.0149; the rounded total 0.03 over 2 would give 0.02.
    expect(metricsOf(aggregateOf(['0.0149', '0.0149'])).average_fare).toBe('0.01');
    expect(metricsOf(aggregateOf(['1', '1', '0'])).average_fare).toBe('0.67');
  });

  test('the average too rounds once and half away from zero', () => {
    // Exactly 0.125; to the even neighbour it would be 0.12.
    expect(metricsOf(aggregateOf(['0.25', '0'])).average_fare).toBe('0.13');
    // 0.13493…; by way of three places, 0.135, it would be 0.14.
    expect(metricsOf(aggregateOf(['0.4048', '0', '0'])).average_fare).toBe('0.13');
  });

  test('a day without trips is 0 and null, never NaN', () => {
    expect(metricsOf(NO_TRIPS)).toEqual({
      total_fare: '0',
      count_trips: 0,
      average_fare: null,
      max_fare: null,
      min_fare: null,
    });
  });
});

describe('a metric that was added after a file or a partial result was written', () => {
  const known = metricsOf(aggregateOf(['1', '2.5']));
  const { max_fare: _, ...file } = known;
  const old = metricsFromText({ ...file, count_trips: '2' });

  test('is unknown in the file: absent, and different from no value', () => {
    expect(old).toEqual(file);
    expect(areEqual(old, known)).toBe(true);
    expect(areEqual(known, old)).toBe(true);
    expect(areEqual(old, metricsOf(aggregateOf(['1', '2.6'])))).toBe(false);
    expect(differingMetrics(old, metricsOf(aggregateOf(['0.9', '2.6'])))).toEqual(['min_fare']);
  });

  test('has no change from or to it', () => {
    const { total_fare: __, ...without } = known;
    const unknown = metricsFromText({ ...without, count_trips: '2' });
    const { total_fare: ___, ...ofTheOthers } = changeFrom(known, known);
    expect(ofTheOthers.count_trips).toBe(0);
    expect(changeFrom(unknown, known)).toEqual(ofTheOthers);
    expect(changeFrom(known, unknown)).toEqual(ofTheOthers);
    expect(areAtLeast(unknown, known)).toBe(true);
  });

  test('is unknown in every sum that one such partial result is part of', () => {
    const partial = JSON.parse('{"count":1,"sum":"4","min":"4"}');
    expect(mergeAggregates(aggregateOf(['1']), partial)).toEqual({ count: 2, sum: '5', min: '1' });
    expect(metricsOf(mergeAggregates(partial, NO_TRIPS))).not.toHaveProperty('max_fare');
  });
});

describe('the list of metrics', () => {
  test('has names and labels once each, and members of an aggregate that mean one thing', () => {
    const names = METRICS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(METRICS.map(({ label }) => label)).size).toBe(names.length);
    const meaning = new Map<string, string>();
    for (const metric of METRICS) {
      const kind = metric.kind === 'average' ? 'sum' : metric.kind;
      const means = `${kind} of ${'attribute' in metric ? metric.attribute : 'trips'}`;
      expect(meaning.get(metric.carriedBy) ?? means).toBe(means);
      meaning.set(metric.carriedBy, means);
    }
  });

  test('needs no attribute that the index of completed trips does not project', () => {
    const projected: readonly string[] = COMPLETED_TRIPS_INDEX.projected;
    expect(METRIC_ATTRIBUTES.filter((attribute) => !projected.includes(attribute))).toEqual([]);
  });

  test('takes from a trip what its item has, and insists on what every end writes', () => {
    expect(amountsOf({ fare_amount: { N: '1.5' }, tip_amount: { N: '9' } })).toMatchObject({
      fare_amount: '1.5',
    });
    expect(amountsOf({ fare_amount: { N: '1.5' } })).toEqual({ fare_amount: '1.5' });
    expect(() => amountsOf({ tip_amount: { N: '9' } })).toThrow('no fare_amount');
  });

  test('lets a file and a partial result lack what was added later, and nothing else', () => {
    const always = METRICS.filter((metric) => !('addedLater' in metric));
    for (const schema of [metricsSchema, storedMetricsSchema])
      expect(schema.required).toEqual(always.map(({ name }) => name));
    expect(new Set(aggregateSchema.required)).toEqual(new Set(always.map(({ carriedBy }) => carriedBy)));
  });
});

describe('metrics compared with others', () => {
  const before = metricsWith({ count_trips: 2, total_fare: '0.3' });

  test('change by the exact difference', () => {
    const metrics = metricsWith({ count_trips: 3, total_fare: '0.1' });
    expect(changeFrom(before, metrics)).toMatchObject({ count_trips: 1, total_fare: '-0.2' });
  });

  test.each([
    ['as much', { count_trips: 2, total_fare: '0.3' }, true],
    ['more', { count_trips: 3, total_fare: '0.4' }, true],
    ['fewer trips of a greater fare', { count_trips: 1, total_fare: '0.4' }, false],
    ['more trips of a lesser fare', { count_trips: 3, total_fare: '0.2' }, false],
  ])('are at least the others when none is less: %s', (_, values, expected) => {
    expect(areAtLeast(metricsWith(values), before)).toBe(expected);
  });
});

test('a trip that lacks an amount adds nothing to its sum', () => {
  expect(aggregateTrips([{ fare_amount: '1.5' }, {}])).toEqual({
    ...aggregateTrips([{ fare_amount: '1.5' }]),
    count: 2,
  });
});

test('metrics come from attributes that have a name', () => {
  expect(METRIC_ATTRIBUTES.every((attribute) => typeof attribute === 'string')).toBe(true);
});
