import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseTripEnd } from '../../../functions/contracts/parse-trip-event.ts';
import type { PipeRecord } from '../../../functions/contracts/pipe-record.ts';
import { settleBatch } from '../../../functions/intake/pipe-batch.ts';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import type { RecordPorts } from '../../../functions/intake/settle-record.ts';
import { endHalf } from '../../../functions/trip/trip.ts';
import type { TripEnd } from '../../../functions/trip/trip-event.ts';
import { redrivenRecord, repairedPayload } from '../../../producer/repair/redrive-marker.ts';
import { neverGivesUp } from './giving-up-under-test.ts';
import { openTrips } from './trips-under-test.ts';

const TABLE = 'sent-once-more';
let trips: Awaited<ReturnType<typeof openTrips>>;

beforeAll(async () => {
  trips = await openTrips([TABLE], (listener) => listener);
});

afterAll(async () => {
  await trips.close();
});

const FIRST = Date.parse('2024-05-25T09:10:11.123Z');
const HOUR = 3_600_000;

const endOf = (trip: string, fare: string): Buffer =>
  Buffer.from(`{"trip_id":"${trip}","dropoff_datetime":"2024-05-25 11:00:00","fare_amount":${fare}}`);

const deliver = async (data: Uint8Array, arrivedAt: number): Promise<string | undefined> => {
  const record: PipeRecord = {
    eventID: `shardId-000000000000:${arrivedAt}`,
    eventSource: 'aws:kinesis',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
    partitionKey: 'any',
    sequenceNumber: String(arrivedAt),
    approximateArrivalTimestamp: arrivedAt / 1_000,
    data: Buffer.from(data).toString('base64'),
  };
  const { saveHalfTrip } = tripTable(TABLE);
  const ports: RecordPorts<TripEnd> = {
    parse: parseTripEnd,
    timeZone: 'America/New_York',
    ...neverGivesUp,
    store: (end, signal, position) => saveHalfTrip(endHalf(end, 1, position), signal),
    markIfLate: async () => false,
    quarantine: async () => undefined,
  };
  const [settled] = await settleBatch(ports)([record], {}, { signal: new AbortController().signal });
  return settled?.fate;
};

const fareOf = async (trip: string): Promise<string | undefined> => {
  const { Item } = await trips.client.send(
    new GetItemCommand({ TableName: TABLE, Key: { trip_id: { S: trip } } }),
  );
  return Item?.fare_amount?.N;
};

const redriven = (data: Uint8Array): Uint8Array =>
  redrivenRecord({ data, partitionKey: 'any', arrivedAt: new Date(FIRST).toISOString() }).Data;
const repaired = (data: Uint8Array): Uint8Array => repairedPayload(data, new Date(FIRST).toISOString());

test.each([
  ['redriven', redriven],
  ['redriven twice', (data: Uint8Array) => redriven(redriven(data))],
  ['repaired', repaired],
])('a %s event does not replace the correction that came in between', async (how, sentAgain) => {
  const trip = how.replace(' ', '-');
  expect(await deliver(endOf(trip, '20'), FIRST + HOUR)).toBe('stored');
  expect(await deliver(sentAgain(endOf(trip, '10')), FIRST + 2 * HOUR)).toBe('superseded');
  expect(await fareOf(trip)).toBe('20');
});

test('it replaces what is older than it was, and is stored where there is nothing', async () => {
  expect(await deliver(endOf('older', '5'), FIRST - HOUR)).toBe('stored');
  expect(await deliver(redriven(endOf('older', '10')), FIRST + HOUR)).toBe('stored');
  expect(await fareOf('older')).toBe('10');
  expect(await deliver(redriven(endOf('new', '10')), FIRST + HOUR)).toBe('stored');
  expect(await fareOf('new')).toBe('10');
});

test.each(['"2024-05-25"', '"soon"', '7', 'null', '"1969-12-31T23:59:59Z"', '"2024-99-25T09:10:11Z"'])(
  'a first_arrived_at in a form that nobody writes, %s, is ignored like any unknown field',
  async (value) => {
    const trip = `t${Buffer.from(value).toString('hex')}`;
    await deliver(endOf(trip, '10'), FIRST);
    const marked = Buffer.from(endOf(trip, '20').toString().replace('}', `,"first_arrived_at":${value}}`));
    expect(await deliver(marked, FIRST + HOUR)).toBe('stored');
    expect(await fareOf(trip)).toBe('20');
  },
);
