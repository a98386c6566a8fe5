import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { isObject, type Properties } from '../values/json.ts';
import { reportFailure } from '../values/storage-failure.ts';
import { jsonAnswer, type Listener } from './answer.ts';
import { MOST_PLAIN_BYTES } from './body-limits.ts';

/** The top-level object of an AWS JSON request. */
export type AwsInput = Properties;

/** One operation of a service: the parsed input to the output object (`{}` for an empty answer). */
export type AwsOperation = (input: AwsInput) => object | Promise<object>;

/** What `jsonProtocol` needs to know about a service. */
export interface JsonService {
  /** The part of X-Amz-Target before the dot, e.g. `Kinesis_20131202`. */
  readonly targetPrefix: string;
  /** @default 'application/x-amz-json-1.1' */
  readonly contentType?: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
}

/** An error for the client: `code` becomes the exception's name in the SDKs. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, message: string, statusCode = 400) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
  }
}

/**
 * An error as the client gets it. Any error but an `AwsError` is a bug here: it becomes a 500 and is reported on
 * stderr.
 */
export const awsErrorOf = (what: string, error: unknown, code = 'InternalFailure'): AwsError => {
  if (error instanceof AwsError) return error;
  reportFailure(what, error);
  return new AwsError(code, String(error), 500);
};

/**
 * Serves a service's operations over AWS JSON 1.0 or 1.1
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). Errors are answered as {@link awsErrorOf} says.
 */
export const jsonProtocol = (service: JsonService): Listener => {
  const { contentType = 'application/x-amz-json-1.1' } = service;
  return async (req, body) => {
    const headers = { 'x-amzn-RequestId': randomUUID() };
    try {
      return jsonAnswer(200, contentType, await runOperation(service, req, body), headers);
    } catch (error) {
      const { code, message, statusCode } = awsErrorOf(String(req.headers['x-amz-target']), error);
      return jsonAnswer(statusCode, contentType, { __type: code, message }, headers);
    }
  };
};

const runOperation = ({ targetPrefix, operations }: JsonService, req: IncomingMessage, body: Buffer) => {
  const target = String(req.headers['x-amz-target'] ?? '');
  const name = target.startsWith(`${targetPrefix}.`) ? target.slice(targetPrefix.length + 1) : '';
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) {
    throw new AwsError('UnknownOperationException', `The local cloud has no operation "${target}".`);
  }
  return operation(parseInput(plainBody(req, body).toString('utf8')));
};

/** The decompressed body; the SDK compresses large requests of some services. */
export const plainBody = ({ headers }: Pick<IncomingMessage, 'headers'>, body: Buffer): Buffer => {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: MOST_PLAIN_BYTES });
  } catch (error) {
    throw new AwsError(
      'SerializationException',
      `The request body is not gzip of at most ${MOST_PLAIN_BYTES} bytes: ${String(error)}`,
    );
  }
};

/** The object in the body of a request, empty without a body. */
export const parseInput = (body: string): AwsInput => {
  const input = body === '' ? {} : parseJson(body);
  if (!isObject(input))
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  return input;
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${String(error)}`);
  }
};
