import type { Mutant } from './mutant.ts';

const PLAN = ['test/functions/daily-kpi/plan-kpi-run.test.ts'];
const AGGREGATE = ['test/functions/daily-kpi/aggregate-partition.test.ts'];
const PUBLISH = [
  'test/functions/daily-kpi/publish-metrics.test.ts',
  'test/functions/daily-kpi/publish-metrics-again.test.ts',
];
const DOMAIN = ['test/functions/audit/count-trips.test.ts'];
const SCAN = ['test/functions/audit/trip-scan.test.ts'];

/** Faults in how a day is planned, summed, published and audited. */
export const RUN_MUTANTS: readonly Mutant[] = [
  {
    name: 'cursor-of-the-page-ignored',
    promise: 2,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'readPage(partition, lane.cursor)',
    replace: 'readPage(partition, null)',
    tests: AGGREGATE,
  },
  {
    name: 'two-pages-in-memory-at-once',
    promise: 5,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'lane = withPage(lane, await readPage(partition, lane.cursor));',
    replace: `const first = await readPage(partition, lane.cursor);
      const next = first.cursor === null ? first : await readPage(partition, first.cursor);
      lane = withPage(lane, first);
      if (next !== first) lane = withPage(lane, next);`,
    tests: AGGREGATE,
  },
  {
    name: 'lane-goes-on-after-the-run-has-to-stop',
    promise: 1,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'now().getTime() >= stopAt',
    replace: 'now().getTime() >= Number.POSITIVE_INFINITY',
    tests: AGGREGATE,
  },
  {
    name: 'failing-page-taken-for-the-end',
    promise: 1,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'await readPage(partition, lane.cursor)',
    replace:
      'await readPage(partition, lane.cursor).catch(() => ({ aggregate: NO_TRIPS, implausible: NONE_IMPLAUSIBLE, cursor: null }))',
    tests: AGGREGATE,
  },
  {
    name: 'run-plans-the-day-of-utc',
    promise: 5,
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    find: 'dateInTimeZone(instantOf(scheduled_time), settings.timeZone)',
    replace: "dateInTimeZone(instantOf(scheduled_time), 'UTC')",
    tests: PLAN,
  },
  {
    name: 'copy-of-the-run-written-first',
    promise: 1,
    file: 'functions/daily-kpi/publish-metrics.ts',
    find: '    if (await ports.replace(key, text, file)) return { day, text };',
    replace: `    await keepCopy(ports, day, text);
    if (await ports.replace(key, text, file)) return { day, text };`,
    tests: PUBLISH,
  },
  {
    name: 'whole-items-travel',
    promise: 5,
    file: 'functions/audit/trip-scan.aws.ts',
    find: '      ProjectionExpression: PROJECTION,\n',
    replace: '',
    tests: SCAN,
  },
  {
    name: 'audited-fares-summed-in-floats',
    promise: 3,
    file: 'functions/audit/count-trips.ts',
    find: '  seen: mergeAggregates(a.seen, b.seen),',
    replace:
      '  seen: { ...mergeAggregates(a.seen, b.seen), sum: String(Number(a.seen.sum) + Number(b.seen.sum)) },',
    tests: DOMAIN,
  },
  {
    name: 'ids-of-trips-in-the-log-of-the-audit',
    promise: 6,
    file: 'infra/audit/trip-audit.ts',
    find: 'logsExecutionData: false',
    replace: "logsExecutionData: settings.stage !== 'prod'",
    tests: ['test/infra/watching.test.ts'],
  },
  {
    name: 'audit-may-write-over-metrics',
    promise: 6,
    file: 'infra/audit/trip-audit.ts',
    find: "bucket, 'daily/*/audit.json'",
    replace: "bucket, 'daily/*'",
    tests: ['test/infra/security.test.ts'],
  },
];
