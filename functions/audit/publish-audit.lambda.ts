import middy from '@middy/core';
import { requiredVariable } from '../aws/environment.ts';
import { lateMarkers } from '../aws/late-marks.aws.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { auditPublished } from '../aws/telemetry.ts';
import { validated } from '../aws/validated.ts';
import type { PublishAuditRequest } from '../contracts/audit-schemas.ts';
import { validatePublishAuditRequest } from '../contracts/generated/validators.mjs';
import { publishAudit } from './publish-audit.ts';

const { read, write } = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));
const { touchedAt } = lateMarkers(requiredVariable('TRIPS_TABLE_NAME'));

export const handler = middy()
  .use(validated(validatePublishAuditRequest))
  .handler(async (request: PublishAuditRequest) => {
    const published = await publishAudit(request, { read, write, readLateMarkers: touchedAt });
    auditPublished(published);
    return published;
  });
