import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { log, plausibleBounds, requiredVariable, validated } from '../aws/handler.ts';
import { PAGE_MARGIN_MILLISECONDS } from '../contracts/agreed.ts';
import { validateAggregateRequest } from '../contracts/generated/validators.mjs';
import type { AggregateRequest } from '../contracts/kpi-run.ts';
import { aggregatePartitions, sumPage } from './aggregate-partition.ts';
import { completedTrips } from './day-reads.aws.ts';

const { readTripPage } = completedTrips(requiredVariable('tripsTableName'));
const bounds = plausibleBounds();

const readPage = async (partition: string, cursor: string | null) =>
  sumPage(await readTripPage(partition, cursor), bounds);

export const handler = middy()
  .use(validated(validateAggregateRequest))
  .handler(async (request: AggregateRequest, context: Context) => {
    const isTimeShort = () => context.getRemainingTimeInMillis() < PAGE_MARGIN_MILLISECONDS;
    const lane = await aggregatePartitions(request, { readPage, isTimeShort, now: () => new Date() });
    const [first] = lane.partitions;
    const { status, partitions_read, pages, aggregate } = lane;
    log.info('lane summed', { first, status, partitions_read, pages, trips: aggregate.count });
    return lane;
  });
