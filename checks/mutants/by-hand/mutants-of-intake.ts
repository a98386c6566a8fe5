import type { Mutant } from './mutant.ts';

const BATCH = ['pipe-batch', 'pipe-batch-order'].map((name) => `test/functions/intake/${name}.test.ts`);
const TABLE = ['test/functions/intake/trip-table.test.ts'];
const BUCKET = ['test/functions/aws/metrics-bucket.test.ts'];

const FAILED = "return { record, fate: 'failed', error };";

/** Faults in how records are settled, stored and quarantined. */
export const INTAKE_MUTANTS: readonly Mutant[] = [
  {
    name: 'bug-swallowed',
    promise: 1,
    file: 'functions/intake/settle-record.ts',
    find: `${FAILED}\n    throw error;`,
    replace: `${FAILED}\n    return { record, fate: 'stored', completionDates: [], late: false };`,
    tests: BATCH,
  },
  {
    name: 'stored-before-it-is-written',
    promise: 1,
    file: 'functions/intake/settle-record.ts',
    find: "return { record, fate: 'written', ...(await ports.store(parsed.event, signal, position)) };",
    replace: `ports.store(parsed.event, signal, position).catch(() => undefined);
  return { record, fate: 'written', completionDates: [], isRepeat: false };`,
    tests: BATCH,
  },
  {
    name: 'failed-quarantine-counts-as-handled',
    promise: 1,
    file: 'functions/intake/settle-record.ts',
    find: 'await ports.quarantine(record, parsed.refusal.reasons, signal);',
    replace: 'await ports.quarantine(record, parsed.refusal.reasons, signal).catch(() => undefined);',
    tests: BATCH,
  },
  {
    name: 'failures-named-by-the-wrong-identifier',
    promise: 1,
    file: 'functions/intake/pipe-batch.ts',
    find: 'itemIdentifier: record[identifier]',
    replace: 'itemIdentifier: record.sequenceNumber',
    tests: BATCH,
  },
  {
    name: 'foreign-envelope-taken-for-no-records',
    promise: 1,
    file: 'functions/intake/pipe-batch.ts',
    find: '    validated<readonly PipeRecord[]>(validatePipeBatch),\n',
    replace: `    { before: (request) => void (Array.isArray(request.event) || Object.assign(request, { event: [] })) },\n`,
    tests: BATCH,
  },
  {
    name: 'throttle-swallowed',
    promise: 1,
    file: 'functions/aws/aws-call.aws.ts',
    find: 'throw new TransientAwsError(',
    replace: 'if (error) return {} as Output;\n    throw new TransientAwsError(',
    tests: TABLE,
  },
  {
    name: 'endpoint-written-into-the-code',
    promise: 7,
    file: 'functions/aws/aws-call.aws.ts',
    find: '  maxAttempts: 3,\n',
    replace: "  maxAttempts: 3,\n  endpoint: 'http://127.0.0.1:4566',\n",
    tests: BUCKET,
  },
  {
    name: 'status-wrong-when-the-end-comes-first',
    promise: 2,
    file: 'functions/intake/record-destinations.aws.ts',
    find: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_start' },",
    replace: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_end' },",
    tests: TABLE,
  },
  {
    name: 'delivery-added-to-the-one-before',
    promise: 2,
    file: 'functions/intake/record-destinations.aws.ts',
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
    file: 'functions/intake/record-destinations.aws.ts',
    find: "'creation_timestamp = if_not_exists(creation_timestamp, :now)'",
    replace: "'creation_timestamp = :now'",
    tests: TABLE,
  },
  {
    name: 'read-before-the-write',
    promise: 4,
    file: 'functions/intake/record-destinations.aws.ts',
    find: '      const update = updateOf(',
    replace: `      const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
      await client.send(new GetItemCommand({ TableName: options.tableName, Key: { trip_id: { S: half.tripId } } }));
      const update = updateOf(`,
    tests: TABLE,
  },
  {
    name: 'repeated-record-stored-twice',
    promise: 2,
    file: 'functions/intake/record-destinations.aws.ts',
    find: '?.S === half.position && before.update_timestamp',
    replace: '?.S === half.tripId && before.update_timestamp',
    tests: TABLE,
  },
  {
    name: 'own-repetition-taken-for-that-of-the-pipe',
    promise: 2,
    file: 'functions/intake/record-destinations.aws.ts',
    find: ' && before.update_timestamp?.S !== now;',
    replace: ';',
    tests: TABLE,
  },
  {
    name: 'refused-again-counts-again',
    promise: 2,
    file: 'functions/intake/pipe-batch.ts',
    find: 'const isCounted = counted.delete(eventID);',
    replace: 'const isCounted = counted.delete(eventID) && false;',
    tests: BATCH,
  },
  {
    name: 'second-write-per-event',
    promise: 4,
    file: 'functions/intake/record-destinations.aws.ts',
    find: '      const { Attributes } = await',
    replace: '      await awsCall(client.send(update));\n      const { Attributes } = await',
    tests: TABLE,
  },
  {
    name: 'whole-table-read-for-a-partition',
    promise: 5,
    file: 'functions/daily-kpi/day-reads.aws.ts',
    find: 'await awsCall(client.send(query))',
    replace: `await awsCall(
      client.send(
        new (await import('@aws-sdk/client-dynamodb')).ScanCommand({
          FilterExpression: 'completion_partition = :partition',
          ExpressionAttributeValues: { ':partition': { S: partition } },
          TableName: tableName,
          ExclusiveStartKey: query.input.ExclusiveStartKey && { trip_id: { S: JSON.parse(cursor)[0] } },
        }),
      ),
    )`,
    tests: TABLE,
  },
];
