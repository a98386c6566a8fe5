import middy from '@middy/core';
import { requiredVariable } from '../aws/environment.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { validated } from '../aws/validated.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planAudit } from './plan-audit.ts';

const { read } = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));

const plan = planAudit(requiredVariable('BUSINESS_TIME_ZONE'), read);

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
