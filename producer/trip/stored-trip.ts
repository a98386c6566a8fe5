import { type AttributeValue, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { POSITION_BY_HALF, recordAt } from '../../functions/trip/trip.ts';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';

export interface StoredHalf {
  /** The event's fields by name, as text; a number keeps its digits. */
  readonly fields: Readonly<Record<string, string>>;
  /** When a stream first took the event, ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly sequence_number: string;
}

export interface StoredTrip {
  readonly trip_id: string;
  /** `started`, `ended` or `completed`. */
  readonly status: string;
  /** The day it counts for once it is completed; null until its end is there. */
  readonly completion_date: string | null;
  /** When its item was first and last written, ISO 8601 UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly start: StoredHalf | null;
  readonly end: StoredHalf | null;
}

type Item = Readonly<Record<string, AttributeValue>>;

const textOf = (item: Item, name: string): string | undefined => item[name]?.S ?? item[name]?.N;

const requiredText = (item: Item, name: string): string => {
  const text = textOf(item, name);
  if (text === undefined) throw new Error(`the trip's item has no ${name}`);
  return text;
};

const FIELDS = { start: TRIP_START_FIELDS, end: TRIP_END_FIELDS };

const halfOf = (item: Item, half: keyof typeof FIELDS): StoredHalf | null => {
  const position = textOf(item, POSITION_BY_HALF[half]);
  if (position === undefined) return null;
  const { arrivedAt, sequenceNumber } = recordAt(position);
  const fields = FIELDS[half].flatMap((name) => {
    const text = name === 'trip_id' ? undefined : textOf(item, name);
    return text === undefined ? [] : [[name, text]];
  });
  return {
    fields: Object.fromEntries(fields),
    arrived_at: arrivedAt.toISOString(),
    sequence_number: sequenceNumber,
  };
};

/** Reads a trip from the table; undefined if the table has none with that id. */
export const readStoredTrip = async (
  target: AwsTarget,
  tableName: string,
  tripId: string,
): Promise<StoredTrip | undefined> => {
  const client = new DynamoDBClient(clientConfiguration(target));
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: { trip_id: { S: tripId } }, ConsistentRead: true }),
  );
  client.destroy();
  if (item === undefined) return undefined;
  return {
    trip_id: tripId,
    status: requiredText(item, 'trip_status'),
    completion_date: textOf(item, 'completion_date') ?? null,
    created_at: requiredText(item, 'creation_timestamp'),
    updated_at: requiredText(item, 'update_timestamp'),
    start: halfOf(item, 'start'),
    end: halfOf(item, 'end'),
  };
};
