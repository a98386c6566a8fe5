import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { lateMarkers } from './adapters/late-markers.ts';
import { metricsBucket } from './adapters/metrics-bucket.ts';
import { auditPublished } from './adapters/telemetry.ts';
import type { PublishAuditRequest } from './domain/audit-schemas.ts';
import { validatePublishAuditRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
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
