import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { POSITION_BY_HALF } from '../../functions/trip/trip.ts';
import { chunksOf, forEachConcurrently } from '../stack/concurrent.ts';
import { fateBeside, type SentRecord } from './sent-record.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const KEYS_PER_REQUEST = 100;
const REQUESTS_IN_FLIGHT = 4;

export const TRIPS_AT_ONCE = KEYS_PER_REQUEST * REQUESTS_IN_FLIGHT;

const readPositions = async (dynamodb: DynamoDBClient, tableName: string, tripIds: readonly string[]) => {
  const positions = new Map<string, Record<SentRecord['half'], string | undefined>>();
  await forEachConcurrently(chunksOf(tripIds, KEYS_PER_REQUEST), REQUESTS_IN_FLIGHT, async (ids) => {
    const { start, end } = POSITION_BY_HALF;
    const Keys = ids.map((id) => ({ trip_id: { S: id } }));
    const request = { Keys, ProjectionExpression: `trip_id, ${start}, ${end}` };
    // Keys that it leaves unprocessed are looked up again, like events that are not there yet.
    const { Responses } = await dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: request } }),
    );
    for (const item of Responses?.[tableName] ?? [])
      positions.set(item.trip_id?.S ?? '', { start: item[start]?.S, end: item[end]?.S });
  });
  return positions;
};

/** Uses half a read unit for each trip. An event is superseded if a later one of the same half is there. */
export const lookInTable = async (
  dynamodb: DynamoDBClient,
  tableName: string,
  records: readonly SentRecord[],
) => {
  const tripIds = [...new Set(records.map(({ tripId }) => tripId))];
  const positions = await readPositions(dynamodb, tableName, tripIds);
  const stored: SentRecord[] = [];
  const superseded: SentRecord[] = [];
  const missing: SentRecord[] = [];
  for (const record of records) {
    const position = positions.get(record.tripId)?.[record.half];
    const fate = position && fateBeside(record, position);
    if (fate === 'stored') stored.push(record);
    else if (fate === 'superseded') superseded.push(record);
    else missing.push(record);
  }
  return { stored, superseded, missing };
};
