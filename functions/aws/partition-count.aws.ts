import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PARTITION_COUNT_KEY } from '../trip/trip.ts';
import { awsCall, clientSettings } from './aws-call.aws.ts';

/**
 * The largest number of partitions that ends were ever written with: one item in the table of trips, outside its index.
 * A deployment with a smaller number then still reads what was written before it. Both methods throw
 * {@link TransientAwsError} when they are worth another try.
 */
export const partitionCount = (tableName: string) => {
  const client = new DynamoDBClient(clientSettings);
  const Key = { trip_id: { S: PARTITION_COUNT_KEY } };

  /** Has to be called with a count before an end is written with it. */
  const keepLargest = async (count: number, abortSignal: AbortSignal): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key,
      UpdateExpression: 'SET partition_count = :count',
      ConditionExpression: 'attribute_not_exists(partition_count) OR partition_count < :count',
      ExpressionAttributeValues: { ':count': { N: String(count) } },
    });
    try {
      await awsCall(client.send(update, { abortSignal }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  /** 0 while no end was written. */
  const readLargest = async (): Promise<number> => {
    const { Item } = await awsCall(
      client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true })),
    );
    return Number(Item?.partition_count?.N ?? 0);
  };

  return { keepLargest, readLargest };
};
