import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { lateMarkers } from './adapters/late-markers.ts';
import { validatePlanRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
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
