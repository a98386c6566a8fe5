import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import type { TripPage } from '../../../functions/daily-kpi/aggregate-partition.ts';
import { completedTrips } from '../../../functions/daily-kpi/day-reads.aws.ts';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import { endHalf, startHalf, streamPosition } from '../../../functions/trip/trip.ts';
import { jsonAnswer, type Listener } from '../../../local/endpoint/answer.ts';
import { openTrips } from './trips-under-test.ts';

const DATE = '2024-05-25';
const POSITION = streamPosition({ approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber: '4959' });
const calls: string[] = [];
let faults: (number | 'lost-answer')[] = [];
let trips: Awaited<ReturnType<typeof openTrips>>;
let table: ReturnType<typeof tripTable>;
let client: DynamoDBClient;

/** Notes every operation, and answers with a fault if one is waiting. */
const watched =
  (listener: Listener): Listener =>
  async (req, body) => {
    calls.push(String(req.headers['x-amz-target']).split('.')[1] ?? '');
    const fault = faults.shift();
    if (fault === undefined) return listener(req, body);
    if (fault === 'lost-answer') await listener(req, body);
    const status = fault === 'lost-answer' ? 500 : fault;
    const type = status === 400 ? 'ThrottlingException' : 'InternalServerError';
    const error = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'injected' };
    return jsonAnswer(status, 'application/x-amz-json-1.0', error);
  };

beforeAll(async () => {
  trips = await openTrips(['trips'], watched);
  client = trips.client;
  table = tripTable('trips');
});

beforeEach(() => {
  calls.length = 0;
  faults = [];
});

afterAll(async () => {
  await trips.close();
});

const never = new AbortController().signal;
const start = (trip_id: string) =>
  startHalf({ trip_id, pickup_datetime: `${DATE} 10:00:00`, vendor_id: '2' }, POSITION);
const end = (trip_id: string, fare_amount = '40.09620692463166') =>
  endHalf({ trip_id, dropoff_datetime: `${DATE} 10:20:00`, fare_amount }, 1, POSITION);

const itemOf = async (trip_id: string) => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: 'trips', Key: { trip_id: { S: trip_id } } }),
  );
  return Item;
};

const isCompleted = async (trip_id: string): Promise<boolean> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: 'trips',
      IndexName: 'completed-trips',
      KeyConditionExpression: 'completion_partition = :p',
      ExpressionAttributeValues: { ':p': { S: `${DATE}#00` } },
    }),
  );
  return Items.some((item) => item.trip_id?.S === trip_id);
};

