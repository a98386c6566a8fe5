import type { Answer } from '../../endpoint/answer.ts';
import { refusal } from '../../endpoint/refusals.ts';
import type { EmulatorRequest } from './s3-rules.ts';

const JSON_TYPE = 'application/x-amz-json-1.0';

/**
 * The request as the emulator's SQS takes it. Whatever path or type it came with, it can reach nothing else of the
 * emulator: SDKs send some requests to the path of a queue.
 */
export const forSqsOnly = (request: EmulatorRequest): EmulatorRequest => ({
  ...request,
  url: '/',
  headers: { ...request.headers, 'content-type': JSON_TYPE },
});

/** What SQS refuses before it looks at the operation. */
export const refusedBySqs = ({ method }: EmulatorRequest): Answer | undefined =>
  method === 'POST'
    ? undefined
    : refusal('sqs', 400, 'InvalidHttpRequest', `The local cloud's SQS takes POST, not ${method}.`);
