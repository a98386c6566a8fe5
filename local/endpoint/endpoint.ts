import { createServer as createHttp1Server, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { jsonAnswer, sendAnswer } from './answer.ts';

/**
 * Who answers what: one `node:http` listener per service, by the service's name in request signatures; `admin`
 * answers what is under `/_local/`.
 */
export type Routes = Readonly<Record<string, RequestListener>>;

/** A listening endpoint; `close` also breaks the connections that are still open. */
export interface Endpoint {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const HTTP2_PREFACE_START = Buffer.from('PRI ');
// Node ends a session whose streams hold more than 10 MB; one full PutRecords request is larger as base64.
const HTTP2_SESSION_MEMORY_MB = 512;

/**
 * Serves all services on one port of 127.0.0.1 (0: any free port), over HTTP/1.1 and clear-text HTTP/2
 * alike: the SDK's Kinesis client speaks HTTP/2 from its first byte on.
 * @throws Error when the port is taken
 */
export const startEndpoint = async ({
  port,
  routes,
}: {
  port: number;
  routes: Routes;
}): Promise<Endpoint> => {
  const http1 = createHttp1Server(dispatchTo(routes));
  const http2 = createHttp2Server({ maxSessionMemory: HTTP2_SESSION_MEMORY_MB });
  // Node's HTTP/2 requests and responses have the same interface, so the same listeners serve them.
  http2.on('request', (req, res) => {
    req.headers.host ??= req.authority;
    http1.emit('request', req, res);
  });

  const sockets = new Set<Socket>();
  const server = createTcpServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // A client may disconnect at any time; until a server takes the socket over, nothing else handles its errors.
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    socket.once('readable', () => {
      const head = socket.read();
      if (!Buffer.isBuffer(head)) return;
      socket.unshift(head);
      const isHttp2 = head.subarray(0, HTTP2_PREFACE_START.length).equals(HTTP2_PREFACE_START);
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  const boundPort = await listen(server, port);
  return {
    url: `http://${HOST}:${boundPort}`,
    port: boundPort,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const listen = (server: ReturnType<typeof createTcpServer>, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port }, () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error(`The endpoint listens on ${String(address)}, which is no port.`));
    });
  });

const dispatchTo = (routes: Routes): RequestListener => {
  const listeners = new Map<string, RequestListener>(Object.entries(routes));
  return (req, res) => {
    const service = serviceOf(req.headers, req.url ?? '/');
    const listener = listeners.get(service);
    if (listener) listener(req, res);
    else refuseService(res, service);
  };
};

/** For requests without a signature; a signed request names its service in the credential scope. */
const SERVICE_BY_TARGET = new Map([
  ['DynamoDB_20120810', 'dynamodb'],
  ['Kinesis_20131202', 'kinesis'],
  ['AWSStepFunctions', 'states'],
  ['AmazonSQS', 'sqs'],
  ['Logs_20140328', 'logs'],
  ['AWSEvents', 'events'],
  ['GraniteServiceVersion20100801', 'monitoring'],
]);
const UNSIGNED_PATHS = [
  ['/2015-03-31/functions', 'lambda'],
  ['/?Action=ConfirmSubscription&', 'sns'],
] as const;
const CREDENTIAL_SCOPE = /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

// A request that names no service goes to S3: its anonymous and presigned requests name none.
const serviceOf = (headers: NodeJS.Dict<string | string[]>, path: string): string => {
  const [target] = String(headers['x-amz-target'] ?? '').split('.');
  const scope = CREDENTIAL_SCOPE.exec(String(headers.authorization ?? ''));
  if (path.startsWith('/_local/')) return 'admin';
  const byPath = UNSIGNED_PATHS.find(([start]) => path.startsWith(start))?.[1];
  return SERVICE_BY_TARGET.get(target ?? '') ?? scope?.[1] ?? byPath ?? 's3';
};

const refuseService = (res: ServerResponse, service: string) => {
  const message = `The local cloud does not run the service "${service}".`;
  const error = { __type: 'UnknownOperationException', message };
  sendAnswer(res, jsonAnswer(400, 'application/x-amz-json-1.1', error));
};
