import type { Mutant } from './mutant.ts';

const BUCKET = ['test/functions/aws/metrics-bucket.test.ts'];
const PLAN = ['test/functions/daily-kpi/plan-kpi-run.test.ts'];
const AGGREGATE = ['test/functions/daily-kpi/aggregate-partition.test.ts'];
const PUBLISH = [
  'test/functions/daily-kpi/publish-metrics.test.ts',
  'test/functions/daily-kpi/publish-metrics-again.test.ts',
];

/** Faults in how a day is planned, summed and published, and summed again for late completions. */
export const KPI_RUN_MUTANTS: readonly Mutant[] = [
  {
    name: 'later-pages-skipped',
    promise: 1,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: '      cursor: page.cursor,',
    replace: '      cursor: null,',
    tests: AGGREGATE,
  },
  {
    name: 'cursor-of-the-page-ignored',
    promise: 2,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'readFarePage(partition, partial.cursor)',
    replace: 'readFarePage(partition, null)',
    tests: AGGREGATE,
  },
  {
    name: 'cursor-of-the-request-ignored',
    promise: 2,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'let partial: PartialAggregate = { partition, aggregate, pages, cursor };',
    replace: 'let partial: PartialAggregate = { partition, aggregate, pages, cursor: cursor && null };',
    tests: AGGREGATE,
  },
  {
    name: 'partial-of-the-loop-not-merged',
    promise: 1,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'mergeAggregates(partial.aggregate, aggregateFares(page.fares))',
    replace: 'mergeAggregates(NO_FARES, aggregateFares(page.fares))',
    tests: AGGREGATE,
  },
  {
    name: 'two-pages-in-memory-at-once',
    promise: 5,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'const page = await readFarePage(partition, partial.cursor);',
    replace: `const first = await readFarePage(partition, partial.cursor);
    const next = first.cursor === null ? first : await readFarePage(partition, first.cursor);
    const fares = next === first ? first.fares : [...first.fares, ...next.fares];
    const page = { fares, cursor: next.cursor };`,
    tests: AGGREGATE,
  },
  {
    name: 'partition-summed-past-its-time',
    promise: 5,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'while (partial.cursor !== null && !isTimeShort())',
    replace: 'while (partial.cursor !== null)',
    tests: AGGREGATE,
  },
  {
    name: 'failing-page-taken-for-the-end',
    promise: 1,
    file: 'functions/daily-kpi/aggregate-partition.ts',
    find: 'await readFarePage(partition, partial.cursor);',
    replace: 'await readFarePage(partition, partial.cursor).catch(() => ({ fares: [], cursor: null }));',
    tests: AGGREGATE,
  },
  {
    name: 'run-plans-the-day-of-utc',
    promise: 5,
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    find: 'dateInTimeZone(instantOf(scheduled_time), timeZone)',
    replace: "dateInTimeZone(instantOf(scheduled_time), 'UTC')",
    tests: PLAN,
  },
  {
    name: 'scheduled-time-ignored',
    promise: 5,
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    find: 'dateInTimeZone(instantOf(scheduled_time), timeZone)',
    replace: 'dateInTimeZone(instantOf(scheduled_time && execution_start_time), timeZone)',
    tests: PLAN,
  },
  {
    name: 'late-completions-never-summed',
    promise: 1,
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    find: 'lookBack.filter((day) => markers.has(day))',
    replace: 'lookBack.filter(() => false)',
    tests: ['test/functions/daily-kpi/plan-kpi-run.test.ts'],
  },
  {
    name: 'every-day-of-the-window-summed-blindly',
    promise: 5,
    file: 'functions/daily-kpi/plan-kpi-run.ts',
    find: 'lookBack.filter((day) => markers.has(day))',
    replace: 'lookBack.filter(() => true)',
    tests: ['test/functions/daily-kpi/plan-kpi-run.test.ts'],
  },
  {
    name: 'run-for-an-impossible-date',
    promise: 5,
    file: 'functions/contracts/run-input.ts',
    find: ' || !isCalendarDate(date)',
    replace: '',
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
    name: 'repetition-of-a-run-not-noticed',
    promise: 2,
    file: 'functions/daily-kpi/publish-metrics.ts',
    find: '  if (copy !== undefined) return parseMetricsFileAt(copyKey, copy.text);\n',
    replace: '',
    tests: PUBLISH,
  },
  {
    name: 'older-run-overwrites-a-later-one',
    promise: 2,
    file: 'functions/contracts/metrics-file.ts',
    find: '  if (Date.parse(generated_at) < Date.parse(current.generated_at)) return OVERTAKEN;\n',
    replace: '',
    tests: PUBLISH,
  },
  {
    name: 'mark-gone-before-the-index-has-all',
    promise: 1,
    file: 'functions/daily-kpi/publish-metrics.ts',
    find: ' && hasSeen(generated_at, late_marker)',
    replace: '',
    tests: PUBLISH,
  },
  {
    name: 'copy-of-a-run-replaced',
    promise: 2,
    file: 'functions/aws/metrics-bucket.aws.ts',
    find: "? { IfNoneMatch: '*' }",
    replace: '? {}',
    tests: BUCKET,
  },
  {
    name: 'unmarked-late-date-counts-as-handled',
    promise: 1,
    file: 'functions/intake/mark-late-dates.ts',
    find: "  if (error !== undefined) return { record: settled.record, fate: 'failed', error };\n",
    replace: '',
    tests: ['test/functions/intake/pipe-batch-order.test.ts'],
  },
  {
    name: 'late-date-not-marked',
    promise: 1,
    file: 'functions/intake/mark-late-completions.ts',
    find: "    if (lateness === 'late') await mark(date, signal);\n",
    replace: '',
    tests: ['test/functions/intake/mark-late-completions.test.ts'],
  },
];
