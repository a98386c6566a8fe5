// Written by `npm run generate:validators` from ../schemas.ts.
import type { ErrorObject } from 'ajv';
import type { FromSchema } from 'json-schema-to-ts';
import type { SCHEMAS } from '../schemas.ts';

/** A compiled Ajv validator: narrows what passes, and leaves `errors` behind when something does not. */
export interface Validator<Valid> {
  (data: unknown): data is Valid;
  readonly errors?: ErrorObject[] | null;
}

type ValidatorOf<Name extends keyof typeof SCHEMAS> = Validator<FromSchema<(typeof SCHEMAS)[Name]>>;

export declare const validateTripStart: ValidatorOf<'tripStart'>;
export declare const validateTripEnd: ValidatorOf<'tripEnd'>;
export declare const validatePipeBatch: ValidatorOf<'pipeBatch'>;
export declare const validateQuarantineMessage: ValidatorOf<'quarantineMessage'>;
export declare const validatePlanRequest: ValidatorOf<'planRequest'>;
export declare const validateKpiRunPlan: ValidatorOf<'kpiRunPlan'>;
export declare const validateAggregateRequest: ValidatorOf<'aggregateRequest'>;
export declare const validatePublishRequest: ValidatorOf<'publishRequest'>;
export declare const validateKpiRunOutput: ValidatorOf<'kpiRunOutput'>;
export declare const validateMetricsFile: ValidatorOf<'metricsFile'>;
export declare const validateAuditSegmentRequest: ValidatorOf<'auditSegmentRequest'>;
export declare const validatePublishAuditRequest: ValidatorOf<'publishAuditRequest'>;
export declare const validateAuditFile: ValidatorOf<'auditFile'>;
