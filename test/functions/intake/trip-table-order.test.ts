import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import {
  COMPLETED_TRIPS_INDEX,
  endHalf,
  type HalfTrip,
  SupersededRecord,
  startHalf,
  streamPosition,
} from '../../../functions/trip/trip.ts';
import { openTrips } from './trips-under-test.ts';

const TABLE = 'corrected-trips';
/** What the index has for a trip. */
const INDEXED = ['trip_id', 'completion_partition', 'pickup_datetime', ...COMPLETED_TRIPS_INDEX.projected];
const calls: string[] = [];
let trips: Awaited<ReturnType<typeof openTrips>>;
let client: DynamoDBClient;
let table: ReturnType<typeof tripTable>;

beforeAll(async () => {
  trips = await openTrips([TABLE], (listener) => (req, body) => {
    calls.push(String(req.headers['x-amz-target']).split('.')[1] ?? '');
    return listener(req, body);
  });
  client = trips.client;
  table = tripTable(TABLE);
});

afterAll(async () => {
  await trips.close();
});

const never = new AbortController().signal;

/** Two records of the same millisecond, whose sequence numbers are in order as numbers and not as plain text. */
const position = (sequenceNumber: string): string =>
  streamPosition({ approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber });
const OLDER = position('99');
const NEWER = position('100');

/** Two versions of each half of a trip; each has a field that the other lacks, and each end another date. */
const EVENTS = {
  s1: (trip_id: string) =>
    startHalf({ trip_id, pickup_datetime: '2024-05-25 10:00:00', vendor_id: '1' }, OLDER),
  s2: (trip_id: string) =>
    startHalf({ trip_id, pickup_datetime: '2024-05-25 10:02:00', estimated_fare_amount: '2' }, NEWER),
  e1: (trip_id: string) =>
    endHalf(
      { trip_id, dropoff_datetime: '2024-05-25 11:00:00', fare_amount: '10.1', tip_amount: '1' },
      1,
      OLDER,
    ),
  e2: (trip_id: string) =>
    endHalf(
      { trip_id, dropoff_datetime: '2024-05-26 00:10:00', fare_amount: '20.2', rate_code: '2' },
      1,
      NEWER,
    ),
};
type Name = keyof typeof EVENTS;
const NAMES: readonly Name[] = ['s1', 's2', 'e1', 'e2'];

const newest = (delivered: readonly Name[], older: Name, newer: Name): Name | undefined =>
  [newer, older].find((name) => delivered.includes(name));

const attributesOf = ({ text, numbers }: HalfTrip): Record<string, AttributeValue> => ({
  ...Object.fromEntries(Object.entries(text).map(([name, S]) => [name, { S }])),
  ...Object.fromEntries(Object.entries(numbers).map(([name, N]) => [name, { N }])),
});

/** What the table should hold for a trip, apart from its history, whatever the order of the deliveries. */
const itemAfter = (id: string, delivered: readonly Name[]): Record<string, AttributeValue> => {
  const start = newest(delivered, 's1', 's2');
  const end = newest(delivered, 'e1', 'e2');
  const status = start && end ? 'completed' : start ? 'started' : 'ended';
  return {
    trip_id: { S: id },
    trip_status: { S: status },
    ...(start && {
      ...attributesOf(EVENTS[start](id)),
      start_position: { S: EVENTS[start](id).position },
      status_after_end: { S: 'completed' },
    }),
    ...(end && {
      ...attributesOf(EVENTS[end](id)),
      end_position: { S: EVENTS[end](id).position },
      status_after_start: { S: 'completed' },
    }),
  };
};

const save = async (name: Name, id: string): Promise<void> => {
  try {
    await table.saveHalfTrip(EVENTS[name](id), never);
  } catch (error) {
    if (!(error instanceof SupersededRecord)) throw error;
  }
};

const scan = async (IndexName?: string): Promise<Map<string, Record<string, AttributeValue>>> => {
  const items = new Map<string, Record<string, AttributeValue>>();
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: TABLE, IndexName, ExclusiveStartKey }));
    for (const { creation_timestamp, update_timestamp, completion_dates, ...item } of page.Items ?? []) {
      items.set(item.trip_id?.S ?? '', item);
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
};

/** Compares every trip that was delivered with what it should be in the table and in the index. */
const expectNewest = async (deliveries: ReadonlyMap<string, readonly Name[]>): Promise<void> => {
  const [items, completed] = [await scan(), await scan('completed-trips')];
  for (const [id, names] of deliveries) {
    const expected = itemAfter(id, names);
    expect([names, items.get(id)]).toEqual([names, expected]);
    const isComplete = expected.trip_status?.S === 'completed';
    const entry = Object.fromEntries(INDEXED.map((name) => [name, expected[name]]));
    expect([names, completed.get(id)]).toEqual([names, isComplete ? entry : undefined]);
  }
};

const sequencesOf = (length: number): Name[][] =>
  length === 0 ? [[]] : sequencesOf(length - 1).flatMap((names) => NAMES.map((name) => [...names, name]));

test('every sequence of up to four deliveries ends with the newest version of each half, in one write each', async () => {
  const sequences = [1, 2, 3, 4].flatMap(sequencesOf);
  const deliveries = new Map(sequences.map((names) => [`s-${names.join('-')}`, names]));
  calls.length = 0;
  const queue = deliveries.entries();
  const worker = async () => {
    for (const [id, names] of queue) for (const name of names) await save(name, id);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  expect(new Set(calls)).toEqual(new Set(['UpdateItem']));
  expect(calls).toHaveLength(sequences.flat().length);
  await expectNewest(deliveries);
});

test('so do up to eight deliveries, one after the other or all at once', async () => {
  const plans = fc.sample(
    fc.record({
      names: fc.array(fc.constantFrom(...NAMES), { minLength: 5, maxLength: 8 }),
      atOnce: fc.boolean(),
    }),
    25,
  );
  const deliveries = new Map<string, Name[]>();
  for (const [index, { names, atOnce }] of plans.entries()) {
    const id = `p-${index}`;
    deliveries.set(id, names);
    if (atOnce) await Promise.all(names.map((name) => save(name, id)));
    else for (const name of names) await save(name, id);
  }
  await expectNewest(deliveries);
});

test('an older record is reported as superseded; the same one again is not, nor is the other half', async () => {
  await table.saveHalfTrip(EVENTS.s2('x'), never);
  await table.saveHalfTrip(EVENTS.s2('x'), never);
  await table.saveHalfTrip(EVENTS.e1('x'), never);
  const superseded: unknown = await table
    .saveHalfTrip(EVENTS.s1('x'), never)
    .catch((error: unknown) => error);
  expect(superseded).toBeInstanceOf(SupersededRecord);
  expect(superseded).toMatchObject({
    message: 'a later record has written this start already',
    cause: { name: 'ConditionalCheckFailedException' },
  });
});
