import middy from '@middy/core';
import { requiredVariable, validated } from '../aws/handler.ts';
import { lateMarks } from '../aws/late-marks.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planKpiRun } from './plan-kpi-run.ts';

const { markedAt } = lateMarks(requiredVariable('tripsTableName'));

const settings = {
  partitionCount: Number(requiredVariable('partitions')),
  timeZone: requiredVariable('timeZone'),
  lookBackDays: Number(requiredVariable('lookBackDays')),
};

const plan = planKpiRun(settings, markedAt);

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
