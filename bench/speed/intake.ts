import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { startDynamoDbLocal } from '../../checks/deployment/emulators/dynamodb-local.ts';
import { parseTripEnd } from '../../functions/contracts/parse-trip-event.ts';
import { settleBatch } from '../../functions/intake/pipe-batch.ts';
import { tripTable } from '../../functions/intake/record-destinations.aws.ts';
import { endHalf } from '../../functions/trip/trip.ts';
import { pointClientsAt } from '../../test/functions/aws/cloud-under-test.ts';
import { neverGivesUp } from '../../test/functions/intake/giving-up-under-test.ts';
import { createTripsTable, openTrips } from '../../test/functions/intake/trips-under-test.ts';
import { type Contest, elapsed } from './compared.ts';
import { withPowertools } from './peers.ts';
import { recordsOfEnds } from './records-of-ends.ts';

const TABLE = 'trips';
const PARTITIONS = 16;

/** The trips table, in AWS's DynamoDB Local if it is installed, otherwise in the local cloud's DynamoDB. */
const openTable = async (signal: AbortSignal) => {
  const theirs = await startDynamoDbLocal(signal);
  if (theirs === undefined) return { name: 'the local DynamoDB', ...(await openTrips([TABLE])) };
  pointClientsAt(theirs.url);
  const client = new DynamoDBClient({});
  await createTripsTable(client, TABLE);
  return { name: "AWS's DynamoDB Local", client, close: () => theirs.stop() };
};

/** What a team would write if it ignored exactness, order and index keys: one update with the fields as received. */
const plainUpdate = (client: DynamoDBClient, { trip_id, ...fields }: { readonly trip_id: string }) => {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return client.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { trip_id: { S: trip_id } },
      UpdateExpression: `SET ${entries.map((_, index) => `#${index} = :${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, S], index) => [`:${index}`, { S }])),
    }),
  );
};

/** Decodes, validates and records a batch of 500 ends with real UpdateItems, against other ways to do it. */
export const intakeComparisons = async (signal: AbortSignal): Promise<Contest[]> => {
  const { name: table, client, close } = await openTable(signal);
  const { saveHalfTrip } = tripTable(TABLE);
  const records = recordsOfEnds();
  const settle = settleBatch({
    parse: parseTripEnd,
    timeZone: 'America/New_York',
    ...neverGivesUp,
    store: (end, aborted, position) => saveHalfTrip(endHalf(end, PARTITIONS, position), aborted),
    markIfLate: async () => false,
    quarantine: async () => {
      throw new Error('The sample holds no refused event.');
    },
  });
  const inALoop = async () => {
    for (const { data } of records)
      await plainUpdate(client, JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
  };
  const contest = {
    name: `record a batch of 500 ends in ${table}`,
    items: records.length,
    ours: elapsed(() => settle(records, undefined, { signal })),
    rounds: 5,
  };
  return [
    {
      ...contest,
      baseline: 'Powertools with zod, and an UpdateItem',
      least: elapsed(withPowertools(records, (trip) => plainUpdate(client, trip))),
    },
    {
      ...contest,
      baseline: 'a loop with JSON.parse, and an UpdateItem',
      least: elapsed(inALoop),
      close,
    },
  ];
};
