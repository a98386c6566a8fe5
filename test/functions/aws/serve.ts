import type { RequestListener } from 'node:http';
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

/** Serves the routes and points every SDK client that is made from now on at them. */
export const serve = async (routes: Routes): Promise<Cloud> => {
  const endpoint = await startEndpoint({ port: 0, routes });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return endpoint;
};
