import type { Mutant } from './mutant.ts';

const CHECKPOINTS = ['test/local/pipes/shards/checkpoints.test.ts', 'test/local/pipes/pipe-model.test.ts'];
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
    name: 'lanes-mix-the-records-of-a-trip',
    promise: 2,
    file: 'local/pipes/shards/lane-of.ts',
    find: '.update(partitionKey)',
    replace: '.update(partitionKey + String(performance.now()))',
    tests: CHECKPOINTS,
  },
  {
    name: 'unknown-property-of-the-template-ignored',
    promise: 6,
    file: 'local/template/property-rules.ts',
    find: "    return [{ property, value, reason: 'no rule names it' }];",
    replace: '    return [];',
    tests: ['test/local/stack/plan.test.ts'],
  },
  {
    name: 'retries-wired-twice',
    promise: 6,
    file: 'local/pipes/definition/pipe-definition.ts',
    find: "limit(integer('MaximumRetryAttempts', -1, 10_000))",
    replace: '8',
    tests: ['test/local/pipes/definition/pipe-definition.test.ts'],
  },
  {
    name: 'functions-not-told-the-endpoint',
    promise: 7,
    file: 'local/services/lambda/function-definition.ts',
    find: '  AWS_ENDPOINT_URL: endpointUrl,\n',
    replace: "  TRIPSTREAM_LOCAL: 'true',\n",
    tests: ['test/local/services/lambda/isolation.test.ts'],
  },
];
