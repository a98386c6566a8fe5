import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Listener } from '../../../local/endpoint/answer.ts';
import { type Routes, startEndpoint } from '../../../local/endpoint/endpoint.ts';
import { answerOf } from '../../local/services-under-test.ts';

export interface Cloud {
  readonly url: string;
  close(): Promise<void>;
}

const closed: Listener = () => answerOf(501);

/** No service answers; spread the ones under test over it. */
export const closedRoutes = {
  dynamodb: closed,
  kinesis: closed,
  sqs: closed,
  s3: closed,
  lambda: closed,
  states: closed,
  cloudformation: closed,
  admin: closed,
} satisfies Routes;

/** Points every SDK client created from now on at an endpoint. */
export const pointClientsAt = (url: string): void => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
};

/** Serves the routes and points clients at them. */
export const serve = async (routes: Routes): Promise<Cloud> => {
  const endpoint = await startEndpoint({ port: 0, routes });
  pointClientsAt(endpoint.url);
  return endpoint;
};

/** Forwards every request to a server at `baseUrl`, and its answer back. */
export const forwardTo =
  (baseUrl: string): Listener =>
  async ({ method, headers, url = '/' }, body) => {
    const onward = request(new URL(url, baseUrl), { method, headers }).end(body);
    const [answer]: IncomingMessage[] = await once(onward, 'response');
    if (answer === undefined) throw new Error(`${baseUrl} did not answer`);
    const { 'transfer-encoding': _, ...answered } = answer.headers;
    return { statusCode: answer.statusCode ?? 502, headers: answered, body: await buffer(answer) };
  };
