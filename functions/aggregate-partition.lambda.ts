import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { requiredVariable } from './adapters/environment.ts';
import { partitionSummed } from './adapters/telemetry.ts';
import { tripTable } from './adapters/trip-table.ts';
import { aggregatePartition } from './aggregate-partition.ts';
import type { AggregateRequest } from './domain/request-schemas.ts';
import { validateAggregateRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';

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
