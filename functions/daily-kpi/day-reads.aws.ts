import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { awsCall, clientSettings, lazily } from '../aws/aws-call.aws.ts';
import type { WaitingEvents } from '../contracts/metrics-file.ts';
import { RIDE_ATTRIBUTES, rideOf } from '../trip/implausible.ts';
import { amountsOf, METRIC_ATTRIBUTES } from '../trip/metrics.ts';
import { COMPLETED_TRIPS_INDEX } from '../trip/trip.ts';
import type { TripPage } from './aggregate-partition.ts';

/** All attributes of a trip that a run needs. */
const PROJECTION = [...new Set<string>([...METRIC_ATTRIBUTES, ...RIDE_ATTRIBUTES])].join(', ');

/** A cursor is the text that a run's state carries from one call to the next: the keys of the last trip read. */
const cursorOf = (lastKey: Record<string, AttributeValue> | undefined): string | null =>
  lastKey === undefined
    ? null
    : JSON.stringify([lastKey.trip_id?.S, lastKey[COMPLETED_TRIPS_INDEX.sortKey]?.S]);

const startKeyOf = (partition: string, cursor: string | null): Record<string, AttributeValue> | undefined => {
  if (cursor === null) return undefined;
  const [tripId, sortKey]: string[] = JSON.parse(cursor);
  if (tripId === undefined || sortKey === undefined) throw new Error(`Not a cursor of this table: ${cursor}`);
  return {
    trip_id: { S: tripId },
    [COMPLETED_TRIPS_INDEX.partitionKey]: { S: partition },
    [COMPLETED_TRIPS_INDEX.sortKey]: { S: sortKey },
  };
};

/**
 * Enough for some seconds of throttling; more attempts would not finish within the margin that a call keeps before its
 * timeout.
 */
const PAGE_ATTEMPTS = 5;

/** The index of completed trips, read a page at a time. */
export const completedTrips = (tableName: string) => {
  // A brief throttle must not end a call that reads for minutes.
  const client = new DynamoDBClient({ ...clientSettings, maxAttempts: PAGE_ATTEMPTS });

  /** Up to 1 MB of a partition's completed trips. @throws {TransientAwsError} if another try may succeed */
  const readTripPage = async (partition: string, cursor: string | null): Promise<TripPage> => {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: COMPLETED_TRIPS_INDEX.name,
      KeyConditionExpression: `${COMPLETED_TRIPS_INDEX.partitionKey} = :partition`,
      ExpressionAttributeValues: { ':partition': { S: partition } },
      ProjectionExpression: PROJECTION,
      ExclusiveStartKey: startKeyOf(partition, cursor),
    });
    const { Items = [], LastEvaluatedKey } = await awsCall(client.send(query));
    return {
      trips: Items.map((item) => ({ amounts: amountsOf(item), ride: rideOf(item) })),
      cursor: cursorOf(LastEvaluatedKey),
    };
  };

  return { readTripPage };
};

/** The run does not wait longer than this for a number that it can publish without. */
const PATIENCE_MILLISECONDS = 5_000;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Counts the messages that wait in the quarantine and dead-letter queues. */
export const waitingEvents = (quarantineQueueUrl: string, deadLetterQueueUrl: string) => {
  const sqs = lazily(async () => {
    const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs');
    return { GetQueueAttributesCommand, client: new SQSClient(clientSettings) };
  });

  const count = async (QueueUrl: string, abortSignal: AbortSignal): Promise<number> => {
    const { client, GetQueueAttributesCommand } = await sqs();
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] });
    const { Attributes = {} } = await client.send(command, { abortSignal });
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };

  return async (): Promise<WaitingEvents> => {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const [in_quarantine, in_dead_letters] = await Promise.all([
      count(quarantineQueueUrl, signal),
      count(deadLetterQueueUrl, signal),
    ]);
    return { in_quarantine, in_dead_letters, counted_at: new Date().toISOString() };
  };
};
