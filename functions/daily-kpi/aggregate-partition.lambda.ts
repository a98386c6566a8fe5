import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { requiredVariable } from '../aws/environment.ts';
import { partitionSummed } from '../aws/telemetry.ts';
import { validated } from '../aws/validated.ts';
import { validateAggregateRequest } from '../contracts/generated/validators.mjs';
import type { AggregateRequest } from '../contracts/request-schemas.ts';
import { tripTable } from '../intake/trip-table.aws.ts';
import { aggregatePartition } from './aggregate-partition.ts';

/** One more page has to fit into what is left: its query with the SDK's retries, and its sum. */
const MARGIN_MILLISECONDS = 20_000;

const { readFarePage } = tripTable(requiredVariable('TRIPS_TABLE_NAME'));

export const handler = middy()
  .use(validated(validateAggregateRequest))
  .handler(async (request: AggregateRequest, context: Context) => {
    const isTimeShort = () => context.getRemainingTimeInMillis() < MARGIN_MILLISECONDS;
    const partial = await aggregatePartition(request, { readFarePage, isTimeShort });
    partitionSummed(partial.partition, partial.aggregate.count, partial.cursor === null);
    return partial;
  });
