import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { TransientAwsError } from '../contracts/agreed.ts';
import { lateMarkKey } from '../trip/business-time.ts';
import { PARTITION_COUNT_KEY } from '../trip/trip.ts';
import { awsCall, dynamoDb } from './aws-call.aws.ts';

const markKey = (date: string) => ({ trip_id: { S: lateMarkKey(date) } });

const COUNT_KEY = { trip_id: { S: PARTITION_COUNT_KEY } };

const textOf = (item: Record<string, AttributeValue>, name: string): string => {
  const text = item[name]?.S;
  if (text === undefined)
    throw new Error(`A mark of late completions has no ${name}, which each is written with.`);
  return text;
};

/** Awaits a write, and ignores that its condition failed. */
const unlessRefused = async (write: Promise<unknown>): Promise<void> => {
  try {
    await awsCall(write);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * What intake leaves for the runs in the table of trips: a mark on each date with late completions, the largest
 * partition count that any end was written with, and the fewest days that any trip was to be kept. Runs read that many
 * partitions, so a deployment with fewer still sums the older trips. They refuse a date that an earlier deployment
 * kept for fewer days than this one. The index holds none of these items, because they lack its keys. All methods throw
 * {@link TransientAwsError} if another try may succeed.
 */
export const runNotes = (tableName: string, client = dynamoDb()) => {
  /** Marks a date, even if it is marked already. */
  const markLate = async (date: string, abortSignal: AbortSignal): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: markKey(date),
      UpdateExpression: 'SET late_date = :date, touched_at = :now',
      ExpressionAttributeValues: { ':date': { S: date }, ':now': { S: new Date().toISOString() } },
    });
    await awsCall(client.send(update, { abortSignal }));
  };

  /** When each of up to 100 dates was last marked, ISO 8601 UTC, by date; dates without a mark are left out. */
  const readLateMarks = async (dates: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const request = { [tableName]: { Keys: dates.map(markKey), ConsistentRead: true } };
    const { Responses, UnprocessedKeys = {} } = await awsCall(
      client.send(new BatchGetItemCommand({ RequestItems: request })),
    );
    if (Object.keys(UnprocessedKeys).length > 0)
      throw new TransientAwsError('DynamoDB left some of the marks of late completions unread');
    const marks = Responses?.[tableName] ?? [];
    return new Map(marks.map((item) => [textOf(item, 'late_date'), textOf(item, 'touched_at')]));
  };

  /** Removes a date's mark, unless the date was marked again after `touchedAt`. */
  const forgetLate = async (date: string, touchedAt: string): Promise<void> => {
    const removal = new DeleteItemCommand({
      TableName: tableName,
      Key: markKey(date),
      ConditionExpression: 'touched_at = :touched_at',
      ExpressionAttributeValues: { ':touched_at': { S: touchedAt } },
    });
    await unlessRefused(client.send(removal));
  };

  /** Must be called with a partition count before any end is written with it. */
  const keepLargestPartitionCount = async (count: number, abortSignal: AbortSignal): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: COUNT_KEY,
      UpdateExpression: 'SET partition_count = :count',
      ConditionExpression: 'attribute_not_exists(partition_count) OR partition_count < :count',
      ExpressionAttributeValues: { ':count': { N: String(count) } },
    });
    await unlessRefused(client.send(update, { abortSignal }));
  };

  /** 0 if no end was ever written. */
  const readLargestPartitionCount = async (): Promise<number> => {
    const get = new GetItemCommand({ TableName: tableName, Key: COUNT_KEY, ConsistentRead: true });
    const { Item } = await awsCall(client.send(get));
    return Number(Item?.partition_count?.N ?? 0);
  };

  /** Must be called with the days for which trips are kept before any trip is written that expires by them. */
  const keepLeastKeptDays = async (days: number, abortSignal: AbortSignal): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: COUNT_KEY,
      UpdateExpression: 'SET kept_days = :days',
      ConditionExpression: 'attribute_not_exists(kept_days) OR kept_days > :days',
      ExpressionAttributeValues: { ':days': { N: String(days) } },
    });
    await unlessRefused(client.send(update, { abortSignal }));
  };

  /** Undefined if every trip was to be kept for good. */
  const readLeastKeptDays = async (): Promise<number | undefined> => {
    const get = new GetItemCommand({ TableName: tableName, Key: COUNT_KEY, ConsistentRead: true });
    const { Item } = await awsCall(client.send(get));
    return Item?.kept_days?.N === undefined ? undefined : Number(Item.kept_days.N);
  };

  return {
    markLate,
    readLateMarks,
    forgetLate,
    keepLargestPartitionCount,
    readLargestPartitionCount,
    keepLeastKeptDays,
    readLeastKeptDays,
  };
};

export type RunNotes = ReturnType<typeof runNotes>;

/** What DynamoDB says of the table itself. Apart from the notes, so that intake does not load it. */
export const tableFacts = (tableName: string, client = dynamoDb()) => {
  const describeTable = async () =>
    (await awsCall(client.send(new DescribeTableCommand({ TableName: tableName })))).Table;

  /** As DynamoDB counted them in the last six hours, without the index. */
  const readTableBytes = async (): Promise<number> => (await describeTable())?.TableSizeBytes ?? 0;

  const readTableCreation = async (): Promise<Date> => {
    const Table = await describeTable();
    if (Table?.CreationDateTime === undefined)
      throw new Error(`DynamoDB does not say when ${tableName} was made`);
    return Table.CreationDateTime;
  };

  return { readTableBytes, readTableCreation };
};
