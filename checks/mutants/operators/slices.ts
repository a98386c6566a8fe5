/** Code that is mutated together, and the test files that must notice. Both are glob patterns from the project's root. */
export interface Slice {
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** Composition roots only wire things together; the flow tests run them. */
const NOT_COMPOSING = '!functions/**/*.lambda.ts';

/** These are tested against a table, which takes longer. */
const ON_A_TABLE = ['functions/intake/record-destinations.aws.ts', 'functions/daily-kpi/*.aws.ts'];
const NOT_ON_A_TABLE = ON_A_TABLE.map((file) => `!${file}`);

/** Schemas do not run: the validators generated from them do, and this compares the two. */
const VALIDATORS = 'test/infra/compile-validators.test.ts';

/** Slices are small and have few tests each: for every mutant, Jest loads every test file of the slice again. */
export const SLICES: readonly Slice[] = [
  {
    name: 'trip',
    mutate: ['functions/trip/*.ts', '!functions/trip/*.d.ts'],
    tests: [
      'test/functions/trip/*.test.ts',
      'test/functions/contracts/parse-trip-event.test.ts',
      'test/functions/intake/stream-position.test.ts',
      'test/producer/repair/redrive-marker.test.ts',
      VALIDATORS,
    ],
  },
  {
    name: 'trip-events',
    mutate: ['functions/contracts/parse-trip-event.ts'],
    tests: ['test/functions/contracts/parse-trip-event.test.ts'],
  },
  {
    name: 'contracts',
    mutate: ['functions/contracts/*.ts', '!functions/contracts/parse-trip-event.ts'],
    tests: [
      'test/functions/contracts/!(parse-*).test.ts',
      'test/functions/{audit,daily-kpi}/p*.test.ts',
      'test/functions/intake/quarantine.test.ts',
      VALIDATORS,
    ],
  },
  {
    name: 'intake',
    mutate: ['functions/intake/*.ts', NOT_COMPOSING, ...NOT_ON_A_TABLE],
    tests: [
      'test/functions/intake/{giving-up,mark-if-late,pipe-batch,pipe-batch-order,settle-record}.test.ts',
    ],
  },
  {
    name: 'daily-kpi',
    mutate: ['functions/daily-kpi/*.ts', NOT_COMPOSING, ...NOT_ON_A_TABLE],
    tests: ['test/functions/daily-kpi/*.test.ts'],
  },
  {
    name: 'stores',
    mutate: ON_A_TABLE,
    tests: [
      'test/functions/intake/{quarantine,trip-table*}.test.ts',
      'test/functions/daily-kpi/waiting-events.test.ts',
    ],
  },
  {
    name: 'audit',
    mutate: ['functions/audit/*.ts', NOT_COMPOSING],
    tests: ['test/functions/audit/*.test.ts'],
  },
  {
    name: 'aws',
    mutate: ['functions/aws/*.ts'],
    tests: ['test/functions/aws/*.test.ts', 'test/functions/intake/{pipe-batch,quarantine}.test.ts'],
  },
  {
    name: 'pipe-delivery',
    mutate: [
      'local/pipes/delivery/{backoff,batch-buffer,batch-outcome,delivery-plan}.ts',
      'local/pipes/shards/{checkpoint-tracker,lane-of}.ts',
    ],
    tests: ['test/local/pipes/delivery/*.test.ts', 'test/local/pipes/shards/checkpoints.test.ts'],
  },
  {
    name: 'pipe-definition',
    mutate: ['local/pipes/definition/pipe-definition.ts'],
    tests: ['test/local/pipes/definition/*.test.ts'],
  },
];
