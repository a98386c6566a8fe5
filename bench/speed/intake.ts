import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { parseTripEnd } from '../../functions/contracts/parse-trip-event.ts';
import type { PipeRecord } from '../../functions/contracts/pipe-record.ts';
import { settleBatch } from '../../functions/intake/pipe-batch.ts';
import { tripTable } from '../../functions/intake/record-stores.aws.ts';
import { COMPLETED_TRIPS_INDEX, endHalf } from '../../functions/trip/trip.ts';
import { type Routes, startEndpoint } from '../../local/endpoint/endpoint.ts';
import { openDynamoDb } from '../../local/services/dynamodb/dynamodb.ts';
import { neverGivesUp } from '../../test/functions/intake/giving-up-under-test.ts';
import type { Contest } from './compared.ts';
import { recordsOfEnds } from './records-of-ends.ts';

const CONCURRENT_WRITES = 32;
const TABLE = 'trips';

const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
      AttributeDefinitions: [
        'trip_id',
        COMPLETED_TRIPS_INDEX.partitionKey,
        COMPLETED_TRIPS_INDEX.sortKey,
      ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
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
    }),
  );

/** The smallest write that stores something, with as many at once as the intake has. */
const bareWrites = async (client: DynamoDBClient, records: readonly PipeRecord[]): Promise<void> => {
  const waiting = records.values();
  const writer = async () => {
    for (const { partitionKey } of waiting) {
      await client.send(
        new UpdateItemCommand({
          TableName: TABLE,
          Key: { trip_id: { S: `bare-${partitionKey}` } },
          UpdateExpression: 'SET fare_amount = :fare',
          ExpressionAttributeValues: { ':fare': { N: '1' } },
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITES }, writer));
};

/** A batch of ends, decoded, validated and recorded, against as many bare writes with the SDK. */
export const intakeComparison = async (): Promise<Contest> => {
  const dynamoDb = await openDynamoDb({});
  const elsewhere: Routes['s3'] = (_, res) => void res.writeHead(501).end();
  const endpoint = await startEndpoint({
    port: 0,
    routes: {
      dynamodb: dynamoDb.listener,
      kinesis: elsewhere,
      sqs: elsewhere,
      s3: elsewhere,
      lambda: elsewhere,
      states: elsewhere,
      cloudformation: elsewhere,
      admin: elsewhere,
    },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const client = new DynamoDBClient({});
  await createTable(client);
  await waitUntilTableExists(
    { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.1 },
    { TableName: TABLE },
  );
  const { saveHalfTrip } = tripTable(TABLE);
  const records = recordsOfEnds();
  const settle = settleBatch({
    parse: parseTripEnd,
    timeZone: 'America/New_York',
    ...neverGivesUp,
    store: (end, signal, position) => saveHalfTrip(endHalf(end, 16, position), signal),
    markIfLate: async () => false,
    quarantine: async () => {
      throw new Error('The sample holds no refused event.');
    },
  });
  return {
    name: 'record a batch of 500 ends',
    baseline: '500 bare UpdateItems by the SDK',
    items: records.length,
    ours: () => settle(records, undefined, { signal: new AbortController().signal }),
    least: () => bareWrites(client, records),
    close: async () => {
      await endpoint.close();
      await dynamoDb.close();
    },
  };
};
