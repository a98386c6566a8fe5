import { type Answer, jsonAnswer } from '../endpoint/answer.ts';
import { refusal } from '../endpoint/refusals.ts';
import type { ApiService } from './fault-plan.ts';
import type { Fault } from './faults.ts';

interface ServiceError {
  readonly statusCode: number;
  readonly code: string;
}

// The names of throttles in the services' API references. For a service with two names, each throttle has
// one of them.
const THROTTLES: Readonly<Record<ApiService, readonly [ServiceError, ...ServiceError[]]>> = {
  dynamodb: [
    { statusCode: 400, code: 'ProvisionedThroughputExceededException' },
    { statusCode: 400, code: 'ThrottlingException' },
  ],
  kinesis: [{ statusCode: 400, code: 'ProvisionedThroughputExceededException' }],
  sqs: [{ statusCode: 403, code: 'RequestThrottled' }],
  s3: [{ statusCode: 503, code: 'SlowDown' }],
  lambda: [{ statusCode: 429, code: 'TooManyRequestsException' }],
  states: [{ statusCode: 400, code: 'ThrottlingException' }],
};

const SERVER_ERRORS: Readonly<Record<ApiService, ServiceError>> = {
  dynamodb: { statusCode: 500, code: 'InternalServerError' },
  kinesis: { statusCode: 500, code: 'InternalFailure' },
  sqs: { statusCode: 500, code: 'InternalFailure' },
  s3: { statusCode: 500, code: 'InternalError' },
  lambda: { statusCode: 500, code: 'ServiceException' },
  states: { statusCode: 500, code: 'InternalFailure' },
};

/** A refusal because of too many requests; the fault's draw chooses among the service's names for it. */
export const throttleAnswer = (service: ApiService, { draw, index }: Fault): Answer => {
  const errors = THROTTLES[service];
  return errorAnswer(service, errors[Math.floor(draw * errors.length)] ?? errors[0], index && INDEX_MESSAGE);
};

/** An internal error of the service. */
export const serverErrorAnswer = (service: ApiService): Answer =>
  errorAnswer(service, SERVER_ERRORS[service]);

/** A permanent refusal because of the request's content. */
export const refusalAnswer = (service: ApiService): Answer =>
  errorAnswer(service, { statusCode: 400, code: 'ValidationException' });

const MESSAGE = 'A fault that this local cloud was told to inject.';

const INDEX_MESSAGE =
  'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded.';

const errorAnswer = (service: ApiService, { statusCode, code }: ServiceError, message = MESSAGE): Answer => {
  if (service !== 'lambda') return refusal(service, statusCode, code, message);
  const body = { Type: statusCode < 500 ? 'User' : 'Server', Message: message };
  return jsonAnswer(statusCode, 'application/json', body, { 'x-amzn-ErrorType': code });
};
