import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { metricsBucket } from './adapters/metrics-bucket.ts';
import { validatePlanRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
import { planAudit } from './plan-audit.ts';

const { read } = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));

const plan = planAudit(requiredVariable('BUSINESS_TIME_ZONE'), read);

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
