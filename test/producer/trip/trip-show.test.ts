import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentKey, metricsFileText } from '../../../functions/contracts/metrics-file.ts';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import { aggregateTrips, metricsOf } from '../../../functions/trip/metrics.ts';
import { endHalf, startHalf, streamPosition } from '../../../functions/trip/trip.ts';
import { openDynamoDb } from '../../../local/services/dynamodb/dynamodb.ts';
import { standingInFile } from '../../../producer/trip/standing-in-file.ts';
import { createTripsTable } from '../../functions/intake/trips-under-test.ts';
import {
  ARRIVED,
  deadLetter,
  openRecoveryWorld,
  type RecoveryWorld,
  refuse,
  SHARD,
} from '../repair/recovery-under-test.ts';

/** When the stream took what this test writes into the table. */
const ARRIVED_AT = '2024-05-25T14:00:00.250Z';
const SECOND = 1_000;

let world: RecoveryWorld;
let dynamoDb: Awaited<ReturnType<typeof openDynamoDb>>;
let save: ReturnType<typeof tripTable>['saveHalfTrip'];

beforeAll(async () => {
  dynamoDb = await openDynamoDb({});
  world = await openRecoveryWorld({ dynamodb: dynamoDb.listener });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: world.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  await createTripsTable(new DynamoDBClient({}), 'trips');
  save = tripTable('trips').saveHalfTrip;
});
afterAll(async () => {
  await world.close();
  await dynamoDb.close();
});

const noSignal = new AbortController().signal;

/** Sends an event and stores it, as the function does, and returns its sequence number. */
const store = async (half: 'start' | 'end', event: { readonly trip_id: string }): Promise<string> => {
  const sequenceNumber = await world.put(`${half}s`, JSON.stringify(event), event.trip_id);
  const position = streamPosition({
    sequenceNumber,
    approximateArrivalTimestamp: Date.parse(ARRIVED_AT) / SECOND,
  });
  const written =
    half === 'start'
      ? startHalf({ pickup_datetime: '2024-05-25 10:00:00', vendor_id: '2', ...event }, position)
      : endHalf({ dropoff_datetime: '2024-05-25 10:31:07', fare_amount: '40.1', ...event }, 4, position);
  await save(written, noSignal);
  return sequenceNumber;
};

/** A published file of a day, by a run that began this long after now. */
const publish = (date: string, secondsFromNow: number) => {
  const generated_at = new Date(Date.now() + secondsFromNow * SECOND).toISOString();
  const revision = { revision: 3, revised_at: generated_at, restated_because: null, previous: null };
  const day = { date, run_id: 'kpi-run-1', generated_at, metrics: metricsOf(aggregateTrips([])) };
  const quality = {
    completed_trips: 0,
    partitions_read: 4,
    pages_read: 4,
    incomplete: null,
    waiting: null,
    implausible: null,
  };
  return world.putObject(currentKey(date), metricsFileText({ ...day, ...revision }, quality));
};

const show = (tripId: string, ...options: string[]) => world.run(['trip', 'show', tripId, ...options]);

