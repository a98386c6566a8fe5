import type { SeededRandom } from '../../../data/seeded-random.ts';
import { pick } from '../../pick.ts';
import { bytesOf, type HttpRequest } from './raw-client.ts';
import { spoilBody } from './spoil-body.ts';

/** Bytes to send; `isWhole` if they are a complete request. */
export interface Spoiled {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

type Spoil = (request: HttpRequest, random: SeededRandom) => Spoiled;

const whole =
  (spoil: (request: HttpRequest, random: SeededRandom) => HttpRequest): Spoil =>
  (request, random) => ({ bytes: bytesOf(spoil(request, random)), isWhole: true });

/** A request with one mutation: mostly of its body, otherwise of its headers, path or framing. */
export const spoilRequest = (request: HttpRequest, random: SeededRandom): Spoiled =>
  pick(random, SPOILS)(request, random);

const withHeader = ({ headers, ...rest }: HttpRequest, name: string, value?: string): HttpRequest => ({
  ...rest,
  headers: [
    ...headers.filter(([other]) => other !== name),
    ...(value === undefined ? [] : [[name, value] as const]),
  ],
});

const spoilHeader = (request: HttpRequest, random: SeededRandom): HttpRequest => {
  const own = pick(random, request.headers)[0];
  return pick(random, [
    () => withHeader(request, own),
    () => withHeader(request, own, ''),
    () => withHeader(request, own, 'x'.repeat(9_000)),
    () => withHeader(request, own, '\u00ff\u0080'),
    () => withHeader(request, 'content-type', pick(random, TYPES)),
    () =>
      withHeader(request, 'content-encoding', pick(random, ['gzip', 'br', 'deflate', 'aws-chunked', 'x'])),
    () => withHeader(request, 'x-amz-target', pick(random, TARGETS)),
    () => withHeader(request, 'authorization'),
    () => withHeader(request, 'authorization', 'AWS4-HMAC-SHA256 Credential=/////'),
    () =>
      withHeader(
        request,
        'range',
        pick(random, ['bytes=-', 'bytes=9-1', 'bytes=0-99999999999999999999', 'x']),
      ),
    () => withHeader(request, 'if-match', '"'),
    () => withHeader(request, 'if-none-match', 'x'),
    () => withHeader(request, 'x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'),
    () => withHeader(request, 'x-amz-copy-source', pick(random, ['', '/', '%', '/nobody/x', '%zz/x'])),
    () => withHeader(request, 'x-amz-decoded-content-length', '-1'),
    () => withHeader(request, 'x-amz-invocation-type', pick(random, ['Event', '', 'x'])),
    () => withHeader(request, 'host', pick(random, ['evil.example', '', ':', '127.0.0.1', 'a b'])),
    () => withHeader(request, 'origin', 'null'),
    () => withHeader(request, 'expect', pick(random, ['100-continue', 'x'])),
  ])();
};

const TYPES = [
  '',
  'x',
  'text/plain',
  'application/json',
  'application/x-amz-json-1.0',
  'application/x-amz-json-1.1',
].concat(
  [
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/cbor',
  ],
  ['application/json; charset=utf-16', 'application/xml'],
);
const TARGETS = [
  '',
  '.',
  'x',
  'DynamoDB_20120810',
  'DynamoDB_20120810.',
  'DynamoDB_20120810.__proto__',
].concat(
  ['DynamoDB_20120810.constructor', 'AmazonSQS.', 'AmazonSQS.constructor', 'AmazonSQS.SendMessage'],
  ['Kinesis_20131202.toString', 'AWSStepFunctions.', 'Logs_20140328.x.y', 'AWSEvents.PutEvents'],
);

const spoilTarget = (request: HttpRequest, random: SeededRandom): HttpRequest => {
  const { path, method } = request;
  return pick(random, [
    () => ({
      ...request,
      method: pick(random, ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'BREW']),
    }),
    () => ({
      ...request,
      path: `${path}${pick(random, ['?', '??', '?&=', '?a=%', '?x-id=%zz', '/', '//', '#', '?delete', '?uploads'])}`,
    }),
    () => ({
      ...request,
      path: pick(random, [
        '/%',
        '/%zz',
        '//',
        '//x/y',
        '/%00',
        '/..',
        '/.%2e/x',
        '*',
        '/\u00ff',
        'http://evil.example/',
      ]),
    }),
    () => ({
      ...request,
      path: pick(random, ['/_local/', '/_local/%', '/_local/pipes?x', '/_fauxqs/queues', '/health']),
    }),
    () => ({ ...request, path: `${path.slice(0, random.below(path.length + 1)) || '/'}` }),
    () => ({ ...request, path: `${path}${'x'.repeat(10_000)}` }),
    () => ({ ...request, path: path.replace(/[^/]+$/, pick(random, ['%2f', '%2e%2e', '', '%ff', 'null'])) }),
    () => ({ ...request, path, method: `${method} ` }),
  ])();
};

const headOf = (bytes: Buffer): number => bytes.indexOf('\r\n\r\n') + 4;

/** Mutations of the framing; a server may also just close the connection. */
const spoilForm: Spoil = (request, random) => {
  const bytes = bytesOf(request);
  const head = bytes.subarray(0, headOf(bytes)).toString('latin1');
  const reframed = (header: string, body: string | Buffer): Buffer =>
    Buffer.concat([Buffer.from(head.replace(/content-length: \d+/, header), 'latin1'), Buffer.from(body)]);
  const chunked = 'transfer-encoding: chunked';
  const wrong = pick(random, [
    () => bytes.subarray(0, random.below(bytes.length)),
    () => reframed(`content-length: ${request.body.length + 10}`, request.body),
    () => reframed('content-length: -1', request.body),
    () => reframed('content-length: 1e3', request.body),
    () => reframed('content-length: 99999999999999999999', request.body),
    () => reframed(chunked, 'zz\r\n{}\r\n0\r\n\r\n'),
    () => reframed(chunked, '2\r\n{}'),
    () => reframed(chunked, '-2\r\n{}\r\n0\r\n\r\n'),
    () => reframed(chunked, 'ffffffffffffffff\r\n{}'),
    () => reframed(chunked, '2\r\n{}x\r\n0\r\n\r\n'),
    () => reframed(`${chunked}\r\ncontent-length: 2`, '2\r\n{}\r\n0\r\n\r\n'),
    () => reframed('transfer-encoding: gzip', request.body),
    () => Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    () =>
      Buffer.from(head.replace(' HTTP/1.1', pick(random, ['', ' HTTP/9.9', ' HTTP/1.0', ' x'])), 'latin1'),
    () => Buffer.from(head.replace(/host: .*\r\n/, ''), 'latin1'),
    () => Buffer.from(head.replace('host: ', 'ho st: '), 'latin1'),
    () => Buffer.from('x'.repeat(100_000), 'latin1'),
    () => Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), noise(random)]),
    () => noise(random),
  ])();
  return { bytes: wrong, isWhole: false };
};

const noise = (random: SeededRandom): Buffer =>
  Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)));

const SPOILS: readonly Spoil[] = [
  ...Array.from({ length: 6 }, () => whole(spoilBody)),
  whole(spoilHeader),
  whole(spoilTarget),
  spoilForm,
];
