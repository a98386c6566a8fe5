import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { log, plausibleBounds, requiredVariable, validated } from '../aws/handler.ts';
import { PAGE_MARGIN_MILLISECONDS } from '../contracts/agreed.ts';
import type { AuditSegmentRequest } from '../contracts/audit-run.ts';
import { validateAuditSegmentRequest } from '../contracts/generated/validators.mjs';
import { auditSegment } from './audit-segment.ts';
import { tripScan } from './trip-scan.aws.ts';

const { readPage } = tripScan(requiredVariable('tripsTableName'));
const bounds = plausibleBounds();

export const handler = middy()
  .use(validated(validateAuditSegmentRequest))
  .handler(async (request: AuditSegmentRequest, context: Context) => {
    const isTimeShort = () => context.getRemainingTimeInMillis() < PAGE_MARGIN_MILLISECONDS;
    const audited = await auditSegment(request, { readPage, isTimeShort, bounds });
    const { segment, items, cursor } = audited;
    log.info('segment audited', { segment, items, finished: cursor === null });
    return audited;
  });
