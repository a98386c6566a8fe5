import type { Mutant } from './mutant.ts';

const CHECKPOINTS = ['test/local/pipes/checkpoints.test.ts', 'test/local/pipes/pipe-model.test.ts'];
const RESTART = ['test/local/pipes/restart.test.ts'];
const FAILURES = ['test/local/pipes/failures.test.ts'];

/** Faults in the pipe runner and in how the local cloud reads the template. */
export const LOCAL_MUTANTS: readonly Mutant[] = [
  {
    name: 'checkpoint-ahead-of-the-delivery',
    promise: 1,
    file: 'local/pipes/shard-delivery.ts',
    find: '        tracker.track(record.sequenceNumber);\n',
    replace:
      '        tracker.track(record.sequenceNumber);\n        checkpoints.save(place, record.sequenceNumber);\n',
    tests: RESTART,
  },
  {
    name: 'finished-before-it-is-delivered',
    promise: 1,
    file: 'local/pipes/lane.ts',
    find: '      const outcome = await invokeCounted(parts, delivery.records);',
    replace:
      '      parts.onFinished(delivery.records);\n      const outcome = await invokeCounted(parts, delivery.records);',
    tests: [...RESTART, ...FAILURES],
  },
  {
    name: 'lanes-mix-the-records-of-a-trip',
    promise: 2,
    file: 'local/pipes/lane-of.ts',
    find: '.update(partitionKey)',
    replace: '.update(partitionKey + String(performance.now()))',
    tests: CHECKPOINTS,
  },
  {
    name: 'unknown-property-of-the-template-ignored',
    promise: 6,
    file: 'local/deploy/property-rules.ts',
    find: 'if (rule !== undefined) return violationsOf(rule, resource, property, value);',
    replace: 'return rule === undefined ? [] : violationsOf(rule, resource, property, value);',
    tests: ['test/local/deploy/plan.test.ts'],
  },
  {
    name: 'retries-wired-twice',
    promise: 6,
    file: 'local/pipes/pipe-definition.ts',
    find: "kinesis.integer('MaximumRetryAttempts', { min: -1, max: 10_000 }, -1)",
    replace: '8',
    tests: ['test/local/pipes/pipe-definition.test.ts'],
  },
  {
    name: 'functions-not-told-the-endpoint',
    promise: 7,
    file: 'local/lambda/function-definition.ts',
    find: '    AWS_ENDPOINT_URL: endpointUrl,\n',
    replace: "    TRIPSTREAM_LOCAL: 'true',\n",
    tests: ['test/local/lambda/isolation.test.ts'],
  },
];
