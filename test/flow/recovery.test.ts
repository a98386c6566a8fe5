import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { parseExact } from '../../functions/trip/decimal.ts';
import { deadLetterMessage } from '../../local/pipes/delivery/dead-letter.ts';
import { stderrOf, tripstream, tripstreamHere } from '../producer/tripstream-under-test.ts';
import { fewPartitions } from './assembly-under-test.ts';
import { openCloud, tripstream as outputOf, untilDrained } from './cloud-under-test.ts';
import { endpointWithout } from './endpoint-without-under-test.ts';
import { partOfSample } from './sample-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const DATE = '2024-05-25';
const POISONED_EVERY = 10;
const SAMPLE = partOfSample(50, 100);

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud(undefined, fewPartitions);
  // A completed trip without a fare fails every sum, and its status fails every audit.
  await new DynamoDBClient().send(
    new PutItemCommand({
      TableName: cloud.output('TripsTableName'),
      Item: {
        trip_id: { S: 'broken' },
        completion_partition: { S: `${DATE}#03` },
        pickup_datetime: { S: `${DATE} 10:00:00` },
        completion_date: { S: DATE },
        trip_status: { S: 'unheard of' },
      },
    }),
  );
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const json = async (...args: string[]) => JSON.parse(await outputOf(cloud.url, ...args, '--json'));

/** The ends, with a fare that is refused in every tenth row. */
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
  'after events are repaired and redriven, the metrics are what they would have been',
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
    // The item was deleted with both halves, but its start comes again with all the others.
    const sent = await outputOf(cloud.url, 'produce', '--starts', startsCsv, '--wait');
    expect(sent).toMatch(/ 0 quarantined, 0 dead-lettered, 0 still waiting\.\n/);

    expect(await json('quarantine', 'list')).toMatchObject({ messages: 0 });
    expect(await json('redrive')).toMatchObject({ records: 0, messages: [] });
    // Only the starts were waited for: on a slow machine, repaired ends may still be on the way.
    await untilDrained(cloud.url);
    const expected = oracleMetrics(SAMPLE);
    for (const [date, metrics] of expected) {
      const file = await outputOf(cloud.url, 'kpi', 'run', '--date', date, '--json');
      expect(Object(parseExact(file)).metrics).toEqual({
        ...metrics,
        count_trips: String(metrics.count_trips),
      });
    }
  },
  TIMEOUT_MILLISECONDS,
);

