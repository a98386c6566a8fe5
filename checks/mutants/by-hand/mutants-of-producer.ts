import type { Mutant } from './mutant.ts';

const PRODUCE = ['test/producer/produce/produce-events.test.ts'];
const SEND_FILES = ['test/console/producer/send-files.test.ts'];
const PRODUCER = ['test/console/producer/producer.test.ts'];
const REDRIVE = ['test/producer/repair/redrive.test.ts'];

/** Faults on the way from the CSV into the streams, and in what is sent again. */
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
    name: 'waits-for-any-record-of-the-trip',
    promise: 1,
    file: 'producer/wait/sent-record.ts',
    find: "if (holder === sequenceNumber) return 'stored';",
    replace: "return 'stored';",
    tests: ['test/producer/wait/sent-record.test.ts'],
  },
  {
    name: 'what-waits-is-taken-for-0',
    promise: 1,
    file: 'producer/ledger/ledger.ts',
    find: '(sum === undefined || part === undefined ? undefined : sum + part)',
    replace: '((sum ?? 0) + (part ?? 0))',
    tests: ['test/producer/ledger/ledger.test.ts'],
  },
  {
    name: 'rate-is-that-of-the-start',
    promise: 1,
    file: 'producer/produce/event-pace.ts',
    find: '    this.#eventsPerSecond = eventsPerSecond;\n    this.#anew();',
    replace: '    this.#anew();',
    tests: PRODUCE,
  },
  {
    name: 'what-was-sent-beyond-a-gap-is-sent-again',
    promise: 2,
    file: 'producer/produce/produce-events.ts',
    find: '(position) => !waiting.has(position)',
    replace: '(position) => waiting.has(position) && !waiting.has(position)',
    tests: PRODUCE,
  },
  {
    name: 'page-goes-on-from-the-beginning',
    promise: 2,
    file: 'console/server/producer/sending-job.ts',
    find: '      this.#rest = outcome.rest;\n',
    replace: '',
    tests: SEND_FILES,
  },
  {
    name: 'dropped-file-loses-its-last-row',
    promise: 1,
    file: 'console/server/producer/event-sequence.ts',
    find: 'for await (const event of selectEvents({ ...selection, ...part })) {',
    replace:
      'for await (const event of selectEvents({ ...selection, ...part })) {\n if (event.position === total - 1) return;',
    tests: SEND_FILES,
  },
  {
    name: 'job-is-begun-again',
    promise: 2,
    file: 'console/server/producer/sending-desk.ts',
    find: 'if (this.#begun.has(name)) return this.state();',
    replace: '',
    tests: PRODUCER,
  },
  {
    name: 'two-jobs-at-a-time',
    promise: 2,
    file: 'console/server/producer/sending-desk.ts',
    find: 'if (busy?.isBusy === true) throw',
    replace: 'if (busy === undefined) throw',
    tests: PRODUCER,
  },
  {
    name: 'broken-events-are-whole',
    promise: 1,
    file: 'data/mixed-day.ts',
    find: 'const spoilt = isBroken ?',
    replace: 'const spoilt = isBlank && isBroken ?',
    tests: PRODUCER,
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
