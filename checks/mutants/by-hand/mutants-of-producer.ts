import type { Mutant } from './mutant.ts';

const PRODUCE = ['test/producer/produce/produce-events.test.ts'];
const REDRIVE = ['test/producer/repair/redrive.test.ts'];

/** Faults on the way from the CSV into the streams, and in what is sent there again. */
export const PRODUCER_MUTANTS: readonly Mutant[] = [
  {
    name: 'whole-request-sent-again',
    promise: 2,
    file: 'producer/produce/put-records.ts',
    find: 'waiting = refused;',
    replace: 'waiting = [...waiting];',
    tests: PRODUCE,
  },
  {
    name: 'acknowledged-before-it-is-sent',
    promise: 1,
    file: 'producer/produce/produce-events.ts',
    find: '      await putRecords(kinesis',
    replace: '      tracked.acknowledge(batch);\n      await putRecords(kinesis',
    tests: PRODUCE,
  },
  {
    name: 'command-line-ignores-the-endpoint',
    promise: 7,
    file: 'producer/stack/aws-access.ts',
    find: '...(endpoint === undefined ? {} : { endpoint }),',
    replace: '...(isLocal(endpoint) ? { endpoint } : {}),',
    tests: ['test/producer/stack/aws-access.test.ts'],
  },
  {
    name: 'dead-letter-deleted-and-not-sent',
    promise: 1,
    file: 'producer/repair/redrive.ts',
    find: 'putRequests(marked)',
    replace: 'putRequests(marked.slice(1))',
    tests: REDRIVE,
  },
];
