import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { openS3AndSqs } from '../../../../local/services/s3-sqs/s3-sqs.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

let dataDir: string;
let endpoint: Endpoint;
let s3: S3Client;
let sqs: SQSClient;
let stop: () => Promise<void>;

const start = async () => {
  const opened = await openS3AndSqs({ dataDir });
  endpoint = await startServices({ s3: opened.listener, sqs: opened.listener });
  s3 = new S3Client(clientConfig(endpoint));
  sqs = new SQSClient(clientConfig(endpoint));
  stop = async () => {
    s3.destroy();
    sqs.destroy();
    await endpoint.close();
    await opened.close();
  };
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-sqs-test-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const Bucket = 'metrics';
const Key = 'daily/2024-05-25/metrics.json';
const createBucket = () => s3.send(new CreateBucketCommand({ Bucket }));
const put = (Body: string | Buffer, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (key = Key) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const text = async () => (await get()).toString();

describe('S3', () => {
  test('objects of any bytes and names come back as they went in', async () => {
    await createBucket();
    const bodies = new Map([
      ['empty', Buffer.alloc(0)],
      ['runs/täglich 1+1=2.json', Buffer.from('{"größe":1}')],
      ['large', Buffer.alloc(6_000_000, 'large')],
      ['binary', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ]);
    for (const [key, body] of bodies) await put(body, { Key: key });
    for (const [key, body] of bodies) expect((await get(key)).equals(body)).toBe(true);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'runs/' }));
    expect(Contents?.map((object) => object.Key)).toEqual(['runs/täglich 1+1=2.json']);
  });

  test('a missing object or bucket is the error that the SDK knows', async () => {
    await createBucket();
    await expect(text()).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(put('x', { Bucket: 'elsewhere' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
    const head = new HeadObjectCommand({ Bucket, Key });
    await expect(s3.send(head)).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('If-None-Match: * writes only what does not exist', async () => {
    await createBucket();
    await put('first', { IfNoneMatch: '*' });
    await expect(put('second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await text()).toBe('first');
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await put('third', { IfNoneMatch: '*' });
    expect(await text()).toBe('third');
  });

  test('an object may come without a type and without a byte', async () => {
    await createBucket();
    const sent = request(`${endpoint.url}/${Bucket}/${Key}`, { method: 'PUT' }).end();
    const [answer] = await once(sent, 'response');
    expect(answer.resume().statusCode).toBe(200);
    expect(await text()).toBe('');
  });

  test('a copy from something that is not a path is refused', async () => {
    await createBucket();
    const headers = { 'x-amz-copy-source': '%zz/x' };
    const sent = request(`${endpoint.url}/${Bucket}/${Key}`, { method: 'PUT', headers }).end();
    const [answer] = await once(sent, 'response');
    expect(answer.resume().statusCode).toBe(400);
  });

  test('the bucket may be in the host name, where clients put it for endpoints that are names', async () => {
    await createBucket();
    const send = async (ifNoneMatch: string) => {
      const headers = { host: `metrics.localhost:${endpoint.port}`, 'if-none-match': ifNoneMatch };
      const put = request(`${endpoint.url}/${Key}`, { method: 'PUT', headers }).end('by host');
      const [answer] = await once(put, 'response');
      return answer.resume().statusCode;
    };
    expect([await send('*'), await send('*')]).toEqual([200, 412]);
    expect(await text()).toBe('by host');
  });

  test('of concurrent writers with If-None-Match: *, one wins', async () => {
    await createBucket();
    const socket = connect(endpoint.port, '127.0.0.1').setEncoding('utf8');
    // Pipelined in one packet, the requests are all begun before the first is answered.
    const head = (writer: number) =>
      `PUT /${Bucket}/${Key} HTTP/1.1\r\nHost: 127.0.0.1:${endpoint.port}\r\nIf-None-Match: *\r\nContent-Length: 1\r\n\r\n${writer}`;
    socket.write([1, 2, 3, 4].map(head).join(''));
    let answers = '';
    for await (const chunk of socket) {
      answers += chunk;
      if (answers.split('HTTP/1.1 ').length > 4 && answers.endsWith('</Error>')) break;
    }
    expect(answers.match(/(?<=HTTP\/1.1 )\d+/g)).toEqual(['200', '412', '412', '412']);
    expect(await text()).toBe('1');
  });

  test('If-Match overwrites only the version that it names', async () => {
    await createBucket();
    await expect(put('x', { IfMatch: '"0"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { ETag } = await put('first');
    await put('second', { IfMatch: ETag });
    await expect(put('third', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await text()).toBe('second');
  });

  test('an operation that the emulator would mistake for another one is refused', async () => {
    await createBucket();
    await put('body');
    const tagging = new PutObjectTaggingCommand({
      Bucket,
      Key,
      Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
    });
    await expect(s3.send(tagging)).rejects.toMatchObject({ name: 'NotImplemented' });
    const versioning = { Bucket, VersioningConfiguration: { Status: 'Enabled' as const } };
    await expect(s3.send(new PutBucketVersioningCommand(versioning))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    expect(await text()).toBe('body');
  });
});

const createQueue = async (QueueName: string) =>
  (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
const receive = async (QueueUrl: string) => {
  const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, VisibilityTimeout: 0 });
  return (await sqs.send(command)).Messages?.[0];
};

describe('SQS', () => {
  test('messages go through, and redelivery ends with their deletion', async () => {
    const QueueUrl = await createQueue('quarantine');
    expect(QueueUrl).toBe(`${endpoint.url}/000000000000/quarantine`);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"reasons":["käse"]}' }));
    expect((await receive(QueueUrl))?.Body).toBe('{"reasons":["käse"]}');
    const ReceiptHandle = (await receive(QueueUrl))?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(await receive(QueueUrl)).toBeUndefined();
    const attributes = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    expect((await sqs.send(attributes)).Attributes?.QueueArn).toBe(
      'arn:aws:sqs:us-east-1:000000000000:quarantine',
    );
  });

  test('a message may hold any character but those that XML refuses', async () => {
    const QueueUrl = await createQueue('quarantine');
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '\t\uFFFD🚕\u{10FFFF}' }));
    expect((await receive(QueueUrl))?.Body).toBe('\t\uFFFD🚕\u{10FFFF}');
    for (const MessageBody of ['a\u0000', 'a\uFFFE', 'a\u001F']) {
      await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toMatchObject({
        name: expect.stringContaining('InvalidMessageContents'),
      });
    }
  });

  test('a message made visible early can be received at once, and after a restart', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'given-back' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    const receive = async () => {
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      return message;
    };
    const giveBack = async () => {
      const message = await receive();
      const Entries = [{ Id: '0', ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }];
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      return message?.Body;
    };
    expect([await giveBack(), await giveBack()]).toEqual(['kept', 'kept']);
    await stop();
    await start();
    expect((await receive())?.Body).toBe('kept');
  });

  test('an unknown queue is the error that the SDK knows', async () => {
    const missing = new GetQueueUrlCommand({ QueueName: 'missing' });
    await expect(sqs.send(missing)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});

test('objects, queues and messages are there after a restart, under URLs of the new endpoint', async () => {
  await createBucket();
  await put('published');
  const oldUrl = await createQueue('quarantine');
  await sqs.send(new SendMessageCommand({ QueueUrl: oldUrl, MessageBody: 'kept' }));
  await stop();
  await start();
  expect(await text()).toBe('published');
  await expect(put('again', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  const url = `${endpoint.url}/000000000000/quarantine`;
  expect(url).not.toBe(oldUrl);
  expect(await createQueue('quarantine')).toBe(url);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([url]);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'quarantine' }));
  expect(QueueUrl).toBe(url);
  expect((await receive(url))?.Body).toBe('kept');
});
