import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { awsCall, clientSettings } from '../aws/aws-call.aws.ts';
import {
  type HalfTrip,
  POSITION_BY_HALF,
  type SaveHalfTrip,
  SupersededRecord,
  TRIP_STATUS,
} from '../trip/trip.ts';

/**
 * Sets a trip's status without reading it. Each half leaves `completed` under the other half's name, as the status that
 * the other is to set. It then sets what it finds under its own name, or its own status if the other half has not come
 * yet.
 */
const STATUS_BY_HALF = {
  start: { alone: TRIP_STATUS.started, own: 'status_after_start', others: 'status_after_end' },
  end: { alone: TRIP_STATUS.ended, own: 'status_after_end', others: 'status_after_start' },
} as const;

const attributesOf = ({ text, numbers }: HalfTrip): [string, AttributeValue][] => [
  ...Object.entries(text).map(([name, S]): [string, AttributeValue] => [name, { S }]),
  ...Object.entries(numbers).map(([name, N]): [string, AttributeValue] => [name, { N }]),
];

/**
 * The set of all dates that the ends of a trip have given it. Unlike a single last value, it survives any number of
 * retries.
 */
const KEEP_DATE = ' ADD completion_dates :dates';

const updateOf = (tableName: string, half: HalfTrip, now: string): UpdateItemCommand => {
  const { alone, own, others } = STATUS_BY_HALF[half.half];
  const position = POSITION_BY_HALF[half.half];
  const attributes = attributesOf(half);
  const names = [...attributes.map(([name]) => name), ...half.absent];
  const removed = half.absent.map((_, index) => `#${attributes.length + index}`);
  const date = half.text.completion_date;
  return new UpdateItemCommand({
    TableName: tableName,
    Key: { trip_id: { S: half.tripId } },
    UpdateExpression: `SET ${[
      ...attributes.map((_, index) => `#${index} = :${index}`),
      `trip_status = if_not_exists(${own}, :alone)`,
      `${others} = :completed`,
      'creation_timestamp = if_not_exists(creation_timestamp, :now)',
      'update_timestamp = :now',
      `${position} = :position`,
    ].join(
      ', ',
    )}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}${date === undefined ? '' : KEEP_DATE}`,
    ConditionExpression: `attribute_not_exists(${position}) OR ${position} <= :position`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#${index}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(attributes.map(([, value], index) => [`:${index}`, value])),
      ':alone': { S: alone },
      ':completed': { S: TRIP_STATUS.completed },
      ':now': { S: now },
      ':position': { S: half.position },
      ...(date === undefined ? {} : { ':dates': { SS: [date] } }),
    },
    // DynamoDB returns the old item at no extra capacity, which saves a read to find out whether the trip is complete.
    ReturnValues: 'ALL_OLD',
  });
};

/**
 * The dates whose completed trips a write changes, judged by the item before the write. An end that moves a complete
 * trip changes every date that the trip has had: whoever moved it before may have crashed before marking it.
 */
const completionDatesOf = (
  half: HalfTrip,
  before: Record<string, AttributeValue> = {},
): readonly string[] => {
  if (before[STATUS_BY_HALF[half.half].own]?.S !== TRIP_STATUS.completed) return [];
  const dateNow = half.text.completion_date ?? before.completion_date?.S;
  const wasComplete = before.trip_status?.S === TRIP_STATUS.completed;
  const datesBefore = half.half === 'end' && wasComplete ? (before.completion_dates?.SS ?? []) : [];
  return [...new Set([dateNow, ...datesBefore])].filter((date) => date !== undefined);
};

/** The table of trips, with one item each; see docs/data-model.md. */
export const tripTable = (tableName: string) => {
  const client = new DynamoDBClient(clientSettings);

  /**
   * One UpdateItem, idempotent, whichever half comes first.
   * @throws {SupersededRecord} if a record further on in the stream has written the same half of the trip
   * @throws {TransientAwsError} if it is worth another try
   */
  const saveHalfTrip: SaveHalfTrip = async (half, abortSignal) => {
    try {
      const update = updateOf(tableName, half, new Date().toISOString());
      const { Attributes } = await awsCall(client.send(update, { abortSignal }));
      return completionDatesOf(half, Attributes);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new SupersededRecord(`a later record has written this ${half.half} already`, { cause: error });
    }
  };

  return { saveHalfTrip };
};
