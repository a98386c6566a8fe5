import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import validator from '@middy/validator';
import { requiredVariable } from './adapters/environment.ts';
import { metricsBucket } from './adapters/metrics-bucket.ts';
import type { PublishRequest } from './domain/request-schemas.ts';
import { validatePublishRequest } from './domain/validators.generated.mjs';
import { publishMetrics } from './publish-metrics.ts';

const log = new Logger();
const bucket = metricsBucket(requiredVariable('METRICS_BUCKET_NAME'));

export const handler = middy()
  .use(validator({ eventSchema: validatePublishRequest }))
  .handler(async (request: PublishRequest) => {
    const published = await publishMetrics(request, bucket);
    log.info('metrics published', { ...published });
    return published;
  });