describe('from the symptom to its cause', () => {
  test(
    'a failed run prints the state, the error and the last log lines of its function, and where to see more',
    async () => {
      const { code, stdout, stderr } = await tripstreamHere(['kpi', 'run', '--date', DATE]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('The state "Sum the lane until time is short" failed: ');
      expect(stderr).toContain(
        'The last errors in the log of aggregate-partition (times in America/New_York;',
      );
      expect(stderr).toMatch(
        /\n {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}ERROR {2}Invoke Error {2}Error: .*no fare_amount/,
      );
      const last = stderr.trimEnd().split('\n').at(-1);
      expect(last).toMatch(/^tripstream: kpi-2024-05-25-manual-\S+ ended FAILED: .*fare.*/);
      const execution = /kpi-2024-05-25-manual-\S+/.exec(last ?? '')?.[0];
      expect(last).toContain(
        `State by state: npm run tripstream -- kpi history --date ${DATE} --execution ${execution} --endpoint ${cloud.url}`,
      );

      const history = await tripstreamHere(['kpi', 'history', '--date', DATE]);
      expect(history.stdout).toMatch(/\n\d+ of 4 partitions summed/);
      expect(stderr).toMatch(/: \d+ of 4 partitions\n/);
      const counted = /(\d+) of 4 partitions summed/.exec(history.stdout)?.[1];
      expect(stderr).toContain(`: ${counted} of 4 partitions\n`);
    },
    TIMEOUT_MILLISECONDS,
  );

  test('of several days that fail, the first one with its history', async () => {
    const { code, stderr } = await tripstreamHere(['kpi', 'run', '--date', DATE, '2024-05-26']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `1 of 2 days failed; to see why: npm run tripstream -- kpi history --date ${DATE} --endpoint ${cloud.url}; run only those`,
    );
  });
});

describe('tripstream logs', () => {
  test('shows the lines of a function under its own name, or only its errors, or all of it as JSON', async () => {
    const errors = await tripstreamHere(['logs', 'aggregate-partition', '--errors']);
    expect(errors.stdout).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}ERROR {2}Invoke Error {2}Error: .*no fare_amount/,
    );
    expect(errors.stderr).toMatch(/^Times are in America\/New_York\. Log group: \S+\n$/);
    const healthy = await tripstreamHere(['logs', 'plan-kpi-run', '--errors']);
    expect(healthy).toMatchObject({ code: 0, stdout: '' });
    expect(healthy.stderr).toContain('No errors in that time; use --since to look back further.');
    const { stdout } = await tripstreamHere(['logs', 'aggregate-partition', '--since', '1d', '--json']);
    const [line] = stdout.split('\n');
    expect(JSON.parse(line ?? '')).toEqual({
      time: expect.stringMatching(/Z$/),
      message: expect.any(String),
    });
  });

  test('keeps printing new lines until Ctrl-C', async () => {
    const following = tripstream(['logs', 'record-trip-start', '--follow'], {
      onStart: async (child) => {
        await stderrOf(child, 'Log group');
        let output = '';
        child.stdout?.on('data', (chunk) => {
          output += chunk;
          if (output.includes('ERROR')) child.kill('SIGINT');
        });
        await new LambdaClient().send(
          new InvokeCommand({
            FunctionName: cloud.output('RecordTripStartFunctionName'),
            Payload: Buffer.from('{"not":"a batch"}'),
          }),
        );
      },
    });
    expect(await following).toMatchObject({ code: 0, stdout: expect.stringContaining('ERROR') });
  });

  test('refuses a name that is not a function of the stack, and lists those that are', async () => {
    const { code, stderr } = await tripstreamHere(['logs', 'record-trip']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'tripstream: there is no function named record-trip: the stack has aggregate-partition, audit-segment, plan-audit, plan-kpi-run, publish-audit, publish-metrics, record-trip-end, record-trip-start\n',
    });
    const since = await tripstreamHere(['logs', 'record-trip-end', '--since', 'yesterday']);
    expect(since.code).toBe(2);
    expect(since.stderr).toContain('It must be a time such as 30m, 1h or 2d.');
  });

  test('reads the log group that the function is configured with, not the one named after it', async () => {
    const { logGroups = [] } = await new CloudWatchLogsClient().send(new DescribeLogGroupsCommand({}));
    const { stderr } = await tripstreamHere(['logs', 'aggregate-partition']);
    const shown = /Log group: (\S+)/.exec(stderr)?.[1];
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toContain(shown);
    expect(shown).not.toContain('/aws/lambda/');
  });
});

test(
  'a failed audit prints its state, the error and the last log lines, as a failed run does',
  async () => {
    const { code, stdout, stderr } = await tripstreamHere(['audit', '--date', DATE, '--yes']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/The state "[^"]+" failed: /);
    expect(stderr).toContain('The last errors in the log of audit-segment (times in America/New_York;');
    expect(stderr).toMatch(
      /\n {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}ERROR {2}.*the unknown status \\?"unheard of/,
    );
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^tripstream: audit-2024-05-25-manual-\S+ ended FAILED: /,
    );
  },
  TIMEOUT_MILLISECONDS,
);

describe('what a day lacks now', () => {
  const EMPTY_DATE = '2024-05-27';
  const shownWithout = async (service: string, message: string) => {
    const body = JSON.stringify({ __type: 'AccessDenied', message });
    const endpoint = await endpointWithout(service, cloud.url, { status: 403, body });
    const { code, stdout } = await tripstreamHere([
      'kpi',
      'show',
      '--date',
      EMPTY_DATE,
      '--endpoint',
      endpoint.url,
    ]);
    endpoint.close();
    return { code, rows: stdout.split('\n') };
  };
  beforeAll(async () => {
    await tripstreamHere(['kpi', 'run', '--date', EMPTY_DATE]);
  }, TIMEOUT_MILLISECONDS);

  test('is not known for queues that refuse to answer, and the rest is shown', async () => {
    const { code, rows } = await shownWithout('sqs', 'no queues for you');
    expect(code).toBe(0);
    for (const name of ['in_quarantine', 'in_dead_letters'].map((row) => row.replaceAll('_', ' ')))
      expect(rows).toContainEqual(
        expect.stringMatching(`^ *${name} .*now not known \\(.*no queues for you\\)$`),
      );
    expect(rows).toContainEqual(expect.stringMatching(/^ *streams +starts .*, ends /));
  });

  test('is not known for streams at an endpoint without CloudWatch, and the rest is shown', async () => {
    const { code, rows } = await shownWithout('monitoring', 'no monitoring here');
    expect(code).toBe(0);
    expect(rows).toContainEqual(expect.stringMatching(/^ *streams +not known \(.*no monitoring here\)$/));
    expect(rows).toContainEqual(expect.stringMatching(/^ *in quarantine .*, 0 now$/));
  });
});
