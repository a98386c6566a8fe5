import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { quarantineQueue } from '../../../functions/adapters/quarantine-queue.ts';
import { TransientAwsError } from '../../../functions/domain/errors.ts';
import { openS3AndSqs } from '../../../local/s3-sqs.ts';
import { type Cloud, closedRoutes, serve } from './serve.ts';

let services: Awaited<ReturnType<typeof openS3AndSqs>>;
let cloud: Cloud;
let queueUrl = '';
let failing = false;

beforeAll(async () => {
  services = await openS3AndSqs({});
  cloud = await serve({
    ...closedRoutes,
    sqs: (req, res) => (failing ? closedRoutes.s3(req, res) : services.listener(req, res)),
  });
  const { QueueUrl = '' } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: 'quarantine' }));
  queueUrl = QueueUrl;
});

beforeEach(() => {
  failing = false;
});

afterAll(async () => {
  await cloud.close();
  await services.close();
});

const never = new AbortController().signal;

const record = (data: string) => ({
  eventID: 'shardId-000000000006:4959',
  eventSource: 'aws:kinesis' as const,
  eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
  partitionKey: 'a1',
  sequenceNumber: '4959',
  approximateArrivalTimestamp: 1_716_600_000.25,
  data,
});

const receive = async (): Promise<unknown> => {
  const client = new SQSClient({});
  const { Messages } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 2 }),
  );
  const [message] = Messages ?? [];
  await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message?.ReceiptHandle }));
  return JSON.parse(message?.Body ?? 'null');
};

test('keeps the payload, every reason, and where and when the record came from', async () => {
  const text = '{"trip_id":"a#1","fare_amount":"-1"}';
  await quarantineQueue(queueUrl).quarantine(
    record(Buffer.from(text).toString('base64')),
    ['first', 'second'],
    never,
  );
  expect(await receive()).toEqual({
    reasons: ['first', 'second'],
    payload: text,
    payload_encoding: 'utf8',
    stream_arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
    shard_id: 'shardId-000000000006',
    sequence_number: '4959',
    partition_key: 'a1',
    arrived_at: '2024-05-25T01:20:00.250Z',
    quarantined_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x00]).toString('base64'), 'base64', 'e/8A'],
  ['data that is not base64', 'not base64!', 'verbatim', 'not base64!'],
  [
    'characters that the queue would refuse',
    Buffer.from('a\u0000\uFFFE\uFFFFb').toString('base64'),
    'utf8',
    'a\u0000\uFFFE\uFFFFb',
  ],
])('keeps %s as they came', async (_, data, payload_encoding, payload) => {
  await quarantineQueue(queueUrl).quarantine(record(data), ['x'], never);
  expect(await receive()).toMatchObject({ payload_encoding, payload });
});

test('a queue that fails is transient, so that the record comes again', async () => {
  failing = true;
  await expect(quarantineQueue(queueUrl).quarantine(record('e30='), ['x'], never)).rejects.toThrow(
    TransientAwsError,
  );
});
