import middy from '@middy/core';
import { requiredVariable, validated } from '../aws/handler.ts';
import { lateMarks } from '../aws/late-marks.aws.ts';
import { partitionCount } from '../aws/partition-count.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { knownDays } from './known-days.aws.ts';
import { planKpiRun } from './plan-kpi-run.ts';

const tableName = requiredVariable('tripsTableName');
const { markedAt } = lateMarks(tableName);
const days = knownDays(tableName, requiredVariable('metricsBucketName'));

const settings = {
  partitionCount: Number(requiredVariable('partitions')),
  timeZone: requiredVariable('timeZone'),
  lookBackDays: Number(requiredVariable('lookBackDays')),
};

const plan = planKpiRun(settings, {
  readLateMarks: markedAt,
  readLargestPartitionCount: partitionCount(tableName).readLargest,
  ...days,
});

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
