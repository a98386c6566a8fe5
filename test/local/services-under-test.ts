import type { Answer, Listener } from '../../local/endpoint/answer.ts';
import { type Endpoint, type Routes, startEndpoint } from '../../local/endpoint/endpoint.ts';

export const answerOf = (statusCode: number, text = '', headers: Answer['headers'] = {}): Answer => ({
  statusCode,
  headers,
  body: Buffer.from(text),
});

const refuse: Listener = ({ url }) => answerOf(500, `${url} went to a service that this test did not start`);

/** An endpoint on a free port with only the given services behind it. */
export const startServices = (routes: Partial<Routes>): Promise<Endpoint> =>
  startEndpoint({
    port: 0,
    routes: {
      dynamodb: refuse,
      kinesis: refuse,
      sqs: refuse,
      s3: refuse,
      lambda: refuse,
      states: refuse,
      cloudformation: refuse,
      admin: refuse,
      ...routes,
    },
  });

/** What every SDK client of the local cloud is made with. */
export const clientConfig = ({ url }: Endpoint) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
