import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Listener } from './answer.ts';
import { AwsError, type AwsInput, type AwsOperation, awsErrorOf, parseInput } from './aws-json-protocol.ts';

/** A service's operations by method and path, e.g. `GET /v1/pipes/{Name}`. */
export type RestOperations = Readonly<Record<string, AwsOperation>>;

const JSON_TYPE = 'application/json';

/**
 * Serves a service's operations over REST JSON (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html). The
 * input is what the body, the query string and the path say. Errors are answered as {@link awsErrorOf} says.
 */
export const restJsonProtocol = (operations: RestOperations): Listener => {
  const routes = Object.entries(operations).map(([route, operation]) => ({
    ...parsedRoute(route),
    operation,
  }));
  return async (req, body) => {
    const headers = { 'x-amzn-RequestId': randomUUID() };
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
      return jsonAnswer(200, JSON_TYPE, await found.operation(input), headers);
    } catch (error) {
      const { code, message, statusCode } = awsErrorOf(`${req.method} ${pathname}`, error);
      return jsonAnswer(statusCode, JSON_TYPE, { message }, { ...headers, 'x-amzn-ErrorType': code });
    }
  };
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
