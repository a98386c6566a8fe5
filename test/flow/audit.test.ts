import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DeleteItemCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { oracleImplausible, oracleMetrics } from '../../checks/oracle.ts';
import { dateDaysBefore, dateInTimeZone } from '../../functions/trip/business-time.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
import { fewPartitions } from './assembly-under-test.ts';
import { openCloud, untilDrained } from './cloud-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;

const TODAY = dateInTimeZone(new Date(), 'America/New_York');
/** Its first second is more than 24 hours ago, its last one less. */
const YESTERDAY = dateDaysBefore(TODAY, 1);
/** So old that no nightly run looks back at it, and nothing marks it. */
const OLD = dateDaysBefore(TODAY, 60);

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud(undefined, fewPartitions);
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const put = (stream: string, event: { readonly trip_id: string; readonly [field: string]: string }) =>
  new KinesisClient().send(
    new PutRecordCommand({
      StreamName: cloud.output(stream),
      PartitionKey: event.trip_id,
      Data: Buffer.from(JSON.stringify(event)),
    }),
  );

const start = (trip_id: string, pickup_datetime: string) =>
  put('TripStartStreamName', { trip_id, pickup_datetime });
const end = (trip_id: string, fare_amount: string, date: string) =>
  put('TripEndStreamName', { trip_id, dropoff_datetime: `${date} 23:30:00`, fare_amount });

const tripKey = (trip_id: string) => ({
  TableName: cloud.output('TripsTableName'),
  Key: { trip_id: { S: trip_id } },
});

const tripstream = (...args: readonly string[]) => tripstreamHere([...args, '--endpoint', cloud.url]);

const audit = async (date: string) => {
  const { code, stdout } = await tripstream('audit', '--date', date, '--json');
  return { code, file: JSON.parse(stdout) };
};

const qualityAfterRun = async (date: string) => {
  const { stdout } = await tripstream('kpi', 'run', '--date', date, '--json');
  return JSON.parse(stdout).data_quality;
};

