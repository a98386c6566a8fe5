import type { Mutant } from './mutant.ts';

const BATCH = ['test/functions/middleware/pipe-batch.test.ts'];
const TABLE = ['test/functions/adapters/trip-table.test.ts'];
const QUARANTINE = ['test/functions/adapters/quarantine-queue.test.ts'];
const BUCKET = ['test/functions/adapters/metrics-bucket.test.ts'];

const FAILED = "return { record, fate: 'failed', error };";

/** Faults in how records are settled, stored and quarantined. */
export const INTAKE_MUTANTS: readonly Mutant[] = [
  {
    name: 'failed-record-counts-as-stored',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: FAILED,
    replace: "return { record, fate: 'stored', completionDates: [], late: false };",
    tests: BATCH,
  },
  {
    name: 'bug-swallowed',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: `${FAILED}\n    throw error;`,
    replace: `${FAILED}\n    return { record, fate: 'stored', completionDates: [], late: false };`,
    tests: BATCH,
  },
  {
    name: 'failed-worker-swallowed',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: "    for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;\n",
    replace: '',
    tests: BATCH,
  },
  {
    name: 'stored-before-it-is-written',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: 'const completionDates = await store(parsed.event, signal, streamPosition(record));',
    replace: `store(parsed.event, signal, streamPosition(record)).catch(() => undefined);
    const completionDates: string[] = [];`,
    tests: BATCH,
  },
  {
    name: 'failed-quarantine-counts-as-handled',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: 'await quarantine(record, parsed.refusal.reasons, signal);',
    replace: 'await quarantine(record, parsed.refusal.reasons, signal).catch(() => undefined);',
    tests: BATCH,
  },
  {
    name: 'refused-record-not-quarantined',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: '      await quarantine(record, parsed.refusal.reasons, signal);\n',
    replace: '',
    tests: BATCH,
  },
  {
    name: 'records-that-wait-count-as-stored',
    promise: 1,
    file: 'functions/middleware/settle-records.ts',
    find: "blocked ? { record, fate: 'failed' }",
    replace: "blocked ? { record, fate: 'stored', completionDates: [], late: false }",
    tests: BATCH,
  },
  {
    name: 'later-record-of-a-trip-overtakes-a-failed-one',
    promise: 2,
    file: 'functions/middleware/settle-records.ts',
    find: "signal.aborted || settled.at(-1)?.fate === 'failed'",
    replace: 'signal.aborted',
    tests: BATCH,
  },
  {
    name: 'no-failures-told-to-the-pipe',
    promise: 1,
    file: 'functions/middleware/kinesis-pipe-batch.ts',
    find: 'request.response = responseTo(settled, identifier);',
    replace: 'request.response = { batchItemFailures: [] };',
    tests: BATCH,
  },
  {
    name: 'empty-answer-of-the-middleware',
    promise: 1,
    file: 'functions/middleware/kinesis-pipe-batch.ts',
    find: 'request.response = responseTo(settled, identifier);',
    replace: 'request.response = [];',
    tests: BATCH,
  },
  {
    name: 'failures-named-by-the-wrong-identifier',
    promise: 1,
    file: 'functions/middleware/kinesis-pipe-batch.ts',
    find: 'itemIdentifier: record[identifier]',
    replace: 'itemIdentifier: record.sequenceNumber',
    tests: BATCH,
  },
  {
    name: 'foreign-envelope-taken-for-no-records',
    promise: 1,
    file: 'functions/middleware/kinesis-pipe-batch.ts',
    find: '    validated<readonly PipeRecord[]>(validatePipeBatch),\n',
    replace: `    { before: (request) => void (Array.isArray(request.event) || Object.assign(request, { event: [] })) },\n`,
    tests: BATCH,
  },
  {
    name: 'throttle-swallowed',
    promise: 1,
    file: 'functions/adapters/aws-call.ts',
    find: 'throw new TransientAwsError(',
    replace: 'if (error) return {} as Output;\n    throw new TransientAwsError(',
    tests: TABLE,
  },
  {
    name: 'timeout-taken-for-permanent',
    promise: 1,
    file: 'functions/adapters/aws-call.ts',
    find: ' || isTransientError(error)',
    replace: '',
    tests: TABLE,
  },
  {
    name: 'server-error-taken-for-permanent',
    promise: 1,
    file: 'functions/adapters/aws-call.ts',
    find: ' || isServerError(error)',
    replace: '',
    tests: QUARANTINE,
  },
  {
    name: 'quarantine-drops-the-reasons',
    promise: 1,
    file: 'functions/domain/quarantined-record.ts',
    find: '    reasons,\n    ...(location',
    replace: '    reasons: reasons.slice(0, 1),\n    ...(location',
    tests: QUARANTINE,
  },
  {
    name: 'quarantine-drops-the-payload',
    promise: 1,
    file: 'functions/domain/quarantined-record.ts',
    find: '? payloadInMessage(record) :',
    replace: "? payloadInMessage({ ...record, data: '' }) :",
    tests: QUARANTINE,
  },
  {
    name: 'quarantine-garbles-what-is-no-text',
    promise: 1,
    file: 'functions/domain/quarantined-record.ts',
    find: "return Buffer.from(text, 'utf8').equals(bytes)",
    replace: 'return text.length > 0',
    tests: QUARANTINE,
  },
  {
    name: 'status-wrong-when-the-end-comes-first',
    promise: 2,
    file: 'functions/adapters/trip-table.ts',
    find: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_start' },",
    replace: "end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_end' },",
    tests: TABLE,
  },
  {
    name: 'status-falls-back-on-replay',
    promise: 2,
    file: 'functions/adapters/trip-table.ts',
    find: "own: 'status_after_start'",
    replace: "own: 'trip_status'",
    tests: TABLE,
  },
  {
    name: 'delivery-added-to-the-one-before',
    promise: 2,
    file: 'functions/adapters/trip-table.ts',
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
    file: 'functions/adapters/trip-table.ts',
    find: "'creation_timestamp = if_not_exists(creation_timestamp, :now)'",
    replace: "'creation_timestamp = :now'",
    tests: TABLE,
  },
  {
    name: 'read-before-the-write',
    promise: 4,
    file: 'functions/adapters/trip-table.ts',
    find: '      const update = updateOf(',
    replace: "      await readFarePage('any', null);\n      const update = updateOf(",
    tests: TABLE,
  },
  {
    name: 'second-write-per-event',
    promise: 4,
    file: 'functions/adapters/trip-table.ts',
    find: '      const { Attributes } = await awsCall(client.send(update',
    replace:
      '      await awsCall(client.send(update));\n      const { Attributes } = await awsCall(client.send(update',
    tests: TABLE,
  },
  {
    name: 'cursor-lost-by-the-table',
    promise: 1,
    file: 'functions/adapters/trip-table.ts',
    find: 'cursor: cursorOf(page.LastEvaluatedKey)',
    replace: 'cursor: cursorOf(undefined)',
    tests: TABLE,
  },
  {
    name: 'whole-table-read-for-a-partition',
    promise: 5,
    file: 'functions/adapters/trip-table.ts',
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
  {
    name: 'endpoint-written-into-the-code',
    promise: 7,
    file: 'functions/adapters/aws-call.ts',
    find: '  maxAttempts: 3,\n',
    replace: "  maxAttempts: 3,\n  endpoint: 'http://127.0.0.1:4566',\n",
    tests: BUCKET,
  },
  {
    name: 'quarantine-only-where-it-is-local',
    promise: 7,
    file: 'functions/adapters/quarantine-queue.ts',
    find: 'new SQSClient(clientSettings)',
    replace: "new SQSClient({ ...clientSettings, endpoint: 'http://localhost:4566' })",
    tests: QUARANTINE,
  },
];
