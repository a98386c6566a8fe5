import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** The least that a function which writes to a table has to load. */
export const handler = (input: UpdateItemCommand['input']) => client.send(new UpdateItemCommand(input));
