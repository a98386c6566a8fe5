import middy from '@middy/core';
import { requiredVariable } from '../aws/environment.ts';
import { lateMarkers } from '../aws/late-marks.aws.ts';
import { validated } from '../aws/validated.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planKpiRun } from './plan-kpi-run.ts';

const { touchedAt } = lateMarkers(requiredVariable('TRIPS_TABLE_NAME'));

const settings = {
  partitionCount: Number(requiredVariable('PARTITION_COUNT')),
  timeZone: requiredVariable('BUSINESS_TIME_ZONE'),
  lookBackDays: Number(requiredVariable('LOOK_BACK_DAYS')),
};

const plan = planKpiRun(settings, touchedAt);

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