describe('a date with all kinds of trips', () => {
  test(
    'is audited: what is complete, to the cent, what is not, and which trips may still be on the road',
    async () => {
      await Promise.all([
        ...[start('both-1', `${YESTERDAY} 08:00:00`), end('both-1', '0.1', YESTERDAY)],
        ...[start('both-2', `${YESTERDAY}T09:00:00`), end('both-2', '0.2', YESTERDAY)],
        ...[end('no-start', '9.99', YESTERDAY), start('old', `${YESTERDAY} 00:00:00`)],
        ...[start('young', `${YESTERDAY} 23:59:59`), start('other', `${OLD} 08:00:00`)],
        // Marks its date, which is in the look-back window of nightly runs. The mark is not a trip.
        ...[
          start('late', `${dateDaysBefore(TODAY, 9)} 08:00:00`),
          end('late', '5', dateDaysBefore(TODAY, 9)),
        ],
      ]);
      await untilDrained(cloud.url);
      const mark = await new DynamoDBClient().send(
        new GetItemCommand(tripKey(`late#${dateDaysBefore(TODAY, 9)}`)),
      );
      expect(mark.Item).toBeDefined();

      const { code, file } = await audit(YESTERDAY);
      expect(code).toBe(0);
      expect(file).toMatchObject({
        ends_without_start: 1,
        starts_without_end: 1,
        completed_trips: 2,
        total_fare: 0.3,
        agreement: 'unpublished',
        examples: { ends_without_start: ['no-start'], starts_without_end: ['old'] },
        segments_read: 16,
      });
      expect((await audit(dateDaysBefore(TODAY, 9))).file).toMatchObject({
        ends_without_start: 0,
        completed_trips: 1,
      });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'has what the audit found in the next run’s metrics file, which the next audit confirms',
    async () => {
      expect(await qualityAfterRun(YESTERDAY)).toMatchObject({
        completed_trips: 2,
        incomplete: { ends_without_start: 1, starts_without_end: 1, audited_at: expect.any(String) },
      });
      const { code, stdout } = await tripstream('audit', '--date', YESTERDAY, '--yes');
      expect(code).toBe(0);
      expect(stdout).toMatch(/\n {2}total_fare +0\.30\n/);
      expect(stdout).toContain('\nThe published metrics agree with the table.\n');
      expect(stdout).not.toContain('no-start');
    },
    TIMEOUT_MILLISECONDS,
  );
});

describe('published metrics that differ from the table', () => {
  test(
    'are due for a run if a trip was completed since',
    async () => {
      await Promise.all([start('a', `${OLD} 08:00:00`), end('a', '1.5', OLD), end('b', '2.5', OLD)]);
      await untilDrained(cloud.url);
      await qualityAfterRun(OLD);
      await start('b', `${OLD} 09:00:00`);
      await untilDrained(cloud.url);
      const { code, stdout } = await tripstream('audit', '--date', OLD, '--yes');
      expect(code).toBe(0);
      expect(stdout).toContain(
        `Trips were written after the published metrics (1 trip, 1.50 in all) were summed. To sum them again: npm run tripstream -- kpi run --date ${OLD}`,
      );
      await qualityAfterRun(OLD);
      expect(await audit(OLD)).toMatchObject({ code: 0, file: { agreement: 'agrees', total_fare: 4 } });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'fail the command if no later write explains it, until they are summed again',
    async () => {
      await new DynamoDBClient().send(new DeleteItemCommand(tripKey('b')));
      const { code, stdout, stderr } = await tripstream('audit', '--date', OLD, '--yes');
      expect(code).toBe(1);
      expect(stdout).toMatch(/\n {2}completed_trips +1\n/);
      expect(stderr).toContain(
        `tripstream: the metrics published for ${OLD} (2 trips, 4.00 in all) differ from the table (1 trip, 1.50 in all) in total_fare, count_trips, average_fare, max_fare`,
      );
      expect(stderr).toContain(', and nothing written since explains it: ');
      expect(await audit(OLD)).toMatchObject({ code: 1, file: { agreement: 'disagrees' } });
      await qualityAfterRun(OLD);
      expect(await audit(OLD)).toMatchObject({ code: 0, file: { agreement: 'agrees' } });
    },
    TIMEOUT_MILLISECONDS,
  );
});

test(
  'a date that is invalid or in the future is refused without an execution',
  async () => {
    const refused = await tripstream('audit', '--date', '2024-02-30');
    expect(refused).toMatchObject({
      code: 2,
      stderr: 'tripstream: "2024-02-30" is not a date: give one such as 2024-05-25\n',
    });
    expect(await tripstream('audit', '--date', '2999-01-01')).toMatchObject({ code: 2, stdout: '' });
  },
  TIMEOUT_MILLISECONDS,
);

/** The cloud behind a server that reports a table of this many bytes to DescribeTable and passes on all else. */
const withTableOf = async (TableSizeBytes: number) => {
  const server = createServer(async (req, res) => {
    const body = await buffer(req);
    const { host, ...headers } = req.headers;
    const answer = await fetch(`${cloud.url}${req.url}`, {
      method: req.method ?? 'POST',
      headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        name === 'connection' || value === undefined ? [] : [[name, String(value)]],
      ),
      ...(body.length > 0 && { body }),
    });
    const text = await answer.text();
    const isDescription = String(headers['x-amz-target']).endsWith('.DescribeTable');
    const table = isDescription ? JSON.parse(text).Table : undefined;
    res.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    res.end(isDescription ? JSON.stringify({ Table: { ...table, ItemCount: 9, TableSizeBytes } }) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    audit: (...args: readonly string[]) =>
      tripstreamHere(['audit', '--date', OLD, '--endpoint', url, ...args]),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

describe('what an audit takes', () => {
  const GB = 1_024 ** 3;

  test(
    'is said before it starts; without a terminal and without --yes nothing does',
    async () => {
      const { code, stdout, stderr } = await tripstream('audit', '--date', OLD);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(
          /^An audit reads the whole table: \d+ items, 0\.00 GB, as DynamoDB counted up to six hours ago, in 16 segments\.$/,
        ),
        'It takes about 1 minute and costs about $0.01 on AWS (list prices, us-east-1).',
        'tripstream: an audit asks before it starts, but there is no terminal to ask on: add --yes',
        '',
      ]);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    '--json spends a dollar unasked, and more only with --yes',
    async () => {
      // 50 GB: 6,553,600 read units at $0.125 a million are $0.82, Lambda for 51,200 pages $0.10. 100 GB: twice as much.
      await using fifty = await withTableOf(50 * GB);
      expect(await fifty.audit('--json')).toMatchObject({ code: 0 });
      await using hundred = await withTableOf(100 * GB);
      expect(await hundred.audit('--json')).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'tripstream: this audit costs about $1.85, and --json spends at most $1.00 on its own: add --yes\n',
      });
      expect(await hundred.audit('--json', '--yes')).toMatchObject({ code: 0 });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'more than one execution can do is not started, even with --yes',
    async () => {
      await using tooLarge = await withTableOf(3_000 * GB);
      expect(await tooLarge.audit('--yes')).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'tripstream: the table has 2.9 TB, more than an audit reads in its 6 hours: audit an export of it instead, see "An audit of a large table" in docs/operating.md\n',
      });
    },
    TIMEOUT_MILLISECONDS,
  );
});

const RIDES_DATE = '2024-05-25';
/** Pickup, dropoff and fare. */
const RIDES = {
  ordinary: [`${RIDES_DATE} 10:00:00`, `${RIDES_DATE} 10:30:00`, '12.5'],
  'whole-day': ['2024-05-24 10:00:00', `${RIDES_DATE}T10:00:00`, '999.99'],
  'a-second-back': [`${RIDES_DATE} 10:00:00`, `${RIDES_DATE} 09:59:59`, '7'],
  'days-back': ['2024-05-28 10:00:00', `${RIDES_DATE} 10:00:00`, '0.00'],
  'too-long': ['2024-05-24 10:00:00', `${RIDES_DATE} 10:00:01`, '1000.01'],
  free: [`${RIDES_DATE} 10:00:00`, `${RIDES_DATE} 10:30:00`, '0'],
  dear: [`${RIDES_DATE} 10:00:00`, `${RIDES_DATE} 10:30:00`, '1000.000000000000001'],
} as const;

const CSV = {
  startsCsv: `trip_id,pickup_datetime\n${Object.entries(RIDES)
    .map(([id, [pickup]]) => `${id},${pickup}\n`)
    .join('')}`,
  endsCsv: `trip_id,dropoff_datetime,fare_amount\n${Object.entries(RIDES)
    .map(([id, [, dropoff, fare]]) => `${id},${dropoff},${fare}\n`)
    .join('')}refused,${RIDES_DATE} 10:00:00,-1\n`,
};

test(
  'implausible trips count, in any order and however often sent, and the file and the audit say how many there are',
  async () => {
    const expected = oracleImplausible(CSV, { longestRideHours: 24, highestFare: 1000 }).get(RIDES_DATE);
    expect(expected).toEqual({ dropoff_before_pickup: 2, ride_too_long: 1, fare_zero: 2, fare_too_high: 2 });

    const file = (name: string): string => join(cloud.folder('csv'), name);
    mkdirSync(cloud.folder('csv'));
    writeFileSync(file('starts.csv'), CSV.startsCsv);
    writeFileSync(file('ends.csv'), CSV.endsCsv);
    const csv = ['--starts', file('starts.csv'), '--ends', file('ends.csv')];
    await tripstream('produce', ...csv, '--order', 'shuffled', '--seed', '3', '--wait');
    await tripstream('produce', ...csv, '--order', 'ends-first', '--wait');
    const { stdout } = await tripstream('kpi', 'run', '--date', RIDES_DATE, '--json');
    const { metrics, data_quality } = JSON.parse(stdout);
    expect(metrics.count_trips).toBe(oracleMetrics(CSV).get(RIDES_DATE)?.count_trips);
    expect(data_quality).toMatchObject({
      completed_trips: 7,
      implausible: expected,
      waiting: { in_quarantine: 2, in_dead_letters: 0 },
    });

    const audited = await tripstream('audit', '--date', RIDES_DATE, '--json');
    expect(JSON.parse(audited.stdout)).toMatchObject({
      agreement: expect.stringMatching(/agrees|run-due/),
      implausible: expected,
      examples: {
        implausible: {
          dropoff_before_pickup: ['a-second-back', 'days-back'],
          ride_too_long: ['too-long'],
          fare_zero: ['days-back', 'free'],
          fare_too_high: ['dear', 'too-long'],
        },
      },
    });
  },
  TIMEOUT_MILLISECONDS,
);
