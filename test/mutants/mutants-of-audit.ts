import type { Mutant } from './mutant.ts';

const DOMAIN = ['test/functions/audit/count-trips.test.ts'];
const PLAN = ['test/functions/audit/plan-audit.test.ts'];
const SEGMENT = ['test/functions/audit/audit-segment.test.ts'];
const SCAN = ['test/functions/audit/trip-scan.test.ts'];
const PUBLISH = ['test/functions/audit/publish-audit.test.ts'];

/** Faults in what an audit says of a date. */
export const AUDIT_MUTANTS: readonly Mutant[] = [
  {
    name: 'segment-of-the-table-skipped',
    promise: 1,
    file: 'functions/audit/plan-audit.ts',
    find: 'Array.from({ length: TOTAL_SEGMENTS }',
    replace: 'Array.from({ length: TOTAL_SEGMENTS - 1 }',
    tests: PLAN,
  },
  {
    name: 'segment-read-in-place-of-another',
    promise: 1,
    file: 'functions/audit/trip-scan.aws.ts',
    find: 'Segment: segment,',
    replace: 'Segment: Math.min(segment, 1),',
    tests: SCAN,
  },
  {
    name: 'later-pages-of-a-segment-skipped',
    promise: 1,
    file: 'functions/audit/audit-segment.ts',
    find: 'cursor = page.cursor;',
    replace: 'cursor = null;',
    tests: SEGMENT,
  },
  {
    name: 'cursor-of-the-audit-request-ignored',
    promise: 2,
    file: 'functions/audit/audit-segment.ts',
    find: 'let { pages = 0, items = 0, cursor = null } = request;',
    replace: 'let { pages = 0, items = 0 } = request;\n  let cursor: string | null = null;',
    tests: SEGMENT,
  },
  {
    name: 'page-of-a-scan-taken-for-its-last',
    promise: 1,
    file: 'functions/audit/trip-scan.aws.ts',
    find: 'cursor: LastEvaluatedKey?.trip_id?.S ?? null',
    replace: 'cursor: LastEvaluatedKey && null',
    tests: SCAN,
  },
  {
    name: 'mark-of-late-completions-counted-as-a-trip',
    promise: 1,
    file: 'functions/audit/trip-scan.aws.ts',
    find: 'NOT begins_with(trip_id, :mark)',
    replace: 'trip_id <> :mark',
    tests: SCAN,
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
    name: 'trip-on-the-road-counted-as-without-end',
    promise: 1,
    file: 'functions/audit/count-trips.ts',
    find: 'isBefore(pickupDatetime, startedBefore)',
    replace: "isBefore(pickupDatetime, '9999')",
    tests: DOMAIN,
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
    name: 'audited-total-written-from-a-float',
    promise: 3,
    file: 'functions/contracts/audit-file.ts',
    find: '    total_fare: rawNumber(total_fare),',
    replace: '    total_fare: Number(total_fare),',
    tests: PUBLISH,
  },
  {
    name: 'trip-lacking-in-the-metrics-explained-by-any-other',
    promise: 1,
    file: 'functions/audit/count-trips.ts',
    find: 'return !lacksSome && (',
    replace: 'return (',
    tests: DOMAIN,
  },
  {
    name: 'mark-that-the-run-has-seen-explains-a-difference',
    promise: 1,
    file: 'functions/audit/publish-audit.ts',
    find: ' && !hasSeen(published.generated_at, touchedAt)',
    replace: '',
    tests: PUBLISH,
  },
  {
    name: 'metrics-of-another-run-held-against-the-table',
    promise: 1,
    file: 'functions/audit/publish-audit.ts',
    find: 'return current !== (published?.run_id ?? null);',
    replace: 'return current === undefined;',
    tests: PUBLISH,
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
    find: "bucket.arnForObjects('daily/*/audit.json')",
    replace: "bucket.arnForObjects('daily/*')",
    tests: ['test/infra/security.test.ts'],
  },
];
