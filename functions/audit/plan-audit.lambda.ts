import middy from '@middy/core';
import { keepTripsDays, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes } from '../aws/run-notes.aws.ts';
import { validatePlanRequest } from '../contracts/generated/validators.mjs';
import { planAudit } from './plan-audit.ts';

const { read } = metricsBucket(requiredVariable('metricsBucketName'));
const { readTableBytes, readLeastKeptDays } = runNotes(requiredVariable('tripsTableName'));

const settings = { timeZone: requiredVariable('timeZone'), keepTripsDays: keepTripsDays() };
const plan = planAudit(settings, { read, readTableBytes, readLeastKeptDays });

export const handler = middy()
  .use(validated(validatePlanRequest))
  .handler(async (request) => plan(request));
