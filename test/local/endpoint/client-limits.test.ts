import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { afterEach, expect, test } from '@jest/globals';
import type { Listener } from '../../../local/endpoint/answer.ts';
import { bodyLimit } from '../../../local/endpoint/body-limits.ts';
import { CLIENT_LIMITS } from '../../../local/endpoint/connection-watch.ts';
import { type Endpoint, startEndpoint } from '../../../local/endpoint/endpoint.ts';
import { answerOf, clientConfig } from '../services-under-test.ts';

const SILENT_MS = 200;
const SHORT = { silentMs: SILENT_MS, requestMs: 5 * SILENT_MS };

let endpoint: Endpoint | undefined;
afterEach(async () => endpoint?.close());

/** Each service answers how many bytes it got, `waitMs` after it got them. */
const start = async (clientLimits = SHORT, waitMs = 0): Promise<Endpoint> => {
  const count: Listener = async (_req, { length }) => {
    await delay(waitMs);
    return answerOf(200, `{"StreamNames":["${length}"],"HasMoreStreams":false}`);
  };
  endpoint = await startEndpoint({
    port: 0,
    routes: { s3: count, kinesis: count, lambda: count },
    clientLimits,
  });
  return endpoint;
};

const open = async ({ port }: Endpoint): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket.resume();
};

test.each([
  ['nothing', ''],
  ['half a request line', 'GET /buck'],
  ['half the headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-'],
  ['half a body', 'PUT /bucket/key HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 9\r\n\r\nhalf'],
  [
    'half a chunk',
    'PUT /bucket/key HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha',
  ],
  ['the start of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
])('a connection is closed after %s and silence', async (_, sent) => {
  const socket = await open(await start());
  socket.write(sent.replace('PORT', String(endpoint?.port)));
  await once(socket, 'close');
});

test('a request that comes a byte at a time, and never ends, is cut off', async () => {
  const socket = await open(await start());
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nX-Endless: ');
  const dripping = setInterval(() => socket.write('x'), SILENT_MS / 10);
  // Not by `once`, which an error ends: a byte that is sent at that moment meets a reset connection.
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(dripping);
});

test('a client that waits for its answer is not cut off', async () => {
  const { url } = await start(SHORT, 8 * SILENT_MS);
  expect((await fetch(`${url}/bucket`)).status).toBe(200);
});

test('no limit but ours is announced to a client', async () => {
  const { url } = await start();
  const { headers } = await fetch(`${url}/bucket`);
  expect(headers.get('connection')).toBe('keep-alive');
  expect(headers.get('keep-alive')).toBeNull();
});

test('a Kinesis client whose HTTP/2 connection was closed while idle still works', async () => {
  const kinesis = new KinesisClient(clientConfig(await start()));
  await kinesis.send(new ListStreamsCommand({}));
  await delay(3 * SILENT_MS);
  const { StreamNames } = await kinesis.send(new ListStreamsCommand({}));
  kinesis.destroy();
  expect(StreamNames).toEqual(['2']);
});

const put = async (path: string, bytes: number, headers: Record<string, string | number>) => {
  const sent = request(`${endpoint?.url}${path}`, { method: 'PUT', headers, agent: false });
  const answered: Promise<IncomingMessage[]> = once(sent, 'response');
  const piece = Buffer.alloc(1_000_000);
  for (let left = bytes; left > 0; left -= piece.length) {
    if (!sent.write(piece.subarray(0, left))) await Promise.race([once(sent, 'drain'), answered]);
  }
  sent.end();
  const [answer] = await answered;
  return answer?.resume().statusCode;
};

test.each([
  ['/bucket/key', 's3', 400],
  ['/2015-03-31/functions/f/invocations', 'lambda', 413],
])('a body above the limit of %s is refused, with its length given or not', async (path, service, status) => {
  await start(CLIENT_LIMITS);
  const limit = bodyLimit(service);
  expect(await put(path, limit, { 'content-length': limit })).toBe(200);
  expect(await put(path, limit + 1, { 'content-length': limit + 1 })).toBe(status);
  expect(await put(path, limit + 1, { 'transfer-encoding': 'chunked' })).toBe(status);
  const declared = request(`${endpoint?.url}${path}`, {
    method: 'PUT',
    headers: { 'content-length': 600_000_000 },
  });
  declared.on('error', () => {}).flushHeaders();
  const [answer] = await once(declared, 'response');
  expect(answer.statusCode).toBe(status);
});

test('over HTTP/2, too', async () => {
  const { url, port } = await start(CLIENT_LIMITS);
  const session = connectHttp2(url);
  const stream = session.request({
    ':method': 'PUT',
    ':path': '/bucket/key',
    ':authority': `127.0.0.1:${port}`,
  });
  stream.end(Buffer.alloc(bodyLimit('s3') + 1));
  const [headers] = await once(stream, 'response');
  session.destroy();
  expect(headers[':status']).toBe(400);
});
