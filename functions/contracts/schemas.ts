import { tripEndSchema, tripStartSchema } from '../trip/trip-event.ts';
import { auditFileSchema } from './audit-file.ts';
import { auditSegmentRequestSchema, publishAuditRequestSchema } from './audit-run.ts';
import {
  aggregateRequestSchema,
  kpiRunOutputSchema,
  kpiRunPlanSchema,
  publishRequestSchema,
} from './kpi-run.ts';
import { metricsFileSchema } from './metrics-file.ts';
import { pipeBatchSchema } from './pipe-record.ts';
import { quarantineMessageSchema } from './quarantine-message.ts';
import { planRequestSchema } from './run-input.ts';

/** The schemas that `npm run generate:validators` compiles into `validateTripStart` and so on. */
export const SCHEMAS = {
  tripStart: tripStartSchema,
  tripEnd: tripEndSchema,
  pipeBatch: pipeBatchSchema,
  quarantineMessage: quarantineMessageSchema,
  planRequest: planRequestSchema,
  kpiRunPlan: kpiRunPlanSchema,
  aggregateRequest: aggregateRequestSchema,
  publishRequest: publishRequestSchema,
  kpiRunOutput: kpiRunOutputSchema,
  metricsFile: metricsFileSchema,
  auditSegmentRequest: auditSegmentRequestSchema,
  publishAuditRequest: publishAuditRequestSchema,
  auditFile: auditFileSchema,
} as const;
