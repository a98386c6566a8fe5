import { type RequestListener, request } from 'node:http';
import { type Routes, startEndpoint } from '../../../local/endpoint/endpoint.ts';

export interface Cloud {
  readonly url: string;
  close(): Promise<void>;
}

const closed: RequestListener = (req, res) => {
  req.resume();
  res.writeHead(501).end();
};

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

/** Points every SDK client that is made from now on at an endpoint. */
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

/** Hands every request on to a server at `baseUrl` and its answer back. */
export const forwardTo =
  (baseUrl: string): RequestListener =>
  (req, res) => {
    const { method, headers, url = '/' } = req;
    const onward = request(new URL(url, baseUrl), { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', (error) => res.destroy(error));
    req.pipe(onward);
  };
