import { InvokeCommand, type InvokeCommandOutput, type LambdaClient } from '@aws-sdk/client-lambda';
import { isObject, type Properties } from '../../values/json.ts';
import { type BatchOutcome, batchOutcome } from './batch-outcome.ts';
import { eventOf, type PipeRecord } from './pipe-record.ts';

/** `unavailable`: the function could not be called. This uses up no retry. */
export type InvocationOutcome = BatchOutcome | { kind: 'unavailable'; reason: string; isThrottled: boolean };

/** Delivers a batch and returns its outcome; never throws. */
export type DeliverBatch = (batch: readonly PipeRecord[]) => Promise<InvocationOutcome>;

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
const EXECUTION_LIMIT_MS = 5 * 60 * 1000;
const TOO_MANY_REQUESTS = 429;

/**
 * Delivers a batch to the function and waits for its answer, at most five minutes. Function errors, timeouts and
 * refused requests (no such function, payload too large) are failures of the batch; throttles, errors of the
 * service and of the connection are not.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
 */
export const invokeFunction = async (
  lambda: LambdaClient,
  functionArn: string,
  batch: readonly PipeRecord[],
): Promise<InvocationOutcome> => {
  const execution = new AbortController();
  const limit = setTimeout(() => execution.abort(), EXECUTION_LIMIT_MS);
  const command = new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(eventOf(batch)) });
  try {
    return answered(await lambda.send(command, { abortSignal: execution.signal }), batch);
  } catch (error) {
    if (execution.signal.aborted) {
      return { kind: 'failure', reason: `no answer from ${functionArn} within ${EXECUTION_LIMIT_MS} ms` };
    }
    const { statusCode, message } = describeError(error);
    const isRefused = statusCode >= 400 && statusCode < 500 && statusCode !== TOO_MANY_REQUESTS;
    const reason = `invoking ${functionArn}: ${message}`;
    if (isRefused) return { kind: 'failure', reason };
    return { kind: 'unavailable', reason, isThrottled: statusCode === TOO_MANY_REQUESTS };
  } finally {
    clearTimeout(limit);
  }
};

const answered = (
  { FunctionError, Payload }: InvokeCommandOutput,
  batch: readonly PipeRecord[],
): BatchOutcome => {
  const answer = Buffer.from(Payload ?? []).toString('utf8');
  if (FunctionError === undefined) return batchOutcome(answer, batch);
  return { kind: 'failure', reason: `the function failed (${FunctionError}): ${answer.slice(0, 500)}` };
};

/** The HTTP status (0 when there was no answer) and the text of an error that the SDK threw. */
export const describeError = (error: unknown): { statusCode: number; name: string; message: string } => {
  const { name = '', message, code, $metadata }: Properties = isObject(error) ? error : { message: error };
  return {
    statusCode: isObject($metadata) ? Number($metadata.httpStatusCode ?? 0) : 0,
    name: String(name),
    message: [name, message || code].filter(Boolean).join(': '),
  };
};
