import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { lateMarkKey } from '../trip/business-time.ts';
import { TransientAwsError } from '../trip/errors.ts';
import { awsCall, clientSettings } from './aws-call.aws.ts';

const keyOf = (date: string) => ({ trip_id: { S: lateMarkKey(date) } });

const textOf = (item: Record<string, AttributeValue>, name: string): string => {
  const text = item[name]?.S;
  if (text === undefined)
    throw new Error(`A mark of late completions has no ${name}, which each is written with.`);
  return text;
};

/**
 * The marks of dates with late completions, one item each. They live in the table of trips, and never in its index, whose keys
 * they lack. All methods throw {@link TransientAwsError} when they are worth another try.
 */
export const lateMarks = (tableName: string) => {
  const client = new DynamoDBClient(clientSettings);

  /** Marks a date, whether or not it is marked already. */
  const mark = async (date: string, abortSignal: AbortSignal): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: keyOf(date),
      UpdateExpression: 'SET late_date = :date, touched_at = :now',
      ExpressionAttributeValues: { ':date': { S: date }, ':now': { S: new Date().toISOString() } },
    });
    await awsCall(client.send(update, { abortSignal }));
  };

  /** When each of up to 100 dates was marked last, ISO 8601 UTC, by date; those not marked are left out. */
  const markedAt = async (dates: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const request = { [tableName]: { Keys: dates.map(keyOf), ConsistentRead: true } };
    const { Responses, UnprocessedKeys = {} } = await awsCall(
      client.send(new BatchGetItemCommand({ RequestItems: request })),
    );
    if (Object.keys(UnprocessedKeys).length > 0)
      throw new TransientAwsError('DynamoDB left some of the marks of late completions unread');
    const marks = Responses?.[tableName] ?? [];
    return new Map(marks.map((item) => [textOf(item, 'late_date'), textOf(item, 'touched_at')]));
  };

  /** Removes the mark of a date, unless the date was marked again after `touchedAt`. */
  const forget = async (date: string, touchedAt: string): Promise<void> => {
    const removal = new DeleteItemCommand({
      TableName: tableName,
      Key: keyOf(date),
      ConditionExpression: 'touched_at = :touched_at',
      ExpressionAttributeValues: { ':touched_at': { S: touchedAt } },
    });
    try {
      await awsCall(client.send(removal));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  return { mark, markedAt, forget };
};
