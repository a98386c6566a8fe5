import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuditedTrip } from '../../../functions/audit/count-trips.ts';
import { tripScan } from '../../../functions/audit/trip-scan.aws.ts';
import { runNotes } from '../../../functions/aws/run-notes.aws.ts';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import { endHalf, startHalf } from '../../../functions/trip/trip.ts';
import { closedRoutes, serve } from '../aws/cloud-under-test.ts';
import { openTrips } from '../intake/trips-under-test.ts';

const DATE = '2024-05-25';
const POSITION = '1716652800000.1.1';
const SEGMENTS = 4;
const never = new AbortController().signal;

/** DynamoDB's answer to each scan, as it came over the wire. */
const answers: string[] = [];
let world: { readonly client: DynamoDBClient; close(): Promise<void> };

beforeAll(async () => {
  world = await openTrips(['small', 'large'], (listener) => async (req, body) => {
    const answer = await listener(req, body);
    if (String(req.headers['x-amz-target']).endsWith('.Scan')) answers.push(answer.body.toString());
    return answer;
  });
});
afterAll(() => world.close());

const start = (trip_id: string, date = DATE, separator = ' ') =>
  startHalf({ trip_id, pickup_datetime: `${date}${separator}10:00:00` }, POSITION);
const end = (trip_id: string, fare_amount: string, date = DATE) =>
  endHalf({ trip_id, dropoff_datetime: `${date} 10:30:00`, fare_amount, rate_code: '77' }, 1, POSITION);

const nameOf = (trip: AuditedTrip): string => (trip.status === 'completed' ? '' : trip.tripId);

const scanAll = async (tableName: string, date = DATE) => {
  const { readPage } = tripScan(tableName);
  const trips: AuditedTrip[] = [];
  const pages: number[] = [];
  let items = 0;
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    let count = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(
        { date, segment, totalSegments: SEGMENTS },
        cursor,
      );
      trips.push(...page.trips);
      items += page.items;
      count += 1;
      cursor = page.cursor;
    } while (cursor !== null);
    pages.push(count);
  }
  return { trips, items, pages };
};

describe('a scan of the table for a date', () => {
  beforeAll(async () => {
    const { saveHalfTrip } = tripTable('small');
    const halves = [
      ...[start('both'), end('both', '40.0962069246316612345678901234567891')],
      ...[end('only-end', '5'), start('only-start'), start('only-start-t', DATE, 'T')],
      // Trips of other dates: ended then, started then, and one that started on the date and ended on the next.
      ...[start('other', '2024-05-24'), end('other', '9', '2024-05-24')],
      ...[start('begun-other', '2024-05-26'), end('ended-other', '9', '2024-05-26')],
      ...[start('overnight'), end('overnight', '9', '2024-05-26')],
    ];
    for (const half of halves) await saveHalfTrip(half, never);
    await runNotes('small').markLate(DATE, never);
    // Even if a mark one day also has its date in a trip's attributes, it is still not a trip.
    await world.client.send(
      new UpdateItemCommand({
        TableName: 'small',
        Key: { trip_id: { S: `late#${DATE}` } },
        UpdateExpression: 'SET completion_date = :date, trip_status = :ended',
        ExpressionAttributeValues: { ':date': { S: DATE }, ':ended': { S: 'ended' } },
      }),
    );
  });

  test('finds what ended on it, and what started on it and has not ended, but no mark and nothing else', async () => {
    const { trips, items } = await scanAll('small');
    expect(trips.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))).toEqual([
      {
        status: 'completed',
        tripId: 'both',
        writtenAt: expect.stringMatching(/^\d{4}-.*Z$/),
        amounts: { fare_amount: '40.0962069246316612345678901234567891' },
        ride: {
          pickupDatetime: `${DATE} 10:00:00`,
          dropoffDatetime: `${DATE} 10:30:00`,
          fareAmount: '40.0962069246316612345678901234567891',
        },
      },
      { status: 'ended', tripId: 'only-end' },
      { status: 'started', tripId: 'only-start', pickupDatetime: `${DATE} 10:00:00` },
      { status: 'started', tripId: 'only-start-t', pickupDatetime: `${DATE}T10:00:00` },
    ]);
    expect(items).toBe(9);
  });

  test('transfers nothing but the attributes that it asks for', async () => {
    answers.length = 0;
    await scanAll('small');
    const wire = answers.join('');
    expect(wire).toContain('only-end');
    for (const other of ['late#', 'overnight', 'rate_code', 'position', 'status_after'])
      expect(wire).not.toContain(other);
  });
});

test('several pages of several segments are read to their end, every item once', async () => {
  const padding = { S: 'x'.repeat(120_000) };
  const ids = Array.from({ length: 60 }, (_, n) => `t${n}`);
  for (const trip_id of ids) {
    const trip = { trip_status: { S: 'ended' }, completion_date: { S: DATE }, padding };
    await world.client.send(
      new PutItemCommand({ TableName: 'large', Item: { trip_id: { S: trip_id }, ...trip } }),
    );
  }
  const { trips, items, pages } = await scanAll('large');
  expect(trips.map(nameOf).toSorted()).toEqual(ids.toSorted());
  expect(items).toBe(60);
  expect(Math.min(...pages)).toBeGreaterThan(1);
  // Pages without a trip of the date have a cursor like any other.
  expect(await scanAll('large', '2024-05-24')).toEqual({ trips: [], items: 60, pages });
});

test('a missing table is not a transient error; an unreachable one is', async () => {
  const page = { date: DATE, segment: 0, totalSegments: 1 };
  await expect(tripScan('missing').readPage(page, null)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const failing = await serve(closedRoutes);
  const unreachable = tripScan('small');
  await failing.close();
  await expect(unreachable.readPage(page, null)).rejects.toThrow(TransientAwsError);
});
