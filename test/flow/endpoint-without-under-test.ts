import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** How an endpoint says that it does not know a service. */
interface Refusal {
  readonly status: number;
  readonly body: string;
}

const NOT_IMPLEMENTED = (service: string): Refusal => ({
  status: 501,
  body: JSON.stringify({ __type: 'NotImplemented', message: `no ${service} here` }),
});

/**
 * An endpoint in front of a cloud that does not know one of its services, or nothing below `/_local/`. It records the
 * operations that were requested.
 */
export const endpointWithout = async (
  service: string,
  cloudUrl: string,
  { status, body }: Refusal = NOT_IMPLEMENTED(service),
) => {
  const operations: string[] = [];
  const server = createServer((asked, answer) => {
    operations.push(String(asked.headers['x-amz-target']).split('.').at(-1) ?? '');
    const isSigned = String(asked.headers.authorization).includes(`/${service}/aws4_request`);
    if (isSigned || asked.url?.startsWith(`/${service}/`) === true) {
      answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      answer.end(body);
      return;
    }
    const { method, url: path } = asked;
    // The cloud answers only to its own name.
    const headers = { ...asked.headers, host: new URL(cloudUrl).host };
    const passed = request(new URL(path ?? '/', cloudUrl), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    operations,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
