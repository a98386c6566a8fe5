import type { ErrorObject } from 'ajv';
import type { TripEnd, TripStart } from './event-schemas.ts';
import type { AggregateRequest, PipeRecord, PlanRequest, PublishRequest } from './request-schemas.ts';

interface Validator<Valid> {
  (data: unknown): data is Valid;
  errors?: ErrorObject[] | null;
}

export declare const validateTripStart: Validator<TripStart>;
export declare const validateTripEnd: Validator<TripEnd>;
export declare const validatePipeBatch: Validator<PipeRecord[]>;
export declare const validatePlanRequest: Validator<PlanRequest>;
export declare const validateAggregateRequest: Validator<AggregateRequest>;
export declare const validatePublishRequest: Validator<PublishRequest>;
