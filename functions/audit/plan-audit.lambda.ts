import middy from '@middy/core';
import { requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planAudit } from './plan-audit.ts';

const { read } = metricsBucket(requiredVariable('metricsBucketName'));

const plan = planAudit(requiredVariable('timeZone'), read);

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
