import type { Mutant } from './mutant.ts';

const CHECKPOINTS = ['test/local/pipes/shards/checkpoints.test.ts', 'test/local/pipes/pipe-model.test.ts'];
const DELIVERY = ['test/local/pipes/delivery/delivery-plan.test.ts'];
const OUTCOME = ['test/local/pipes/delivery/batch-outcome.test.ts'];
const RESTART = ['test/local/pipes/restart.test.ts'];
const FAILURES = ['test/local/pipes/failures.test.ts'];

/** Faults in the pipe runner and in how the local cloud reads the template. */
export const LOCAL_MUTANTS: readonly Mutant[] = [
  {
    name: 'checkpoint-ahead-of-the-delivery',
    promise: 1,
    file: 'local/pipes/shards/shard-delivery.ts',
    find: '        tracker.track(record.sequenceNumber);\n',
    replace:
      '        tracker.track(record.sequenceNumber);\n        checkpoints.save(place, record.sequenceNumber);\n',
    tests: RESTART,
  },
  {
    name: 'finished-before-it-is-delivered',
    promise: 1,
    file: 'local/pipes/delivery/lane.ts',
    find: '      const outcome = await invokeCounted(parts, delivery.records);',
    replace:
      '      parts.onFinished(delivery.records);\n      const outcome = await invokeCounted(parts, delivery.records);',
    tests: [...RESTART, ...FAILURES],
  },
  {
    name: 'checkpoint-passes-an-unfinished-record',
    promise: 1,
    file: 'local/pipes/shards/checkpoint-tracker.ts',
    find: 'return lowest.done ? lastTracked : lowest.value;',
    replace: 'return lowest.done ? lastTracked : lastTracked;',
    tests: CHECKPOINTS,
  },
  {
    name: 'bisect-drops-one-half',
    promise: 1,
    file: 'local/pipes/delivery/delivery-plan.ts',
    find: 'const halves = [remaining.slice(0, middle), remaining.slice(middle)];',
    replace: 'const halves = [remaining.slice(0, middle)];',
    tests: DELIVERY,
  },
  {
    name: 'bisect-turns-the-order-round',
    promise: 2,
    file: 'local/pipes/delivery/delivery-plan.ts',
    find: 'const halves = [remaining.slice(0, middle), remaining.slice(middle)];',
    replace: 'const halves = [remaining.slice(middle), remaining.slice(0, middle)];',
    tests: DELIVERY,
  },
  {
    name: 'out-of-retries-taken-for-success',
    promise: 1,
    file: 'local/pipes/delivery/delivery-plan.ts',
    find: 'return { succeeded, exhausted: remaining, plan: rest };',
    replace: 'return { succeeded: records, exhausted: [], plan: rest };',
    tests: DELIVERY,
  },
  {
    name: 'too-old-records-vanish',
    promise: 1,
    file: 'local/pipes/delivery/delivery-plan.ts',
    find: 'return { expired, plan: fresh.filter(',
    replace: 'return { expired: [], plan: fresh.filter(',
    tests: DELIVERY,
  },
  {
    name: 'unreadable-answer-taken-for-success',
    promise: 1,
    file: 'local/pipes/delivery/batch-outcome.ts',
    find: "if (typeof response !== 'object' || Array.isArray(response)) return wrongShape(answer);",
    replace: "if (typeof response !== 'object' || Array.isArray(response)) return { kind: 'success' };",
    tests: OUTCOME,
  },
  {
    name: 'unknown-failure-ignored',
    promise: 1,
    file: 'local/pipes/delivery/batch-outcome.ts',
    find: "      return { kind: 'failure', reason };",
    replace: '      if (reason) continue;',
    tests: OUTCOME,
  },
  {
    name: 'dead-letter-lost-on-an-error',
    promise: 1,
    file: 'local/pipes/delivery/lane.ts',
    find: '      if (stopped.aborted) return false;',
    replace: '      if (!stopped.aborted) return true;',
    tests: FAILURES,
  },
  {
    name: 'lanes-mix-the-records-of-a-trip',
    promise: 2,
    file: 'local/pipes/shards/lane-of.ts',
    find: '.update(partitionKey)',
    replace: '.update(partitionKey + String(performance.now()))',
    tests: CHECKPOINTS,
  },
  {
    name: 'reader-skips-after-a-restart',
    promise: 1,
    file: 'local/pipes/shards/shard-reader.ts',
    find: 'if (lastRead !== undefined) {\n',
    replace: 'if (lastRead !== undefined && firstStartedMs === undefined) {\n',
    tests: RESTART,
  },
  {
    name: 'unknown-property-of-the-template-ignored',
    promise: 6,
    file: 'local/template/property-rules.ts',
    find: 'if (rule !== undefined) return violationsOf(rule, resource, property, value);',
    replace: 'return rule === undefined ? [] : violationsOf(rule, resource, property, value);',
    tests: ['test/local/stack/plan.test.ts'],
  },
  {
    name: 'starting-position-wired-twice',
    promise: 6,
    file: 'local/pipes/definition/pipe-definition.ts',
    find: "if (!kinesis.has('StartingPositionTimestamp')) return { type };",
    replace: "if (!kinesis.has('StartingPositionTimestamp')) return { type: 'TRIM_HORIZON' };",
    tests: ['test/local/pipes/definition/pipe-definition.test.ts'],
  },
  {
    name: 'retries-wired-twice',
    promise: 6,
    file: 'local/pipes/definition/pipe-definition.ts',
    find: "kinesis.integer('MaximumRetryAttempts', { min: -1, max: 10_000 }, -1)",
    replace: '8',
    tests: ['test/local/pipes/definition/pipe-definition.test.ts'],
  },
  {
    name: 'placeholder-left-as-text',
    promise: 6,
    file: 'local/stack/resource-types/state-machine.ts',
    find: '    if (value === undefined) {\n',
    replace: "    if (value === undefined && name === '') {\n",
    tests: ['test/local/stack/resource-types/state-machine.test.ts'],
  },
  {
    name: 'functions-not-told-the-endpoint',
    promise: 7,
    file: 'local/services/lambda/function-definition.ts',
    find: '    AWS_ENDPOINT_URL: endpointUrl,\n',
    replace: "    TRIPSTREAM_LOCAL: 'true',\n",
    tests: ['test/local/services/lambda/isolation.test.ts'],
  },
];
