import middy from '@middy/core';
import { keepTripsDays, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes } from '../aws/run-notes.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planKpiRun } from './plan-kpi-run.ts';

const settings = {
  partitionCount: Number(requiredVariable('partitions')),
  timeZone: requiredVariable('timeZone'),
  lookBackDays: Number(requiredVariable('lookBackDays')),
  keepTripsDays: keepTripsDays(),
};

const plan = planKpiRun(settings, {
  ...runNotes(requiredVariable('tripsTableName')),
  ...metricsBucket(requiredVariable('metricsBucketName')),
});

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