const shown = async (tripId: string) => {
  const { code, stdout } = await show(tripId, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe('a stored trip', () => {
  test('is shown with both halves as they are stored, and where each came from', async () => {
    const [start, end] = [
      await store('start', { trip_id: 'whole' }),
      await store('end', { trip_id: 'whole' }),
    ];
    const report = await shown('whole');
    expect(report).toMatchObject({
      trip_id: 'whole',
      time_zone: 'America/New_York',
      waiting: [],
      stored: {
        status: 'completed',
        completion_date: '2024-05-25',
        start: {
          fields: { pickup_datetime: '2024-05-25 10:00:00', vendor_id: '2' },
          arrived_at: ARRIVED_AT,
          stream: 'starts',
          shard_id: SHARD,
          sequence_number: start,
        },
        end: {
          fields: { dropoff_datetime: '2024-05-25 10:31:07', fare_amount: '40.1' },
          stream: 'ends',
          shard_id: SHARD,
          sequence_number: end,
        },
        published: { in_file: 'not-published' },
      },
    });
    const { stdout } = await show('whole');
    expect(stdout).toMatch(/^Trip whole\n {2}status +completed\n {2}counts for +2024-05-25\n/);
    expect(stdout).toMatch(
      /not published yet; to sum the day: npm run tripstream -- kpi run --date 2024-05-25/,
    );
    expect(stdout).toMatch(/\nStart\n {2}arrived +2024-05-25 10:00:00 America\/New_York\n/);
    expect(stdout).toMatch(/ {2}fare_amount +40\.10\n/);
    expect(stdout).toMatch(/None of its events wait in quarantine or dead letters\.\n$/);
  });

  test('with one half is in no file, and says which half is missing', async () => {
    await store('end', { trip_id: 'no-start' });
    await store('start', { trip_id: 'no-end' });
    expect((await show('no-start')).stdout).toMatch(
      /status +ended\n.*2024-05-25\n.*in no file: its start is missing\n/,
    );
    expect((await show('no-end')).stdout).toMatch(
      /status +started\n.*no day yet\n.*in no file: its end is missing\n/,
    );
    expect((await shown('no-end')).stored).toMatchObject({ end: null, completion_date: null });
  });

  test.each([
    ['yes', 10 * 60],
    ['perhaps', -10],
  ])('is in the published file: %s, when the run began %d s from now', async (inFile, seconds) => {
    await store('start', { trip_id: 'published' });
    await store('end', { trip_id: 'published' });
    await publish('2024-05-25', seconds);
    expect((await shown('published')).stored.published).toMatchObject({
      in_file: inFile,
      run_id: 'kpi-run-1',
      revision: 3,
    });
  });
});

test('a trip written after the file of its day is not in that file', async () => {
  await publish('2024-05-26', -60);
  const s3 = new S3Client({ forcePathStyle: true });
  const written = (secondsFromNow: number) => ({
    ...{ trip_id: 't', status: 'completed', completion_date: '2024-05-26', created_at: '' },
    ...{ updated_at: new Date(Date.now() + secondsFromNow * SECOND).toISOString(), start: null, end: null },
  });
  const bucket = { s3, bucketName: 'metrics' };
  expect(await standingInFile(bucket, written(60))).toMatchObject({ in_file: 'no', run_id: 'kpi-run-1' });
  expect(await standingInFile(bucket, written(-30))).toMatchObject({ in_file: 'perhaps' });
});

describe('what waits', () => {
  test('of an unknown trip is shown, by its payload or its partition key, and stays', async () => {
    await refuse(world, '{"trip_id":"refused","fare_amount":"x"}', ['fare_amount must be a decimal']);
    const sequence = await world.put('ends', '{"trip_id":"dead"}', 'another key');
    await world.send('dead-letters', deadLetter(sequence));
    const refused = await shown('refused');
    expect(refused).toMatchObject({
      stored: null,
      waiting: [
        {
          waits_in: 'quarantine',
          stream: 'ends',
          arrived_at: ARRIVED,
          reasons: ['fare_amount must be a decimal'],
          payload: '{"trip_id":"refused","fare_amount":"x"}',
        },
      ],
    });
    expect(await shown('dead')).toMatchObject({
      stored: null,
      waiting: [{ waits_in: 'dead letters', sequence_number: sequence, payload: '{"trip_id":"dead"}' }],
    });
    const { stdout } = await show('dead');
    expect(stdout).toMatch(/^Trip dead\n {2}not in the table\nWaits in dead letters\n/);
    expect(stdout).toMatch(/reason +RetryAttemptsExhausted\n/);
    expect(await world.visible('quarantine')).toHaveLength(1);
    expect(await world.visible('dead-letters')).toHaveLength(1);
  });

  test('is read from a dead letter of the function, which holds what was sent', async () => {
    const message = {
      ...deadLetter('1'),
      error: { name: 'TypeError', message: 'no such thing' },
      partition_key: 'given-up',
      payload: '{"trip_id":"given-up"}',
      payload_encoding: 'utf8',
    };
    await world.send('dead-letters', message);
    expect((await shown('given-up')).waiting).toMatchObject([
      { waits_in: 'dead letters', reasons: ['TypeError: no such thing'], payload: '{"trip_id":"given-up"}' },
    ]);
  });
});

describe('a trip of which nothing is found', () => {
  test('ends with 1 and one line', async () => {
    expect(await show('nobody', '--json')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'tripstream: no trip nobody, and none of its events wait in quarantine or dead letters\n',
    });
  });

  test('is not taken from items that are not trips', async () => {
    expect(await show('settings#partitions', '--json')).toMatchObject({ code: 1, stdout: '' });
  });

  test('may be in a message that cannot be searched, and that is said', async () => {
    await world.send('dead-letters', 'not ours');
    expect((await show('nobody')).stderr).toMatch(
      /no trip nobody, and none of its events wait in quarantine or dead letters among the messages that could be searched; 1 message could not\n$/,
    );
  });

  test('an empty id is refused', async () => {
    expect(await show(' ')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'tripstream: the trip id is empty: give one such as 87b7ae24d1\n',
    });
  });
});
