import type { Mutant } from './mutant.ts';

const TABLE = ['test/functions/intake/trip-table.test.ts'];

/** Faults in how the item of a trip is written and read. */
export const TRIP_TABLE_MUTANTS: readonly Mutant[] = [
  {
    name: 'status-wrong-when-the-end-comes-first',
    promise: 2,
    file: 'functions/intake/trip-table.aws.ts',
    find: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_start' },",
    replace: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_end' },",
    tests: TABLE,
  },
  {
    name: 'status-falls-back-on-replay',
    promise: 2,
    file: 'functions/intake/trip-table.aws.ts',
    find: "own: 'status_after_start'",
    replace: "own: 'trip_status'",
    tests: TABLE,
  },
  {
    name: 'delivery-added-to-the-one-before',
    promise: 2,
    file: 'functions/intake/trip-table.aws.ts',
    find: `    UpdateExpression: \`SET \${[
      ...attributes.map((_, index) => \`#\${index} = :\${index}\`),`,
    replace: `    UpdateExpression: \`ADD \${attributes
      .flatMap(([, { N }], index) => (N === undefined ? [] : [\`#\${index} :\${index}\`]))
      .join(', ')} SET \${[
      ...attributes.flatMap(([, { N }], index) => (N === undefined ? [\`#\${index} = :\${index}\`] : [])),`,
    tests: TABLE,
  },
  {
    name: 'replay-changes-the-creation-time',
    promise: 2,
    file: 'functions/intake/trip-table.aws.ts',
    find: "'creation_timestamp = if_not_exists(creation_timestamp, :now)'",
    replace: "'creation_timestamp = :now'",
    tests: TABLE,
  },
  {
    name: 'dates-of-a-moved-trip-forgotten-by-a-repetition',
    promise: 1,
    file: 'functions/intake/trip-table.aws.ts',
    find: 'before.completion_dates?.SS ?? []',
    replace: '[before.completion_date?.S]',
    tests: TABLE,
  },
  {
    name: 'event-sent-once-more-taken-for-new',
    promise: 2,
    file: 'functions/intake/settle-batch.ts',
    find: 'streamPosition(record, parsed.firstArrivedAt)',
    replace: 'streamPosition(record)',
    tests: ['test/functions/intake/sent-once-more.test.ts'],
  },
  {
    name: 'event-says-of-itself-that-it-is-newer',
    promise: 2,
    file: 'functions/trip/trip.ts',
    find: 'Math.min(arrivedAt, firstArrivedAt)',
    replace: 'Number.isFinite(firstArrivedAt) ? firstArrivedAt : arrivedAt',
    tests: ['test/functions/intake/stream-position.test.ts'],
  },
  {
    name: 'read-before-the-write',
    promise: 4,
    file: 'functions/intake/trip-table.aws.ts',
    find: '      const update = updateOf(',
    replace: "      await readFarePage('any', null);\n      const update = updateOf(",
    tests: TABLE,
  },
  {
    name: 'second-write-per-event',
    promise: 4,
    file: 'functions/intake/trip-table.aws.ts',
    find: '      const { Attributes } = await',
    replace: '      await awsCall(client.send(update));\n      const { Attributes } = await',
    tests: TABLE,
  },
  {
    name: 'cursor-lost-by-the-table',
    promise: 1,
    file: 'functions/intake/trip-table.aws.ts',
    find: 'cursor: cursorOf(page.LastEvaluatedKey)',
    replace: 'cursor: cursorOf(undefined)',
    tests: TABLE,
  },
  {
    name: 'whole-table-read-for-a-partition',
    promise: 5,
    file: 'functions/intake/trip-table.aws.ts',
    find: '      client.send(\n        new QueryCommand({',
    replace: `      client.send(
        await new (await import('@aws-sdk/client-dynamodb')).ScanCommand({
          FilterExpression: 'completion_partition = :partition',
          ExpressionAttributeValues: { ':partition': { S: partition } },
          TableName: tableName,
          ExclusiveStartKey: cursor === null ? undefined : { trip_id: { S: JSON.parse(cursor)[0] } },
        }),
      ) ||
      client.send(
        new QueryCommand({`,
    tests: TABLE,
  },
];
