import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { COMPLETED_TRIPS_INDEX } from '../../functions/trip/trip.ts';
import { jsonAnswer } from '../../local/endpoint/answer.ts';
import { type Endpoint, type Routes, startEndpoint } from '../../local/endpoint/endpoint.ts';
import { createTable } from '../../test/table-under-test.ts';

export const TABLE = 'trips';

const SERVICES = ['dynamodb', 'kinesis', 'sqs', 's3', 'lambda', 'states', 'cloudformation', 'admin'];

/** The local cloud's endpoint with some services alone; the others answer 501. */
export const startLocalEndpoint = (routes: Routes): Promise<Endpoint> =>
  startEndpoint({
    port: 0,
    routes: {
      ...Object.fromEntries(SERVICES.map((name) => [name, () => jsonAnswer(501, 'application/json', {})])),
      ...routes,
    } satisfies Routes,
  });

/** What clients and functions of this process and its children are told. */
export const environmentOf = (url: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** The table of trips with its index, as the stack has it. */
export const createTripsTable = (client: DynamoDBClient): Promise<void> =>
  createTable(client, {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    AttributeDefinitions: ['trip_id', COMPLETED_TRIPS_INDEX.partitionKey, COMPLETED_TRIPS_INDEX.sortKey].map(
      (AttributeName) => ({ AttributeName, AttributeType: 'S' as const }),
    ),
    GlobalSecondaryIndexes: [
      {
        IndexName: COMPLETED_TRIPS_INDEX.name,
        KeySchema: [
          { AttributeName: COMPLETED_TRIPS_INDEX.partitionKey, KeyType: 'HASH' },
          { AttributeName: COMPLETED_TRIPS_INDEX.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...COMPLETED_TRIPS_INDEX.projected] },
      },
    ],
  });
