import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { validatePlanRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
import { planKpiRun } from './plan-kpi-run.ts';

const plan = planKpiRun({
  partitionCount: Number(requiredVariable('PARTITION_COUNT')),
  timeZone: requiredVariable('BUSINESS_TIME_ZONE'),
});

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
