import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** Creates a table and waits: until it is ACTIVE, every request to it fails with ResourceNotFoundException. */
export const createTable = async (client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> => {
  await client.send(new CreateTableCommand(table));
  await waitUntilTableExists(
    { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.1 },
    { TableName: table.TableName },
  );
};
