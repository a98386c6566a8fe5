import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { lateMarkers } from './adapters/late-markers.ts';
import { metricsBucket } from './adapters/metrics-bucket.ts';
import { auditUnreadable, metricsPublished } from './adapters/telemetry.ts';
import type { PublishRequest } from './domain/request-schemas.ts';
import { validatePublishRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
import { publishMetrics } from './publish-metrics.ts';
import { readAudit } from './read-audit.ts';

const { read, replace } = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));
const { forget } = lateMarkers(requiredVariable('TRIPS_TABLE_NAME'));

export const handler = middy()
  .use(validated(validatePublishRequest))
  .handler(async (request: PublishRequest) => {
    const published = await publishMetrics(request, {
      read,
      replace,
      readAudit: readAudit({ read, tellUnreadable: auditUnreadable }),
      forgetLate: forget,
    });
    metricsPublished(published);
    return published;
  });
