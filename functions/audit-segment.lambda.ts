import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { requiredVariable } from './adapters/environment.ts';
import { segmentAudited } from './adapters/telemetry.ts';
import { tripScan } from './adapters/trip-scan.ts';
import { auditSegment } from './audit-segment.ts';
import type { AuditSegmentRequest } from './domain/audit-schemas.ts';
import { validateAuditSegmentRequest } from './domain/validators.generated.mjs';
import { validated } from './middleware/validated.ts';

/** One more page has to fit into what is left: its scan with the SDK's retries, and its counts. */
const MARGIN_MILLISECONDS = 20_000;

const { readPage } = tripScan(requiredVariable('TRIPS_TABLE_NAME'));

export const handler = middy()
  .use(validated(validateAuditSegmentRequest))
  .handler(async (request: AuditSegmentRequest, context: Context) => {
    const isTimeShort = () => context.getRemainingTimeInMillis() < MARGIN_MILLISECONDS;
    const audited = await auditSegment(request, { readPage, isTimeShort });
    segmentAudited(audited.segment, audited.items, audited.cursor === null);
    return audited;
  });
