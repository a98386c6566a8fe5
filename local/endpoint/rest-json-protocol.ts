import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { reportFailure } from '../values/storage-failure.ts';
import { type Answer, jsonAnswer, sendAnswer } from './answer.ts';
import { AwsError, type AwsInput, type AwsOperation, parseInput } from './aws-json-protocol.ts';
import { withBody } from './request-body.ts';

/** A service's operations by method and path, e.g. `GET /v1/pipes/{Name}`. */
export type RestOperations = Readonly<Record<string, AwsOperation>>;

const JSON_TYPE = 'application/json';

/**
 * Serves a service's operations over REST JSON (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html). The
 * input is what the body, the query string and the path say. An `AwsError` is answered as such; any other error is a
 * bug here: answered 500 InternalFailure and logged to stderr.
 */
export const restJsonProtocol = (operations: RestOperations): RequestListener => {
  const routes = Object.entries(operations).map(([route, operation]) => ({
    ...parsedRoute(route),
    operation,
  }));
  return withBody(async (req, res, body) => {
    res.setHeader('x-amzn-RequestId', randomUUID());
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    try {
      const found = routes.find(({ method, path }) => method === req.method && path.test(pathname));
      if (found === undefined) {
        const message = `The local cloud has no operation "${req.method} ${pathname}".`;
        throw new AwsError('UnknownOperationException', message, 404);
      }
      const input: AwsInput = {
        ...parseInput(body.toString('utf8')),
        ...Object.fromEntries(searchParams),
        ...pathParameters(found.path, pathname),
      };
      sendAnswer(res, jsonAnswer(200, JSON_TYPE, await found.operation(input)));
    } catch (error) {
      sendAnswer(res, errorAnswer(`${req.method} ${pathname}`, error));
    }
  });
};

const parsedRoute = (route: string): { method: string; path: RegExp } => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) };
};

const pathParameters = (path: RegExp, pathname: string): AwsInput =>
  Object.fromEntries(
    Object.entries(path.exec(pathname)?.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]),
  );

const errorAnswer = (request: string, error: unknown): Answer => {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  if (known !== error) reportFailure(request, error);
  const { code, message, statusCode } = known;
  return jsonAnswer(statusCode, JSON_TYPE, { message }, { 'x-amzn-ErrorType': code });
};
