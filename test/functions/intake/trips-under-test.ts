import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { COMPLETED_TRIPS_INDEX } from '../../../functions/trip/trip.ts';
import type { Listener } from '../../../local/endpoint/answer.ts';
import { openDynamoDb } from '../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../table-under-test.ts';
import { closedRoutes, forwardTo, serve } from '../aws/cloud-under-test.ts';

/** `npm run test:deploy` names AWS's own DynamoDB Local, which must behave the same. */
const openDynamoDbUnderTest = async () => {
  const endpoint = process.env.TRIPSTREAM_DYNAMODB_ENDPOINT;
  return endpoint === undefined
    ? openDynamoDb({})
    : { listener: forwardTo(endpoint), close: async () => undefined };
};

export const createTripsTable = (client: DynamoDBClient, TableName: string) =>
  createTable(client, {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    AttributeDefinitions: ['trip_id', 'completion_partition', 'pickup_datetime'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'completed-trips',
        KeySchema: [
          { AttributeName: 'completion_partition', KeyType: 'HASH' },
          { AttributeName: 'pickup_datetime', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...COMPLETED_TRIPS_INDEX.projected] },
      },
    ],
  });

/** A DynamoDB behind `watched`, with an empty trips table under each of the names. */
export const openTrips = async (
  tableNames: readonly string[],
  watched = (listener: Listener): Listener => listener,
) => {
  const dynamoDb = await openDynamoDbUnderTest();
  const cloud = await serve({ ...closedRoutes, dynamodb: watched(dynamoDb.listener) });
  const client = new DynamoDBClient({});
  for (const name of tableNames) await createTripsTable(client, name);
  const close = async (): Promise<void> => {
    await cloud.close();
    await dynamoDb.close();
  };
  return { client, close };
};
