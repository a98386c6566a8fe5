import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { log, plausibleBounds, requiredVariable, validated } from '../aws/handler.ts';
import { validateAggregateRequest } from '../contracts/generated/validators.mjs';
import type { AggregateRequest } from '../contracts/kpi-run.ts';
import { PAGE_MARGIN_MILLISECONDS } from '../contracts/names.ts';
import { aggregatePartition } from './aggregate-partition.ts';
import { completedTrips } from './day-reads.aws.ts';

const { readTripPage } = completedTrips(requiredVariable('tripsTableName'));
const bounds = plausibleBounds();

export const handler = middy()
  .use(validated(validateAggregateRequest))
  .handler(async (request: AggregateRequest, context: Context) => {
    const isTimeShort = () => context.getRemainingTimeInMillis() < PAGE_MARGIN_MILLISECONDS;
    const partial = await aggregatePartition(request, { readTripPage, isTimeShort, bounds });
    const { partition, aggregate, cursor } = partial;
    log.info('partition summed', { partition, trips: aggregate.count, finished: cursor === null });
    return partial;
  });
