import middy from '@middy/core';
import { dynamoDb } from '../aws/aws-call.aws.ts';
import { keepTripsDays, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes, tableFacts } from '../aws/run-notes.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planKpiRun } from './plan-kpi-run.ts';

const settings = {
  partitionCount: Number(requiredVariable('partitions')),
  timeZone: requiredVariable('timeZone'),
  lookBackDays: Number(requiredVariable('lookBackDays')),
  keepTripsDays: keepTripsDays(),
};

const tableName = requiredVariable('tripsTableName');
const client = dynamoDb();
const plan = planKpiRun(settings, {
  ...runNotes(tableName, client),
  ...tableFacts(tableName, client),
  ...metricsBucket(requiredVariable('metricsBucketName')),
});

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
