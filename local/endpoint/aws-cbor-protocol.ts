import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { cbor, dateToTag } from '@smithy/core/cbor';
import { isObject } from '../values/json.ts';
import { type Answer, sendAnswer } from './answer.ts';
import { AwsError, type AwsOperation } from './aws-json-protocol.ts';
import { plainBody, withBody } from './request-body.ts';

/** `/service/<service>/operation/<operation>` */
const OPERATION_PATH = /^\/service\/[^/]+\/operation\/([^/?]+)/;

/**
 * Serves operations over RPC v2 CBOR, which the AWS CLI speaks to some services
 * (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html). Times are `Date`s in what operations
 * answer, and `{ tag: 1, value: <epoch seconds> }` in what they get.
 */
export const cborProtocol = (operations: Readonly<Record<string, AwsOperation>>): RequestListener =>
  withBody(async (req, res, body) => {
    const [, name = ''] = OPERATION_PATH.exec(req.url ?? '') ?? [];
    try {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) {
        throw new AwsError('UnknownOperationException', `The local cloud has no operation "${name}".`);
      }
      const bytes = plainBody(req, body);
      const input: unknown = bytes.length === 0 ? {} : cbor.deserialize(bytes);
      sendAnswer(res, cborAnswer(200, await operation(isObject(input) ? input : {})));
    } catch (error) {
      sendAnswer(res, errorAnswer(name, error));
    }
  });

const errorAnswer = (operation: string, error: unknown): Answer => {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  if (known !== error) console.error(`local cloud: ${operation} failed:`, error);
  return cborAnswer(known.statusCode, { __type: known.code, message: known.message });
};

const cborAnswer = (statusCode: number, output: object): Answer => ({
  statusCode,
  headers: {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': randomUUID(),
  },
  body: Buffer.from(cbor.serialize(withDates(output, dateToTag))),
});

/** A copy of an answer in which every `Date` is what the protocol makes of it, and what is undefined is not. */
export const withDates = (value: unknown, convert: (date: Date) => unknown): unknown => {
  if (value instanceof Date) return convert(value);
  if (Array.isArray(value)) return value.map((item) => withDates(item, convert));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      field === undefined ? [] : [[name, withDates(field, convert)]],
    ),
  );
};
