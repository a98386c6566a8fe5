import middy from '@middy/core';
import validator from '@middy/validator';
import { requiredVariable } from './adapters/environment.ts';
import { validatePlanRequest } from './domain/validators.generated.mjs';
import { planKpiRun } from './plan-kpi-run.ts';

const plan = planKpiRun({
  partitionCount: Number(requiredVariable('PARTITION_COUNT')),
  timeZone: requiredVariable('BUSINESS_TIME_ZONE'),
});

export const handler = middy()
  .use(validator({ eventSchema: validatePlanRequest }))
  .handler(async (request) => plan(request));
