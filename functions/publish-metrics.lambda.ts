import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { metricsBucket } from './adapters/metrics-bucket.ts';
import { metricsPublished } from './adapters/telemetry.ts';
import type { PublishRequest } from './domain/request-schemas.ts';
import { validatePublishRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';
import { publishMetrics } from './publish-metrics.ts';

const bucket = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));

export const handler = middy()
  .use(validated(validatePublishRequest))
  .handler(async (request: PublishRequest) => {
    const published = await publishMetrics(request, bucket);
    metricsPublished(published.date, published.metrics);
    return published;
  });
