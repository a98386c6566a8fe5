/** Code that is mutated together, and the test files that must notice. Both are glob patterns from the project's root. */
export interface Slice {
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const TRIPS_TABLE = 'functions/intake/trip-table.aws.ts';

/** A composition root only wires; the flow tests run it. */
const NOT_COMPOSING = '!functions/**/*.lambda.ts';

/** Small ones, each with few tests: Jest loads every test file of the slice again for every mutant. */
export const SLICES: readonly Slice[] = [
  {
    name: 'trip',
    mutate: ['functions/trip/*.ts', '!functions/trip/*.d.ts'],
    tests: ['test/functions/trip/*.test.ts', 'test/functions/contracts/parse-trip-event.test.ts'],
  },
  {
    name: 'contracts',
    mutate: ['functions/contracts/*.ts'],
    tests: ['test/functions/contracts/*.test.ts'],
  },
  {
    name: 'intake',
    mutate: ['functions/intake/*.ts', NOT_COMPOSING, `!${TRIPS_TABLE}`],
    tests: ['test/functions/intake/!(trip-table*).test.ts'],
  },
  {
    name: 'trip-table',
    mutate: [TRIPS_TABLE],
    tests: ['test/functions/intake/trip-table*.test.ts'],
  },
  {
    name: 'daily-kpi',
    mutate: ['functions/daily-kpi/*.ts', NOT_COMPOSING],
    tests: ['test/functions/daily-kpi/*.test.ts'],
  },
  {
    name: 'audit',
    mutate: ['functions/audit/*.ts', NOT_COMPOSING],
    tests: ['test/functions/audit/*.test.ts'],
  },
  {
    name: 'aws',
    mutate: ['functions/aws/*.ts'],
    tests: ['test/functions/aws/*.test.ts', 'test/functions/intake/pipe-batch.test.ts'],
  },
  {
    name: 'pipes',
    mutate: ['local/pipes/{backoff,batch-buffer,batch-outcome,checkpoint-tracker,delivery-plan,lane-of}.ts'],
    tests: ['test/local/pipes/{batch-buffer,batch-outcome,delivery-plan,checkpoints}.test.ts'],
  },
];
