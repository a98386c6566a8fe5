import middy from '@middy/core';
import { dynamoDb } from '../aws/aws-call.aws.ts';
import { keepTripsDays, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes, tableFacts } from '../aws/run-notes.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planAudit } from './plan-audit.ts';

const { read } = metricsBucket(requiredVariable('metricsBucketName'));
const tableName = requiredVariable('tripsTableName');
const client = dynamoDb();
const { readPastSettings } = runNotes(tableName, client);
const { readTableBytes } = tableFacts(tableName, client);

const settings = { timeZone: requiredVariable('timeZone'), keepTripsDays: keepTripsDays() };
const plan = planAudit(settings, { read, readTableBytes, readPastSettings });

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