describe('a trip', () => {
  test('keeps the events’ fields under their own names, to the last digit', async () => {
    await table.saveHalfTrip(end('digits', '40.0962069246316612345678901234567891'), never);
    expect(await itemOf('digits')).toMatchObject({
      trip_id: { S: 'digits' },
      fare_amount: { N: '40.0962069246316612345678901234567891' },
      completion_date: { S: DATE },
      trip_status: { S: 'ended' },
      creation_timestamp: { S: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
    });
  });

  test('can have every field: then there is none to remove', async () => {
    const codes = { vendor_id: '2', pickup_location_id: '107', dropoff_location_id: '141' };
    const times = { pickup_datetime: `${DATE} 10:00:00`, estimated_dropoff_datetime: `${DATE} 10:30:00` };
    const half = startHalf({ trip_id: 'whole', ...times, estimated_fare_amount: '12.5', ...codes }, POSITION);
    expect(half.absent).toEqual([]);
    await table.saveHalfTrip(half, never);
    expect(await itemOf('whole')).toMatchObject({ estimated_fare_amount: { N: '12.5' } });
  });

  test('has the right status and is in the index exactly when complete, in any order and repetition', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('start', 'end'), { minLength: 1, maxLength: 5 }),
        async (events) => {
          tried += 1;
          const id = `order-${tried}`;
          for (const event of events)
            await table.saveHalfTrip(event === 'start' ? start(id) : end(id), never);
          const complete = new Set(events).size === 2;
          const alone = events[0] === 'start' ? 'started' : 'ended';
          expect((await itemOf(id))?.trip_status?.S).toBe(complete ? 'completed' : alone);
          expect(await isCompleted(id)).toBe(complete);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('has its creation time from its first event and its update time from its last', async () => {
    await table.saveHalfTrip(start('times'), never);
    const created = (await itemOf('times'))?.creation_timestamp?.S;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await table.saveHalfTrip(end('times'), never);
    const item = await itemOf('times');
    expect(item?.creation_timestamp?.S).toBe(created);
    expect(String(item?.update_timestamp?.S) > String(created)).toBe(true);
  });
});

test('an event that comes again leaves the trip as it was, except for its update time', async () => {
  await table.saveHalfTrip(start('again'), never);
  await table.saveHalfTrip(end('again'), never);
  const { update_timestamp: _, ...before } = (await itemOf('again')) ?? {};
  await table.saveHalfTrip(end('again'), never);
  await table.saveHalfTrip(start('again'), never);
  expect(await itemOf('again')).toEqual({ ...before, update_timestamp: expect.anything() });
});

describe('what a write gives back', () => {
  const CORRECTED = '2024-05-27';
  const corrected = (trip_id: string) =>
    endHalf({ trip_id, dropoff_datetime: `${CORRECTED} 00:10:00`, fare_amount: '7' }, 1, POSITION);
  const saved = async (half: Parameters<typeof table.saveHalfTrip>[0]) =>
    (await table.saveHalfTrip(half, never)).completionDates;

  test('is no date while a half is missing, however often the other comes', async () => {
    for (const half of [start('open-1'), start('open-1'), end('open-2'), end('open-2')])
      expect(await saved(half)).toEqual([]);
  });

  test('is the completion date once both are there, whichever comes second, and again for a repeat', async () => {
    await saved(start('dates-1'));
    expect(await saved(end('dates-1'))).toEqual([DATE]);
    expect(await saved(end('dates-1'))).toEqual([DATE]);
    await saved(end('dates-2'));
    expect(await saved(start('dates-2'))).toEqual([DATE]);
    expect(await saved(start('dates-2'))).toEqual([DATE]);
  });

  test('is both dates when a correction moves a completed trip, however often it comes, and only the new one of an open trip', async () => {
    await saved(start('moved'));
    await saved(end('moved'));
    expect(await saved(corrected('moved'))).toEqual([CORRECTED, DATE]);
    for (const _ of [1, 2]) expect(await saved(corrected('moved'))).toEqual([CORRECTED, DATE]);
    await saved(end('moved-open'));
    expect(await saved(corrected('moved-open'))).toEqual([]);
    expect(await saved(start('moved-open'))).toEqual([CORRECTED]);
  });

  const isRepeat = async (half: Parameters<typeof table.saveHalfTrip>[0]) =>
    (await table.saveHalfTrip(half, never)).isRepeat;

  test('says that a record is a repeat only if the item has that very record', async () => {
    expect(await isRepeat(start('repeat'))).toBe(false);
    expect(await isRepeat(end('repeat'))).toBe(false);
    expect(await isRepeat(start('repeat'))).toBe(true);
    expect(await isRepeat(end('repeat'))).toBe(true);
    const next = { approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber: '4960' };
    const sameAgain = { ...end('repeat'), position: streamPosition(next) };
    expect(await isRepeat(sameAgain)).toBe(false);
  });

  test('does not say that a record is a repeat if the client retried a write whose answer was lost', async () => {
    faults = ['lost-answer'];
    expect(await isRepeat(start('lost-answer'))).toBe(false);
    expect(calls).toHaveLength(2);
    expect(await isRepeat(start('lost-answer'))).toBe(true);
  });
});

test('an event costs one UpdateItem: no read before it, no second write', async () => {
  await table.saveHalfTrip(start('cost'), never);
  await table.saveHalfTrip(end('cost'), never);
  expect(calls).toEqual(['UpdateItem', 'UpdateItem']);
});

describe('failures', () => {
  test('a throttle is tried again by the client, and reported as transient when it stays', async () => {
    faults = [400];
    await table.saveHalfTrip(start('throttled-once'), never);
    expect(calls).toHaveLength(2);
    faults = [400, 400, 400];
    await expect(table.saveHalfTrip(start('throttled'), never)).rejects.toThrow(TransientAwsError);
    expect(await itemOf('throttled')).toBeUndefined();
  });

  test('a failing server is transient', async () => {
    faults = [500, 500, 500];
    await expect(table.saveHalfTrip(start('broken'), never)).rejects.toThrow(TransientAwsError);
  });

  test('an aborted call is transient', async () => {
    await expect(table.saveHalfTrip(start('late'), AbortSignal.abort())).rejects.toThrow(TransientAwsError);
  });

  test('a table that does not exist is not: no further try would help', async () => {
    const missing = tripTable('no-such-table').saveHalfTrip(start('x'), never);
    await expect(missing).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
  });
});

test('a partition larger than a page is read whole, page by page, each trip once', async () => {
  // A page has 1 MB. Ids as long as a key may be fill it with few trips.
  const items = Array.from({ length: 600 }, (_, index) => ({
    trip_id: { S: String(index).padStart(2_048, 'p') },
    completion_partition: { S: '2024-05-26#00' },
    pickup_datetime: { S: '2024-05-26 10:00:00' },
    dropoff_datetime: { S: '2024-05-26 10:20:00' },
    fare_amount: { N: String(index) },
  }));
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { trips: puts } }));
  }
  const pages: TripPage['trips'][] = [];
  let cursor: string | null = null;
  do {
    const page: TripPage = await completedTrips('trips').readTripPage('2024-05-26#00', cursor);
    pages.push(page.trips);
    cursor = page.cursor;
  } while (cursor !== null);
  expect(pages.length).toBeGreaterThan(1);
  const fares = pages.flat().map(({ amounts }) => Number(amounts.fare_amount));
  expect(fares.toSorted((one, other) => one - other)).toEqual(items.map((_, index) => index));
  expect(pages[0]?.[0]?.ride).toEqual({
    pickupDatetime: '2024-05-26 10:00:00',
    dropoffDatetime: '2024-05-26 10:20:00',
    fareAmount: String(fares[0]),
  });
  expect(calls.filter((call) => call !== 'BatchWriteItem')).toEqual(pages.map(() => 'Query'));
});

