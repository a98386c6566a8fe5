import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { TransientAwsError } from '../contracts/agreed.ts';

type SdkError = Parameters<typeof isTransientError>[0];

const isSdkError = (error: unknown): error is SdkError => error instanceof Error;

/** `AbortError`: a deadline's signal stopped the call. */
const isWorthAnotherTry = (error: SdkError): boolean =>
  error.name === 'AbortError' || isThrottlingError(error) || isTransientError(error) || isServerError(error);

/**
 * Awaits a call to AWS, after the SDK's own retries.
 * @throws {TransientAwsError} if it was throttled, timed out, was aborted, failed on the server or did not reach it
 * @throws any other error unchanged: another try does not fix a missing permission or resource
 */
export const awsCall = async <Output>(call: Promise<Output>): Promise<Output> => {
  try {
    return await call;
  } catch (error) {
    if (!isSdkError(error) || !isWorthAnotherTry(error)) throw error;
    throw new TransientAwsError(`${error.name}: ${error.message}`, { cause: error });
  }
};

/** Settings for every client: a call that hangs fails early enough to be retried in the same invocation. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** A DynamoDB client. Each has its own connections, so the stores of one function share a client. */
export const dynamoDb = (): DynamoDBClient => new DynamoDBClient(clientSettings);

/** Calls `make` at the first call and returns its value from then on: for clients that few calls need, if any. */
export const lazily = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
};
