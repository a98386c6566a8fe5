import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';

/** Whether a request is one to this AWS service, such as `monitoring`. */
export const isTo =
  (service: string) =>
  ({ headers }: IncomingMessage): boolean =>
    String(headers.authorization).includes(`/${service}/aws4_request`);

/** In front of the cloud at `url`, as an endpoint that refuses some requests, and says why. */
export const endpointWithout = async (
  url: string,
  isRefused: (asked: IncomingMessage) => boolean,
  { status = 501, type = 'NotImplemented', message }: { status?: number; type?: string; message: string },
) => {
  const server = createServer((asked, answer) => {
    if (isRefused(asked)) {
      answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      answer.end(JSON.stringify({ __type: type, message }));
      return;
    }
    const { method, url: path } = asked;
    // The cloud answers to its own name only.
    const headers = { ...asked.headers, host: new URL(url).host };
    const passed = request(new URL(path ?? '/', url), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};
