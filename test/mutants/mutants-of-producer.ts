import type { Mutant } from './mutant.ts';

const PRODUCE = ['test/producer/produce/produce-events.test.ts'];
const SOURCE = ['test/producer/produce/event-source.test.ts'];

/** Faults on the way from the CSV into the streams. */
export const PRODUCER_MUTANTS: readonly Mutant[] = [
  {
    name: 'refused-entries-not-sent-again',
    promise: 1,
    file: 'producer/produce/put-records.ts',
    find: 'if (refused.length === 0) return;',
    replace: 'if (refused.length < waiting.length) return;',
    tests: PRODUCE,
  },
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
    replace: '      batcher.acknowledge(batch);\n      await putRecords(kinesis',
    tests: PRODUCE,
  },
  {
    name: 'refused-for-good-swallowed',
    promise: 1,
    file: 'producer/produce/produce-events.ts',
    find: 'failure = { error };',
    replace: 'failure = error === null ? { error } : undefined;',
    tests: PRODUCE,
  },
  {
    name: 'prefix-ignores-the-unacknowledged',
    promise: 1,
    file: 'producer/produce/event-batches.ts',
    find: 'return earliest?.firstPosition ?? this.#readCount;',
    replace: 'return earliest === undefined ? this.#readCount : this.#readCount;',
    tests: PRODUCE,
  },
  {
    name: 'last-batches-not-sent',
    promise: 1,
    file: 'producer/produce/event-batches.ts',
    find: '    yield* this.#filling.values();\n',
    replace: '',
    tests: PRODUCE,
  },
  {
    name: 'rows-without-an-id-left-out',
    promise: 1,
    file: 'producer/produce/event-batches.ts',
    find: 'for await (const event of events) yield* this.#add(event);',
    replace: 'for await (const event of events) if (event.fields.trip_id) yield* this.#add(event);',
    tests: PRODUCE,
  },
  {
    name: 'skip-miscounts',
    promise: 1,
    file: 'producer/produce/event-source.ts',
    find: 'if (position >= skip) yield event;',
    replace: 'if (position > skip) yield event;',
    tests: SOURCE,
  },
  {
    name: 'limit-miscounts',
    promise: 2,
    file: 'producer/produce/event-source.ts',
    find: 'if (position >= skip + limit) return;',
    replace: 'if (position > skip + limit) return;',
    tests: SOURCE,
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
    name: 'rows-checked-as-they-are-sent',
    promise: 1,
    file: 'producer/produce/check-trip-files.ts',
    find: 'return stat !== undefined && !stat.isFile() && !stat.isDirectory();',
    replace: 'return stat !== undefined;',
    tests: ['test/producer/commands/produce.test.ts'],
  },
];