test.each(['[]', '["t-1"]'])('a cursor of another kind, %s, is refused by name', async (cursor) => {
  const page = completedTrips('trips').readTripPage('2024-05-01#00', cursor);
  await expect(page).rejects.toThrow(`Not a cursor of this table: ${cursor}`);
});

test('a page is read even if the server fails four times first', async () => {
  faults = [500, 500, 500, 500];
  expect(await completedTrips('trips').readTripPage('2024-05-01#00', null)).toEqual({
    trips: [],
    cursor: null,
  });
  expect(calls).toEqual(Array(5).fill('Query'));
});

describe('a trip that is kept for 50 days', () => {
  const DAY_SECONDS = 86_400;
  /** Midnight in UTC, two days after the last day on which a trip of the date is kept. */
  const expiryOfDate = (date: string): string =>
    String(Date.parse(`${date}T00:00:00Z`) / 1_000 + 52 * DAY_SECONDS);
  const keeping = tripTable('trips', 50);
  const startOn = (trip_id: string, date: string, position = POSITION) =>
    startHalf({ trip_id, pickup_datetime: `${date} 10:00:00`, vendor_id: '2' }, position);
  const endOn = (trip_id: string, date: string, position = POSITION) =>
    endHalf({ trip_id, dropoff_datetime: `${date} 10:20:00`, fare_amount: '1' }, 1, position);
  const expiresAt = async (trip_id: string) => (await itemOf(trip_id))?.expires_at?.N;
  const later = streamPosition({ approximateArrivalTimestamp: 1_716_700_000, sequenceNumber: '4960' });

  test('expires by its dropoff, whichever half comes first', async () => {
    const halves = [startOn('kept-a', '2024-05-25'), endOn('kept-a', '2024-05-26')];
    for (const half of halves) await keeping.saveHalfTrip(half, never);
    expect(await expiresAt('kept-a')).toBe(expiryOfDate('2024-05-26'));
    const reversed = [endOn('kept-b', '2024-05-26'), startOn('kept-b', '2024-05-25')];
    for (const half of reversed) await keeping.saveHalfTrip(half, never);
    expect(await expiresAt('kept-b')).toBe(expiryOfDate('2024-05-26'));
  });

  test('that never ends expires by its pickup, and follows a correction of it', async () => {
    await keeping.saveHalfTrip(startOn('kept-c', '2024-05-25'), never);
    expect(await expiresAt('kept-c')).toBe(expiryOfDate('2024-05-25'));
    await keeping.saveHalfTrip(startOn('kept-c', '2024-06-25', later), never);
    expect(await expiresAt('kept-c')).toBe(expiryOfDate('2024-06-25'));
  });

  test('follows a late correction that moves its dropoff, and no start that is sent again', async () => {
    await keeping.saveHalfTrip(startOn('kept-d', '2024-05-25'), never);
    await keeping.saveHalfTrip(endOn('kept-d', '2024-05-25'), never);
    await keeping.saveHalfTrip(endOn('kept-d', '2024-06-03', later), never);
    await keeping.saveHalfTrip(startOn('kept-d', '2024-05-25', later), never);
    expect(await expiresAt('kept-d')).toBe(expiryOfDate('2024-06-03'));
  });

  test('a trip in a table that keeps trips forever never expires', async () => {
    await table.saveHalfTrip(startOn('kept-e', '2024-05-25'), never);
    expect(await expiresAt('kept-e')).toBeUndefined();
  });
});
