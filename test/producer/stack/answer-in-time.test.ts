import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { AnswerInTime } from '../../../producer/stack/answer-in-time.ts';
import { tripstreamHere } from '../tripstream-under-test.ts';

let server: Server | undefined;
afterEach(() => {
  jest.restoreAllMocks();
  server?.closeAllConnections();
  server?.close();
});

const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

const SOON = { tellAfterMs: 50, answerWithinMs: 400 };
const settings = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: new AnswerInTime(SOON),
});

const printedOnStderr = (): string[] => {
  const printed: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  return printed;
};

describe('an endpoint that stalls', () => {
  test.each([
    ['without a byte', () => undefined],
    ['after its headers', (_request, response) => void response.writeHead(200).flushHeaders()],
    ['after half an answer', (_request, response) => void response.writeHead(200).write('<DescribeStacks')],
  ] satisfies [string, RequestListener][])(
    '%s is waited for with one notice, and not for ever',
    async (_how, listener) => {
      const url = await serve(listener);
      const printed = printedOnStderr();
      const client = new CloudFormationClient(settings(url));
      await expect(client.send(new DescribeStacksCommand())).rejects.toThrow(
        `${url} did not answer within 0.4 s`,
      );
      expect(printed).toEqual([`waiting for ${url}\n`]);
      client.destroy();
    },
  );

  test('in the middle of an object ends the read of it', async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write('half'));
    printedOnStderr();
    const s3 = new S3Client({ ...settings(url), forcePathStyle: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    await expect(Body?.transformToByteArray()).rejects.toThrow(`${url} did not answer within 0.4 s`);
    s3.destroy();
  });
});

describe('a long body', () => {
  const MEBIBYTE = 1024 * 1024;
  const Data = Buffer.alloc(MEBIBYTE, 'x');
  const Records = Array.from({ length: 9 }, (_, n) => ({ PartitionKey: String(n), Data }));
  const put = async (url: string) => {
    const patience = { tellAfterMs: 50, answerWithinMs: 1_000 };
    const requestHandler = new AnswerInTime(patience);
    const kinesis = new KinesisClient({ ...settings(url), requestHandler, maxAttempts: 1 });
    const startedAt = performance.now();
    try {
      await kinesis.send(new PutRecordsCommand({ StreamName: 's', Records }));
    } finally {
      kinesis.destroy();
    }
    return performance.now() - startedAt;
  };
  const json = { 'content-type': 'application/x-amz-json-1.1' };

  test('that takes longer than the deadline, but makes progress, is not cut off', async () => {
    printedOnStderr();
    let bytes = 0;
    const url = await serve(async (request, response) => {
      for await (const chunk of request) {
        bytes += chunk.length;
        await sleep(10);
      }
      response.writeHead(200, json).end('{"FailedRecordCount":0,"Records":[]}');
    });
    expect(await put(url)).toBeGreaterThan(1_000);
    expect(bytes).toBeGreaterThan(9 * MEBIBYTE);
  });

  test('that stalls is given up on', async () => {
    printedOnStderr();
    const url = await serve((request) => void request.once('data', () => request.pause()));
    await expect(put(url)).rejects.toThrow(`${url} did not answer within 1 s`);
  });
});

describe('an endpoint that is not AWS', () => {
  const html = { 'content-type': 'text/html' };
  test.each([
    [
      'a web page',
      (_r, response) => void response.writeHead(403, html).end('<html>no</html>'),
      /URL answered 403 with a web page/,
    ],
    [
      'a web page that says OK',
      (_r, response) => void response.writeHead(200, html).end('<p>hello'),
      /URL answered 200 with a web page/,
    ],
    [
      'an empty 500',
      (_r, response) => void response.writeHead(500, { 'content-length': 0 }).end(),
      /URL answered 500 with an empty answer/,
    ],
    ['an empty 500 in chunks', (_r, response) => void response.writeHead(500).end(), /URL answered 500/],
    [
      'a redirection',
      (_r, response) => void response.writeHead(302, { location: '/login' }).end(),
      /URL answered 302 with a redirection to \/login/,
    ],
    ['plain text', (_r, response) => void response.writeHead(418).end('teapot'), /URL answered 418/],
    ['JSON', (_r, response) => void response.writeHead(200).end('{}'), /URL answered(, but| 200)/],
    [
      'anything but HTTP',
      (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n'),
      /URL does not speak HTTP/,
    ],
  ] satisfies [string, RequestListener, RegExp][])(
    '%s is reported with the address, on one line',
    async (_what, listener, told) => {
      const url = await serve(listener);
      const { code, stderr } = await tripstreamHere([
        'kpi',
        'show',
        '--date',
        '2024-05-25',
        '--endpoint',
        url,
      ]);
      expect(stderr.replaceAll(url, 'URL')).toMatch(told);
      expect(stderr).toMatch(/^tripstream: [^\n]*\n$/);
      expect(code).toBe(1);
    },
  );
});

test.each([
  'http://me:hunter2@127.0.0.1:1',
  'http:me:hunter2@127.0.0.1:1',
  'http://me:hun/hunter2@x',
  'ftp://me:hunter2@x',
])('the password in --endpoint %s is not repeated', async (endpoint) => {
  const args = ['kpi', 'show', '--date', '2024-05-25'];
  for (const run of [
    () => tripstreamHere([...args, '--endpoint', endpoint]),
    () => tripstreamHere(args, { environment: { AWS_ENDPOINT_URL: endpoint } }),
  ]) {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tripstream: [^\n]*\n$/);
    expect(`${stdout}${stderr}`).not.toContain('hunter2');
  }
});
