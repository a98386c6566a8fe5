import type { ErrorObject } from 'ajv';
import type { AuditSegmentRequest, PublishAuditRequest } from '../audit-schemas.ts';
import type { TripEnd, TripStart } from '../../trip/event-schemas.ts';
import type { StoredAuditFile, StoredMetricsFile } from '../file-schemas.ts';
import type { AggregateRequest, PipeRecord, PlanRequest, PublishRequest } from '../request-schemas.ts';

/** A compiled Ajv validator: narrows what passes, and leaves `errors` behind when something does not. */
export interface Validator<Valid> {
  (data: unknown): data is Valid;
  readonly errors?: ErrorObject[] | null;
}

export declare const validateTripStart: Validator<TripStart>;
export declare const validateTripEnd: Validator<TripEnd>;
export declare const validatePipeBatch: Validator<readonly PipeRecord[]>;
export declare const validatePlanRequest: Validator<PlanRequest>;
export declare const validateAggregateRequest: Validator<AggregateRequest>;
export declare const validatePublishRequest: Validator<PublishRequest>;
export declare const validateMetricsFile: Validator<StoredMetricsFile>;
export declare const validateAuditFile: Validator<StoredAuditFile>;
export declare const validateAuditSegmentRequest: Validator<AuditSegmentRequest>;
export declare const validatePublishAuditRequest: Validator<PublishAuditRequest>;
