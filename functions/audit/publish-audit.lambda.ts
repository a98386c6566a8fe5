import middy from '@middy/core';
import { keepTripsDays, log, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes } from '../aws/run-notes.aws.ts';
import type { PublishAuditRequest } from '../contracts/audit-run.ts';
import { validatePublishAuditRequest } from '../contracts/generated/validators.mjs';
import { refuseIfExpired } from '../contracts/run-input.ts';
import { publishAudit } from './publish-audit.ts';

const { read, write } = metricsBucket(requiredVariable('metricsBucketName'));
const keptDays = keepTripsDays();
const { readLateMarks } = runNotes(requiredVariable('tripsTableName'));

export const handler = middy()
  .use(validated(validatePublishAuditRequest))
  .handler(async (request: PublishAuditRequest) => {
    refuseIfExpired(request.date, new Date(), keptDays);
    const published = await publishAudit(request, { read, write, readLateMarks });
    const { date, agreement, completed_trips: trips, ends_without_start, starts_without_end } = published;
    log.info('audit published', { date, agreement, trips, ends_without_start, starts_without_end });
    return published;
  });
