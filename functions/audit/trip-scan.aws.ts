import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { awsCall, dynamoDb } from '../aws/aws-call.aws.ts';
import { lateMarkKey } from '../trip/business-time.ts';
import { RIDE_ATTRIBUTES, rideOf } from '../trip/implausible.ts';
import { amountsOf, METRIC_ATTRIBUTES } from '../trip/metrics.ts';
import { TRIP_STATUS } from '../trip/trip.ts';
import type { ScanPage, ScanSegment } from './audit-segment.ts';
import type { AuditedTrip } from './count-trips.ts';

/** Late-completion marks are in the same table, but they are not trips. */
const FILTER = [
  '(completion_date = :date OR (trip_status = :started AND begins_with(pickup_datetime, :date)))',
  'NOT begins_with(trip_id, :mark)',
].join(' AND ');

/** All attributes of a trip that an audit needs. */
const PROJECTION = [
  ...new Set<string>([
    ...['trip_id', 'trip_status', 'update_timestamp'],
    ...METRIC_ATTRIBUTES,
    ...RIDE_ATTRIBUTES,
  ]),
].join(', ');

const tripOf = (item: Record<string, AttributeValue>): AuditedTrip => {
  const text = (name: string): string => {
    const value = item[name]?.S;
    if (value !== undefined) return value;
    throw new Error(`A trip has no ${name}, although every trip with its status is written with one.`);
  };
  const status = text('trip_status');
  const tripId = text('trip_id');
  switch (status) {
    case TRIP_STATUS.completed:
      return {
        ...{ status, tripId, writtenAt: text('update_timestamp') },
        amounts: amountsOf(item),
        ride: rideOf(item),
      };
    case TRIP_STATUS.ended:
      return { status, tripId };
    case TRIP_STATUS.started:
      return { status, tripId, pickupDatetime: text('pickup_datetime') };
    default:
      throw new Error(`A trip has the unknown status ${JSON.stringify(status)}.`);
  }
};

/** The trips table, scanned in parallel segments. */
export const tripScan = (tableName: string) => {
  const client = dynamoDb();

  /**
   * Reads up to 1 MB of a segment. Returns the trips that belong to a date: those that completed or ended on it, and
   * those that started on it and have not ended.
   * @throws {TransientAwsError} if another try may succeed
   */
  const readPage = async (
    { date, segment, totalSegments }: ScanSegment,
    cursor: string | null,
  ): Promise<ScanPage> => {
    const scan = new ScanCommand({
      TableName: tableName,
      Segment: segment,
      TotalSegments: totalSegments,
      FilterExpression: FILTER,
      ProjectionExpression: PROJECTION,
      ExpressionAttributeValues: {
        ':date': { S: date },
        ':started': { S: TRIP_STATUS.started },
        ':mark': { S: lateMarkKey('') },
      },
      ...(cursor !== null && { ExclusiveStartKey: { trip_id: { S: cursor } } }),
    });
    const { Items = [], ScannedCount = 0, LastEvaluatedKey } = await awsCall(client.send(scan));
    return { trips: Items.map(tripOf), items: ScannedCount, cursor: LastEvaluatedKey?.trip_id?.S ?? null };
  };

  return { readPage };
};
