import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalCloud } from '../../local/cloud.ts';
import { configurationOf, openTinyClouds } from './tiny-cloud-under-test.ts';

const clouds = openTinyClouds();
let cloud: LocalCloud;
let dynamodb: DynamoDBClient;
let s3: S3Client;
let sqs: SQSClient;

beforeAll(async () => {
  cloud = await clouds.start();
  dynamodb = new DynamoDBClient(configurationOf(cloud));
  s3 = new S3Client(configurationOf(cloud));
  sqs = new SQSClient(configurationOf(cloud));
});
afterAll(async () => {
  for (const client of [dynamodb, s3, sqs]) client.destroy();
  await clouds.close();
});
beforeEach(async () => {
  await s3.send(new PutObjectCommand({ Bucket: cloud.outputs.BucketName, Key: KEY, Body: GOOD }));
});

const KEY = 'daily/2024-05-25/metrics.json';
const GOOD = '{"total_fare":41873.05}';

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string };

const send = async ({ method = 'POST', path, headers = {}, body = '' }: Sent) => {
  const sent = request(cloud.url + path, { method, headers, agent: false }).end(body);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, text: await text(answer) };
};

/** What Chrome 141 adds to a request that a page of another origin makes without asking first. */
const FROM_A_PAGE = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0',
  origin: 'https://evil.example',
  referer: 'https://evil.example/',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'empty',
};

const form = (fields: Record<string, string>): Pick<Sent, 'headers' | 'body'> => {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `${parts.join('')}--b--\r\n`,
  };
};
const urlEncoded = (fields: Record<string, string>): Sent => ({
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: String(new URLSearchParams(fields)),
});
const plain = (path: string, body: string): Sent => ({
  path,
  headers: { 'content-type': 'text/plain' },
  body,
});

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:evil';
const queueArn = () => `arn:aws:sqs:us-east-1:000000000000:${queueName()}`;
const queueName = () => cloud.outputs.QueueUrl?.split('/').at(-1) ?? '';

const stored = async (): Promise<string | undefined> => {
  const object = await s3.send(new GetObjectCommand({ Bucket: cloud.outputs.BucketName, Key: KEY }));
  return object.Body?.transformToString();
};
const waiting = async (): Promise<string | undefined> => {
  const { QueueUrl } = cloud.outputs;
  const name = 'ApproximateNumberOfMessages';
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
  return (await sqs.send(asked)).Attributes?.[name];
};

/** What a page does, and how it would show that this came through. */
const ATTACKS: [string, () => Sent[]][] = [
  [
    'overwrite a metrics file by a form',
    () => [{ path: `/${cloud.outputs.BucketName}`, ...form({ key: KEY, file: '{"total_fare":0}' }) }],
  ],
  [
    'delete a metrics file',
    () => [
      plain(`/${cloud.outputs.BucketName}?delete`, `<Delete><Object><Key>${KEY}</Key></Object></Delete>`),
    ],
  ],
  ['invoke a function', () => [plain('/2015-03-31/functions/Tiny-Recorder/invocations', '{"fare":1000000}')]],
  [
    'publish to a queue',
    () => [
      urlEncoded({ Action: 'CreateTopic', Name: 'evil' }),
      urlEncoded({ Action: 'Subscribe', TopicArn: TOPIC, Protocol: 'sqs', Endpoint: queueArn() }),
      urlEncoded({ Action: 'Publish', TopicArn: TOPIC, Message: 'evil' }),
    ],
  ],
  [
    'read what the emulator says about a queue',
    () => [{ method: 'GET', path: `/_fauxqs/queues/${queueName()}` }],
  ],
];

const everythingIsAsItWas = async (): Promise<void> => {
  expect(await stored()).toBe(GOOD);
  expect(await waiting()).toBe('0');
};

describe('a web page', () => {
  test.each(ATTACKS)('cannot %s', async (_, requests) => {
    for (const sent of requests()) {
      const answer = await send({ ...sent, headers: { ...sent.headers, ...FROM_A_PAGE } });
      expect(answer.text).toContain('The local cloud does not answer browsers');
      expect(answer.status).toBe(403);
    }
    await everythingIsAsItWas();
  });

  test.each(['origin', 'referer', 'sec-fetch-site', 'sec-fetch-dest'] as const)(
    'is recognized by its header %s alone',
    async (name) => {
      const answer = await send({
        method: 'GET',
        path: '/_local/pipes',
        headers: { [name]: FROM_A_PAGE[name] },
      });
      expect(answer.status).toBe(403);
      expect(answer.text).toContain(`this request has the header ${name}`);
    },
  );

  test('gets no permission by asking first', async () => {
    const headers = { ...FROM_A_PAGE, 'access-control-request-method': 'POST' };
    expect(await send({ method: 'OPTIONS', path: '/', headers })).toMatchObject({ status: 403 });
  });
});

describe('a page whose name is made to resolve to 127.0.0.1', () => {
  const scan = (host: string): Sent => ({
    path: '/',
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Scan',
      'x-amz-date': '20240525T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=x/20240525/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: cloud.outputs.TableName }),
  });

  test.each([
    (port: string) => `evil.example:${port}`,
    (port: string) => `localhost.evil.example:${port}`,
    (port: string) => `127.0.0.1.nip.io:${port}`,
    () => 'evil.example',
    () => '127.0.0.1',
    () => 'localhost:1',
  ])('cannot read the table: Host %#', async (host) => {
    const Item = { id: { S: 'a-trip' } };
    await dynamodb.send(new PutItemCommand({ TableName: cloud.outputs.TableName, Item }));
    const answer = await send(scan(host(new URL(cloud.url).port)));
    expect(answer.text).not.toContain('a-trip');
    expect(answer.status).toBe(403);
  });

  test.each(['127.0.0.1', 'localhost', '[::1]'])('under %s a client reads it', async (name) => {
    const answer = await send(scan(`${name}:${new URL(cloud.url).port}`));
    expect(answer).toMatchObject({ status: 200 });
  });
});

describe('what the stack does not need is closed to everyone', () => {
  test.each([
    ['forms', 405, () => ({ path: `/${cloud.outputs.BucketName}`, ...form({ key: KEY, file: 'evil' }) })],
    ['SNS of the emulator', 405, () => urlEncoded({ Action: 'CreateTopic', Name: 'evil' })],
    [
      'queues as the emulator shows them',
      400,
      () => ({ method: 'GET', path: `/_fauxqs/queues/${queueName()}` }),
    ],
    ['the same, encoded', 400, () => ({ method: 'GET', path: '/%5Ffauxqs/queues' })],
    [
      'the same, as a bucket in the host name',
      403,
      () => ({
        method: 'GET',
        path: `/queues/${queueName()}`,
        headers: { host: `_fauxqs.localhost:${new URL(cloud.url).port}` },
      }),
    ],
    [
      'the same, as a request to SQS',
      400,
      () => ({
        method: 'GET',
        path: '/_fauxqs/queues',
        headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
      }),
    ],
    ['its health', 404, () => ({ method: 'GET', path: '/health' })],
    ['a bucket that no template declares', 403, () => ({ method: 'PUT', path: '/evil' })],
  ] as [string, number, () => Sent][])('%s', async (_, status, sent) => {
    expect(await send(sent())).toMatchObject({ status });
    await everythingIsAsItWas();
  });

  test('a queue that no template declares', async () => {
    await expect(sqs.send(new CreateQueueCommand({ QueueName: 'evil' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});
