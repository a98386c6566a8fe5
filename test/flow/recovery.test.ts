import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { parseExact } from '../../functions/trip/decimal.ts';
import { deadLetterMessage } from '../../local/pipes/delivery/dead-letter.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
import { openCloud, tripstream, untilDrained } from './cloud-under-test.ts';
import { partOfSample } from './sample-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const POISONED_EVERY = 10;
const SAMPLE = partOfSample(50, 0);

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud();
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const json = async (...args: string[]) => JSON.parse(await tripstream(cloud.url, ...args, '--json'));

/** The ends with a fare that is refused in every tenth row. */
const poisoned = (csv: string): { readonly csv: string; readonly count: number } => {
  const [header = '', ...rows] = csv.trimEnd().split(/\r?\n/);
  const fare = header.split(',').indexOf('fare_amount');
  const spoil = (row: string) =>
    row
      .split(',')
      .with(fare, `EUR ${row.split(',')[fare]}`)
      .join(',');
  const lines = rows.map((row, index) => (index % POISONED_EVERY === 0 ? spoil(row) : row));
  return { csv: [header, ...lines].join('\n'), count: Math.ceil(rows.length / POISONED_EVERY) };
};

/** Undoes the end of a trip as if its function had failed: no item, and a dead letter that names its record. */
const loseTripOfFirstEnd = async (): Promise<void> => {
  const kinesis = new KinesisClient();
  const StreamName = cloud.output('TripEndStreamName');
  const shardId = 'shardId-000000000000';
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records: [, record] = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 2 }));
  const trip_id = { S: record?.PartitionKey ?? '' };
  await new DynamoDBClient().send(
    new DeleteItemCommand({ TableName: cloud.output('TripsTableName'), Key: { trip_id } }),
  );
  const streamArn = `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`;
  const message = deadLetterMessage(
    { arn: 'arn:aws:pipes:us-east-1:000000000000:pipe/ends', streamArn },
    { condition: 'RetryAttemptsExhausted', shardId, records: [] },
    Date.now(),
  );
  const place = {
    startSequenceNumber: record?.SequenceNumber,
    endSequenceNumber: record?.SequenceNumber,
    batchSize: 1,
  };
  const MessageBody = JSON.stringify({
    ...message,
    KinesisBatchInfo: { ...message.KinesisBatchInfo, ...place },
  });
  await new SQSClient().send(
    new SendMessageCommand({ QueueUrl: cloud.output('DeadLetterQueueUrl'), MessageBody }),
  );
};

test(
  'repaired and redriven events bring the metrics to what they would have been',
  async () => {
    mkdirSync(cloud.folder('csv'));
    const ends = poisoned(SAMPLE.endsCsv);
    const startsCsv = cloud.folder('csv/starts.csv');
    const endsCsv = cloud.folder('csv/ends.csv');
    const refused = cloud.folder('csv/refused.csv');
    writeFileSync(startsCsv, SAMPLE.startsCsv);
    writeFileSync(endsCsv, ends.csv);
    const sentEnds = await tripstreamHere(['produce', '--ends', endsCsv, '--wait', '--json']);
    expect(sentEnds.code).toBe(1);
    expect(JSON.parse(sentEnds.stdout).recorded).toMatchObject({ quarantined: ends.count, waiting: 0 });
    await loseTripOfFirstEnd();

    expect(await json('quarantine', 'list')).toMatchObject({
      messages: ends.count,
      reasons: [{ reason: expect.stringContaining('fare_amount must be a decimal'), count: ends.count }],
      streams: [{ stream: cloud.output('TripEndStreamName'), count: ends.count }],
    });
    expect(await json('quarantine', 'export', '--out', refused)).toMatchObject({ exported: ends.count });
    writeFileSync(refused, readFileSync(refused, 'utf8').replace(/(^|,)EUR /gm, '$1'));
    expect(await json('quarantine', 'replay', refused)).toMatchObject({
      sent: ends.count,
      deleted: ends.count,
      missing: 0,
    });
    expect(await json('redrive')).toMatchObject({ records: 1, handed_over: 1 });
    // The item was deleted with both its halves: its start comes again with all the others.
    const sent = await tripstream(cloud.url, 'produce', '--starts', startsCsv, '--wait');
    expect(sent).toMatch(/ 0 quarantined, 0 dead-lettered, 0 still waiting\.\n/);

    expect(await json('quarantine', 'list')).toMatchObject({ messages: 0 });
    expect(await json('redrive')).toMatchObject({ records: 0, messages: [] });
    // Only the starts were waited for: on a slow machine, repaired ends may still be on the way.
    await untilDrained(cloud.url);
    const expected = oracleMetrics(SAMPLE);
    for (const [date, metrics] of expected) {
      const file = await tripstream(cloud.url, 'kpi', 'run', '--date', date, '--json');
      expect(Object(parseExact(file)).metrics).toEqual({
        ...metrics,
        count_trips: String(metrics.count_trips),
      });
    }
  },
  TIMEOUT_MILLISECONDS,
);
