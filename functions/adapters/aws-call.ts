import { isClockSkewError, isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { TransientAwsError } from '../domain/errors.ts';

/** Network failures by Node's error code that the SDK's own list of transient errors leaves out. */
const NETWORK_ERROR_CODES = new Set(['EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ECONNABORTED']);

const isNetworkError = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && NETWORK_ERROR_CODES.has(error.code);

const isTransient = (error: Error): boolean =>
  error.name === 'AbortError' ||
  isThrottlingError(error) ||
  isTransientError(error) ||
  isServerError(error) ||
  isClockSkewError(error) ||
  isNetworkError(error);

/**
 * Awaits a call to AWS, after the SDK's own retries.
 *
 * @throws {TransientAwsError} when it was throttled, timed out, aborted, failed on the server or not reached
 * @throws whatever else went wrong, as it is: a missing permission or resource is not mended by another try
 */
export const awsCall = async <Output>(call: Promise<Output>): Promise<Output> => {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !isTransient(error)) throw error;
    throw new TransientAwsError(`${error.name}: ${error.message}`, { cause: error });
  }
};

/** Client settings for all services: a call that hangs fails early enough to be tried again within one invocation. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};
