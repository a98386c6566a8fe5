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
import type { PastSettings } from '../contracts/run-input.ts';
import { lateMarkKey } from '../trip/business-time.ts';
import { PARTITION_COUNT_KEY } from '../trip/trip.ts';
import { awsCall, dynamoDb } from './aws-call.aws.ts';

const markKey = (date: string) => ({ trip_id: { S: lateMarkKey(date) } });

const SETTINGS_KEY = { trip_id: { S: PARTITION_COUNT_KEY } };

const textOf = (item: Record<string, AttributeValue>, name: string): string => {
  const text = item[name]?.S;
  if (text === undefined)
    throw new Error(`A late-completion mark has no ${name}, although every mark is written with one.`);
  return text;
};

/** Awaits a write, and ignores a failed condition. */
const unlessRefused = async (write: Promise<unknown>): Promise<void> => {
  try {
    await awsCall(write);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * What intake leaves in the trips table for later runs: a mark for each date with late completions, and the
 * {@link PastSettings}. The index contains none of these items, because they lack its keys. All methods throw
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
      throw new TransientAwsError('DynamoDB left some late-completion marks unread');
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

  /** Stores a number, unless the table already has a larger (or, for `>`, a smaller) one. */
  const keep = async (
    name: 'partition_count' | 'kept_days',
    replaces: '<' | '>',
    value: number,
    abortSignal: AbortSignal,
  ): Promise<void> => {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: SETTINGS_KEY,
      UpdateExpression: `SET ${name} = :value`,
      ConditionExpression: `attribute_not_exists(${name}) OR ${name} ${replaces} :value`,
      ExpressionAttributeValues: { ':value': { N: String(value) } },
    });
    await unlessRefused(client.send(update, { abortSignal }));
  };

  /** Must be called with a partition count before any end is written with that count. */
  const keepLargestPartitionCount = (count: number, abortSignal: AbortSignal): Promise<void> =>
    keep('partition_count', '<', count, abortSignal);

  /** Must be called with the retention in days before any trip is written that expires by it. */
  const keepLeastKeptDays = (days: number, abortSignal: AbortSignal): Promise<void> =>
    keep('kept_days', '>', days, abortSignal);

  const readPastSettings = async (): Promise<PastSettings> => {
    const get = new GetItemCommand({ TableName: tableName, Key: SETTINGS_KEY, ConsistentRead: true });
    const { Item: { partition_count, kept_days } = {} } = await awsCall(client.send(get));
    return {
      largestPartitionCount: Number(partition_count?.N ?? 0),
      leastKeptDays: kept_days?.N === undefined ? undefined : Number(kept_days.N),
    };
  };

  return {
    markLate,
    readLateMarks,
    forgetLate,
    keepLargestPartitionCount,
    keepLeastKeptDays,
    readPastSettings,
  };
};

export type RunNotes = ReturnType<typeof runNotes>;

/** What DynamoDB says about the table itself. Separate from the notes, so that intake does not load it. */
export const tableFacts = (tableName: string, client = dynamoDb()) => {
  const describeTable = async () =>
    (await awsCall(client.send(new DescribeTableCommand({ TableName: tableName })))).Table;

  /** The size of the table without its index, which DynamoDB updates about every six hours. */
  const readTableBytes = async (): Promise<number> => (await describeTable())?.TableSizeBytes ?? 0;

  const readTableCreation = async (): Promise<Date> => {
    const Table = await describeTable();
    if (Table?.CreationDateTime === undefined)
      throw new Error(`DynamoDB does not say when ${tableName} was created`);
    return Table.CreationDateTime;
  };

  return { readTableBytes, readTableCreation };
};
