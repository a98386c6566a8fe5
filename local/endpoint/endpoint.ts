import { once } from 'node:events';
import { createServer as createHttp1Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import { reportFailure } from '../values/storage-failure.ts';
import { isReadableTarget, whyNotAdmitted } from './admission.ts';
import { type Answer, type Listener, sendAnswer } from './answer.ts';
import { bodyLimit } from './body-limits.ts';
import { boundedBody } from './bounded-body.ts';
import { CLIENT_LIMITS, type ClientLimits, watchConnections } from './connection-watch.ts';
import { refusal, tooLarge } from './refusals.ts';
import { useBucketInPath } from './s3-address.ts';
import { serviceOf } from './service-of.ts';

/** One listener per service, by the service's name in request signatures; `admin` answers what is under `/_local/`. */
export type Routes = Readonly<Record<string, Listener>>;

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
  clientLimits = CLIENT_LIMITS,
}: {
  port: number;
  routes: Routes;
  clientLimits?: ClientLimits;
}): Promise<Endpoint> => {
  const watch = watchConnections(clientLimits);
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { socket } = req;
    const service = serviceOf(req);
    const refused = refuseUnread(req, service, routes, boundPort);
    if (refused !== undefined) return breakOff(res, refused);
    const body = await boundedBody(req, bodyLimit(service));
    if (body === undefined) return breakOff(res, tooLarge(service, bodyLimit(service)));
    watch.received(socket, res);
    if (service === 's3') useBucketInPath(req);
    const listener = routes[service];
    if (listener !== undefined) sendAnswer(res, await listener(req, body));
  };
  const http1 = createHttp1Server((req, res) => {
    serve(req, res).catch((error: unknown) => {
      // A client that disconnects in the middle of its request is ignored; any other error is a bug here.
      if (!req.complete) return void res.destroy();
      reportFailure(`${req.method} ${req.url}`, error);
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  });
  // Node would close a connection after 5 s, perhaps just as its client sends the next request; the watch closes idle ones.
  http1.keepAliveTimeout = 0;
  const http2 = createHttp2Server({ maxSessionMemory: HTTP2_SESSION_MEMORY_MB });
  // Node's HTTP/2 requests and responses have the same interface.
  http2.on('request', (req, res) => {
    req.headers.host ??= req.authority;
    http1.emit('request', req, res);
  });

  const server = createTcpServer({ noDelay: true }, (socket) => {
    watch.add(socket);
    // A client may disconnect at any time; until a server takes the socket over, nothing else handles its errors.
    socket.on('error', () => socket.destroy());
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
        watch.close();
      }),
  };
};

const listen = async (server: ReturnType<typeof createTcpServer>, port: number): Promise<number> => {
  server.listen({ host: HOST, port });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new Error(`The endpoint listens on ${String(address)}, which is not a port.`);
};

/** Why a request is refused before its body is read; undefined if it is not. */
const refuseUnread = (
  req: IncomingMessage,
  service: string,
  routes: Routes,
  port: number,
): Answer | undefined => {
  const reason = whyNotAdmitted(req, port);
  if (reason !== undefined) return refusal(service, 403, 'AccessDenied', reason);
  if (!isReadableTarget(req.url ?? '')) {
    return refusal(service, 400, 'InvalidURI', `The local cloud cannot read the path "${req.url}".`);
  }
  if (Object.hasOwn(routes, service)) return undefined;
  const message = `The local cloud does not run the service "${service}".`;
  return refusal(service, 400, 'UnknownOperationException', message);
};

/** Answers a request whose body is not read to its end, so that nothing can follow on its connection. */
const breakOff = (res: ServerResponse, answer: Answer): void => {
  const isHttp1 = res.req.httpVersionMajor === 1;
  sendAnswer(res, isHttp1 ? { ...answer, headers: { ...answer.headers, connection: 'close' } } : answer);
};
