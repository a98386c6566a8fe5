import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { LocalCloud } from '../../local/cloud.ts';
import { OTHER_SITE } from '../console/browser-under-test.ts';
import { browserOfFile } from '../console/console-under-test.ts';
import { configurationOf, openTinyClouds } from './tiny-cloud-under-test.ts';

const KEY = 'daily/2024-05-25/metrics.json';
const GOOD = '{"total_fare":41873.05}';
const STORED_TRIP = 'a-trip-of-the-table';
const EVIL = 'evil';

const clouds = openTinyClouds();
let cloud: LocalCloud;
let clients: { dynamodb: DynamoDBClient; lambda: LambdaClient; s3: S3Client; sqs: SQSClient };
const browser = browserOfFile();
let attacker: Server;

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

beforeAll(async () => {
  cloud = await clouds.start();
  const settings = configurationOf(cloud);
  clients = {
    dynamodb: new DynamoDBClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client(settings),
    sqs: new SQSClient(settings),
  };
  attacker = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>evil</title>');
  }).listen(0, '127.0.0.1');
  await once(attacker, 'listening');
});
afterAll(async () => {
  attacker.closeAllConnections();
  attacker.close();
  for (const client of Object.values(clients)) client.destroy();
  await clouds.close();
});

const bucket = () => cloud.outputs.BucketName ?? '';
const batchOf = (id: string): string => JSON.stringify([{ data: Buffer.from(id).toString('base64') }]);

/** All that an attack could change. */
const state = async () => {
  const { dynamodb, s3, sqs } = clients;
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket(), Key: KEY })).catch(() => undefined);
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: cloud.outputs.TableName }));
  const name = 'ApproximateNumberOfMessages';
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: cloud.outputs.QueueUrl, AttributeNames: [name] }),
  );
  return {
    file: await object?.Body?.transformToString(),
    trips: Items.map(({ id }) => id?.S).toSorted(),
    messages: Number(Attributes?.[name]),
  };
};

/** What a page does, as JavaScript that returns what the browser says to it. */
const ATTACKS: Readonly<Record<string, () => string>> = {
  'overwrite a metrics file': () => `
    const form = new FormData();
    form.append('key', ${JSON.stringify(KEY)});
    form.append('file', '{"total_fare":0}');
    return fetch(cloud + '/${bucket()}', { method: 'POST', mode: 'no-cors', body: form });`,
  'delete a metrics file': () => `
    const one = { method: 'POST', mode: 'no-cors', body: '<Delete><Object><Key>${KEY}</Key></Object></Delete>' };
    await fetch(cloud + '/${bucket()}?delete', one);
    return fetch(cloud + '/${bucket()}/${KEY}', { method: 'DELETE' }).catch(String);`,
  'invoke a function': () => `
    const body = ${JSON.stringify(batchOf(EVIL))};
    return fetch(cloud + '/2015-03-31/functions/Tiny-Recorder/invocations', { method: 'POST', mode: 'no-cors', body });`,
  'send to a queue': () => `
    const fields = { Action: 'SendMessage', QueueUrl: ${JSON.stringify(cloud.outputs.QueueUrl)}, MessageBody: 'evil' };
    const body = new URLSearchParams(fields);
    navigator.sendBeacon(cloud + '/', body);
    return fetch(cloud + '/', { method: 'POST', mode: 'no-cors', body });`,
};

/** Runs an attack in a page and returns how the browser was answered; `opaque` if the page may not see the answer. */
const attackFrom = (page: Page, script: string): Promise<string> =>
  page.evaluate(`(async () => {
    const cloud = ${JSON.stringify(cloud.url)};
    const answer = await (async () => { ${script} })();
    return typeof answer === 'string' ? answer : answer.type;
  })()`);

/** The same by an SDK. */
const WITH_AN_SDK: Readonly<Record<string, () => Promise<unknown>>> = {
  'overwrite a metrics file': () =>
    clients.s3.send(new PutObjectCommand({ Bucket: bucket(), Key: KEY, Body: '{"total_fare":0}' })),
  'delete a metrics file': () => clients.s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key: KEY })),
  'invoke a function': () =>
    clients.lambda.send(new InvokeCommand({ FunctionName: 'Tiny-Recorder', Payload: batchOf(EVIL) })),
  'send to a queue': () =>
    clients.sqs.send(new SendMessageCommand({ QueueUrl: cloud.outputs.QueueUrl, MessageBody: EVIL })),
};

beforeEach(async () => {
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket(), Key: KEY, Body: GOOD }));
  const Item = { id: { S: STORED_TRIP } };
  await clients.dynamodb.send(new PutItemCommand({ TableName: cloud.outputs.TableName, Item }));
});

/** From another site, and from another port of this machine, which is the same site. */
const ORIGINS = [OTHER_SITE, '127.0.0.1'];

describe.each(ORIGINS)('a page of %s in a real browser', (host) => {
  test.each(Object.entries(ATTACKS))('cannot %s', async (_, script) => {
    const before = await state();
    const { page } = await browser.open();
    await page.goto(`http://${host}:${portOf(attacker)}/`);
    const answered = await attackFrom(page, script());
    expect(answered).toMatch(/^opaque$|Failed to fetch/);
    await page.close();
    expect(await state()).toEqual(before);
  });
});

test('a page whose name is made to resolve to 127.0.0.1 cannot read the table', async () => {
  const { page } = await browser.open();
  const port = new URL(cloud.url).port;
  const shown = await page.goto(`http://${OTHER_SITE}:${port}/`);
  expect(shown?.status()).toBe(403);
  // Of its own origin now, the page may send any header and read any answer.
  const answer: { status: number; text: string } = await page.evaluate(`(async () => {
    const answer = await fetch('/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.Scan' },
      body: ${JSON.stringify(JSON.stringify({ TableName: cloud.outputs.TableName }))},
    });
    return { status: answer.status, text: await answer.text() };
  })()`);
  expect(answer.status).toBe(403);
  expect(answer.text).not.toContain(STORED_TRIP);
});

test('an SDK can do the same', () => {
  expect(Object.keys(WITH_AN_SDK)).toEqual(Object.keys(ATTACKS));
});

test.each(Object.entries(WITH_AN_SDK))('an SDK can %s', async (_, send) => {
  const before = await state();
  await send();
  expect(await state()).not.toEqual(before);
});

test('an SDK can read the table', async () => {
  expect((await state()).trips).toContain(STORED_TRIP);
});
