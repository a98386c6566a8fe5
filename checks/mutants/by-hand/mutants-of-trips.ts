import type { Mutant } from './mutant.ts';

const KPI = ['test/functions/trip/metrics.test.ts'];
const TRIP = ['test/functions/trip/trip.test.ts'];
const PARSER = ['test/functions/contracts/parse-trip-event.test.ts'];

/** Faults in the pure code: events, trips, amounts, dates. */
export const TRIP_MUTANTS: readonly Mutant[] = [
  {
    name: 'end-without-sparse-key',
    promise: 1,
    file: 'functions/trip/trip.ts',
    find: '    completion_partition: partitionOf(end.trip_id, completionDate, partitionCount),\n',
    replace: '',
    tests: TRIP,
  },
  {
    name: 'end-writes-both-index-keys',
    promise: 2,
    file: 'functions/trip/trip.ts',
    find: '    completion_date: completionDate,\n',
    replace: '    completion_date: completionDate,\n    pickup_datetime: end.dropoff_datetime,\n',
    tests: TRIP,
  },
  {
    name: 'day-of-partition-from-the-clock',
    promise: 2,
    file: 'functions/trip/trip.ts',
    find: 'const completionDate = dateOf(end.dropoff_datetime);',
    replace: 'const completionDate = new Date().toISOString().slice(0, 10);',
    tests: TRIP,
  },
  {
    name: 'sum-in-floats',
    promise: 3,
    file: 'functions/trip/decimal.ts',
    find: `  let total: Big | undefined;
  for (const decimal of decimals) total = total?.plus(decimal) ?? new Decimal(decimal);
  return total?.toString() ?? '0';`,
    replace: `  let total = 0;
  for (const decimal of decimals) total += Number(decimal);
  return new Decimal(String(total)).toString();`,
    tests: KPI,
  },
  {
    name: 'sum-of-rounded-fares',
    promise: 3,
    file: 'functions/trip/metrics.ts',
    find: 'const MERGED = { sum, average: sum,',
    replace: `const roundedSum = (values: Iterable<string>) => sum([...values].map((value) => rounded(value, 2)));
const MERGED = { sum: roundedSum, average: roundedSum,`,
    tests: KPI,
  },
  {
    name: 'average-rounded-twice',
    promise: 3,
    file: 'functions/trip/metrics.ts',
    find: 'quotient(exact, String(aggregate.count), DECIMAL_PLACES)',
    replace: 'rounded(quotient(exact, String(aggregate.count), DECIMAL_PLACES + 1), DECIMAL_PLACES)',
    tests: KPI,
  },
  {
    name: 'amounts-round-half-to-even',
    promise: 3,
    file: 'functions/trip/decimal.ts',
    find: 'Decimal.RM = Decimal.roundHalfUp;',
    replace: 'Decimal.RM = Decimal.roundHalfEven;',
    tests: KPI,
  },
  {
    name: 'json-number-through-a-float',
    promise: 3,
    file: 'functions/trip/decimal.ts',
    find: "(typeof value === 'number' ? source : value)",
    replace: "(typeof value === 'number' ? String(value) : value)",
    tests: PARSER,
  },
];
