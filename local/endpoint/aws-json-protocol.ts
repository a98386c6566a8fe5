import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { isObject, type Properties } from '../values/json.ts';
import { reportFailure } from '../values/storage-failure.ts';
import { type Answer, jsonAnswer, sendAnswer } from './answer.ts';
import { MOST_PLAIN_BYTES } from './body-limits.ts';
import { readBytes, withBody } from './request-body.ts';

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
 * Serves a service's operations over AWS JSON 1.0 or 1.1
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). An `AwsError` is answered as such;
 * any other error is a bug here: answered 500 InternalFailure and logged to stderr.
 */
export const jsonProtocol = (service: JsonService): RequestListener => {
  const contentType = service.contentType ?? 'application/x-amz-json-1.1';
  return withBody(async (req, res, body) => {
    res.setHeader('x-amzn-RequestId', randomUUID());
    try {
      sendAnswer(res, jsonAnswer(200, contentType, await runOperation(service, req, body)));
    } catch (error) {
      sendAnswer(res, errorAnswer(contentType, req.headers['x-amz-target'], error));
    }
  });
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

/** The whole body of a request as text. */
export const readBody = async (req: AsyncIterable<Buffer>): Promise<string> =>
  (await readBytes(req)).toString('utf8');

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

const errorAnswer = (contentType: string, target: unknown, error: unknown): Answer => {
  if (error instanceof AwsError) {
    return jsonAnswer(error.statusCode, contentType, { __type: error.code, message: error.message });
  }
  reportFailure(String(target), error);
  return jsonAnswer(500, contentType, { __type: 'InternalFailure', message: String(error) });
};
