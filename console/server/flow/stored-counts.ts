import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { KEY_PREFIX } from '../../../functions/contracts/metrics-file.ts';
import { COMPLETED_TRIPS_INDEX } from '../../../functions/trip/trip.ts';
import type { StatusSources } from '../../../producer/status/status-sources.ts';
import type { TableCounts } from '../../api/flow.ts';

/** @throws {Error} if the answer lacks the count: it is then unknown, not 0 */
const countIn = (count: number | undefined, what: string): number => {
  if (count === undefined) throw new Error(`DynamoDB did not say how many items the ${what} has`);
  return count;
};

/** How many items the table and its index have, by DynamoDB's own counts: this reads no items. */
export const readTableCounts = async ({ dynamodb, outputs }: StatusSources): Promise<TableCounts> => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: outputs.tripsTableName }));
  const { name } = COMPLETED_TRIPS_INDEX;
  const index = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  return {
    trips: countIn(Table?.ItemCount, 'table'),
    completedTrips: countIn(index?.ItemCount, `index ${name}`),
  };
};

/** How many days have files in the bucket. The listing has one entry per day, however many files the day has. */
export const countDays = async ({ kpi: { s3, bucketName } }: StatusSources): Promise<number> => {
  let days = 0;
  const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, Delimiter: '/' };
  for await (const { CommonPrefixes = [] } of paginateListObjectsV2({ client: s3 }, listing))
    days += CommonPrefixes.length;
  return days;
};
