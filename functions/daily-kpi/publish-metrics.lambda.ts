import middy from '@middy/core';
import { requiredVariable } from '../aws/environment.ts';
import { lateMarkers } from '../aws/late-marks.aws.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { auditUnreadable, metricsPublished } from '../aws/telemetry.ts';
import { validated } from '../aws/validated.ts';
import { validatePublishRequest } from '../contracts/generated/validators.mjs';
import type { PublishRequest } from '../contracts/request-schemas.ts';
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
